package dev.usertemplate.core;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How tests start programs in Java as processes of their own. */
public final class JavaCommand {
  private JavaCommand() {}

  /**
   * The java of this test run, told that its processes are over before the better compiler would
   * pay.
   *
   * @param arguments what follows
   * @return a list that can be added to
   */
  public static List<String> of(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(arguments));
    return command;
  }
}
