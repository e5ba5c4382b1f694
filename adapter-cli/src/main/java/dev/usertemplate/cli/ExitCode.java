package dev.usertemplate.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How a command can end. The numbers never change: scripts depend on them. */
enum ExitCode {
  OK(0, "The command did what it was asked to."),
  FINDINGS(1, "A checked workbook has mistakes that have to be corrected."),
  USAGE(2, "The command line is wrong: an unknown option, a value that is not allowed."),
  FAILED_INPUT_OR_OUTPUT(3, "A file or stream could not be read or written."),
  INTERNAL(4, "A defect of the program; --stacktrace shows where.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  /** What the process ends with. */
  int number() {
    return number;
  }

  /** When it ends so, as one sentence. */
  String meaning() {
    return meaning;
  }

  /** Meanings by number, as the help shows them. */
  static Map<String, String> explained() {
    Map<String, String> explained = new TreeMap<>();
    Arrays.stream(values())
        .forEach(code -> explained.put(String.valueOf(code.number), code.meaning));
    return explained;
  }
}
