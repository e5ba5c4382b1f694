package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused because of the names that {@code check} is given. */
class CheckPathsTest {
  @TempDir Path folder;

  @BeforeEach
  void there_are_files() throws IOException {
    Files.createDirectory(folder.resolve("calls"));
    for (String name :
        new String[] {"users.xlsx", "users.XLSM", "calls/rejected.xlsx", "calls/users-1.json"}) {
      Files.writeString(folder.resolve(name), "any");
    }
    Files.createSymbolicLink(folder.resolve("link.xlsx"), Path.of("calls", "rejected.xlsx"));
    Files.createSymbolicLink(folder.resolve("other"), Path.of("calls"));
  }

  private Trial check(String line) {
    return Trial.Stage.in(folder)
        .reading(CheckCommandTest.mistakes())
        .run(("check " + line).split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "users.XLSM --annotate marked.xlsx, users.XLSM is macro-enabled, marked.xlsm",
    "users.XLSM --annotate marked, users.XLSM is macro-enabled, marked.xlsm",
    "users.xlsx --annotate marked.xlsm, users.xlsx is not macro-enabled, marked.xlsx"
  })
  void a_marked_workbook_under_a_name_that_excel_refuses_is_refused(
      String line, String what, String right) {
    Trial trial = check(line);

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err())
        .contains("--annotate: " + what + ", and Excel would not open it as marked")
        .contains("Name it " + right + ".\n");
    assertThat(folder.resolve("marked.xlsx")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "users.XLSM --annotate marked.xlsm",
        "users.xlsx --annotate marked",
        "users.XLSM --annotate /dev/null",
        "users.xlsx --annotate calls/marked.xlsx --requests calls --force",
        "calls/rejected.xlsx --requests new",
        "calls/rejected.xlsx --annotate calls/rejected.xlsx --force"
      })
  void other_names_are_taken(String line) {
    assertThat(check(line).exitCode()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "calls/rejected.xlsx --requests calls",
        "calls/../calls/rejected.xlsx --requests other",
        "link.xlsx --requests calls",
        "calls/users-0001.json --requests calls",
        "new --requests new"
      })
  void two_outputs_in_one_place_are_refused(String line) {
    Trial trial = check("users.xlsx --valid-only --force --annotate " + line);

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.err()).contains("--annotate and --requests would both write ");
    assertThat(folder.resolve("calls/rejected.xlsx")).hasContent("any");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"calls/rejected.xlsx", "other/rejected.xlsx", "link.xlsx", "calls/users-1.json"})
  void a_workbook_that_would_be_replaced_by_what_is_made_of_it_is_refused(String file) {
    Trial trial = check(file + " --requests calls --valid-only --force");

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.err()).contains(file + " is one of the files that --requests replaces.");
    assertThat(folder.resolve(file)).hasContent("any");
  }

  @ParameterizedTest
  @ValueSource(strings = {"users.xlsx/x.xlsx", "users.xlsx/y/x.xlsx"})
  void a_file_in_a_file_is_refused_before_anything_is_read(String out) {
    Trial trial = check("users.xlsx --annotate " + out);

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err()).contains("users.xlsx is no folder. Name another file with --annotate.");
  }

  @Test
  void nothing_says_what_comes_from_the_standard_input() {
    assertThat(check("- --annotate marked.xlsm").exitCode()).isEqualTo(1);
  }
}
