package dev.usertemplate.xlsx;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.usertemplate.core.RequiredProgram;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The library that most programs in Python read workbooks with, as Debian packages it. */
final class OpenPyxl {
  private OpenPyxl() {}

  /**
   * Runs statements and returns what they print. Without the library, the test is skipped.
   *
   * @param workbook opened as {@code workbook}, its first sheet is {@code sheet}
   */
  static String run(Path workbook, String statements) throws Exception {
    RequiredProgram.need("python3");
    Process python =
        new ProcessBuilder(
                // The one that Debian's packages belong to.
                "/usr/bin/python3",
                "-W",
                "ignore",
                "-c",
                """
                import sys
                try:
                    import openpyxl
                except ImportError:
                    sys.exit(77)
                workbook = openpyxl.load_workbook(sys.argv[1])
                sheet = workbook.worksheets[0]
                """
                    + statements,
                workbook.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exitCode = python.waitFor();
    if (exitCode == 77) {
      String sentence = "This test needs the Python library openpyxl, which is not installed.";
      if (Boolean.parseBoolean(System.getenv("USER_TEMPLATE_REQUIRE_TOOLS"))) {
        fail(sentence);
      }
      abort(sentence);
    }
    if (exitCode != 0) {
      fail(output);
    }
    return output;
  }
}
