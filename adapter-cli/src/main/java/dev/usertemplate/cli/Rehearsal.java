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
   * @param arguments a filled workbook, an empty folder to write into, and the command to run;
   *     empty for all but the check, which needs many more classes than they do
   */
  public static void main(String... arguments) throws IOException {
    String filled = arguments[0];
    String written =
        Files.createDirectories(Path.of(arguments[1])).resolve("users.xlsx").toString();
    if (arguments[2].equals(CheckCommand.NAME)) {
      Main.run("check", written);
      Main.run("check", filled);
      Main.run("check", filled, "--format", "json");
    } else {
      Main.run("render", "-o", written, "--force");
      Main.run("render", "--language", "zh_CN", "--active-type", "ADMIN_ACTIVATE", "-o", "-");
    }
  }
}
