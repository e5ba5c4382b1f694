package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A build step: does once what the program does most, so that the archive of class data that the
 * JVM makes at its end holds what these commands need.
 */
final class Rehearsal {
  private Rehearsal() {}

  /**
   * Runs the commands.
   *
   * @param arguments a filled workbook, and an empty folder to write into
   */
  public static void main(String... arguments) throws IOException {
    String filled = arguments[0];
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    String written = folder.resolve("users.xlsx").toString();
    Main.run("render", "-o", written, "--force");
    Main.run("render", "--language", "zh_CN", "--active-type", "ADMIN_ACTIVATE", "-o", "-");
    Main.run("check", written);
    Main.run("check", filled);
    Main.run("check", filled, "--format", "json");
    Main.run("fields");
    Main.run("--help");
    Main.run("check", "--wrong");
  }
}
