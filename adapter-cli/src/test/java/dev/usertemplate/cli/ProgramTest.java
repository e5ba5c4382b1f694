package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.RenderTemplate;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--help",
        "-h",
        "--version",
        "help",
        "help render",
        "generate-completion --version",
        "render --help",
        "fields --help",
        "check --help",
        "generate-completion",
        "generate-completion --help",
        "fields",
        "fields --format json",
        "fields --format schema"
      })
  void only_render_looks_for_a_renderer(String line) {
    Trial trial = Trial.run(folder, ProgramTest::unneeded, line.split(" "));

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.out()).isNotEmpty();
    assertThat(trial.err()).isEmpty();
  }

  @Test
  void without_arguments_the_usage_is_an_error() {
    Trial trial = Trial.run(folder);

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err())
        .startsWith("Usage: user-template")
        .contains("render", "check", "fields");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "render", "check", "fields"})
  void the_help_explains_every_exit_code(String command) {
    String help = Trial.run(folder, (command + " --help").strip().split(" ")).out();

    for (ExitCode code : ExitCode.values()) {
      assertThat(help)
          .containsPattern("(?m)^ +" + code.number() + " +\\Q" + code.meaning() + "\\E");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "generate-completion --version"})
  void the_version_is_told_even_without_a_manifest(String line) {
    assertThat(Trial.run(folder, line.split(" ")).out()).matches("user-template \\S.*\\R");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "render --language zh_cn | '--language': 'zh_cn' is not allowed; use one of: zh_CN, en_US",
        "render --language=      | '--language': '' is not allowed; use one of: zh_CN, en_US",
        "fields --language ZH_CN | '--language': 'ZH_CN' is not allowed; use one of: zh_CN, en_US",
        "fields --active-type user_activate | '--active-type': 'user_activate' is not allowed; use"
            + " one of: USER_ACTIVATE, ADMIN_ACTIVATE",
        "fields --format JSON    | '--format': 'JSON' is not allowed; use one of: table, json, schema.",
        "render --lang zh_CN     | Unknown options: '--lang', 'zh_CN'",
        "render -o               | Missing required parameter for option '--output'",
        "check users.xlsx --format JSON | use one of: text, json.",
        "check users.xlsx --language zh | '--language': 'zh' is not allowed; use one of: zh_CN, en_US",
        "check                   | Missing required parameter: 'FILE'",
        "check a.xlsx b.xlsx     | Unmatched argument at index 2: 'b.xlsx'",
        "check a.xlsx --valid-only | --valid-only says what --requests writes: add --requests DIR.",
        "check a.xlsx --annotate - | --annotate: the standard output takes the report; name a file.",
        "check a.xlsx --requests= | the name of the folder is missing",
        "check a.xlsx --limit lines=1 | 'lines' is no limit; use one of: bytes, unpacked_bytes, entries,"
            + " ratio, rows, cell_length, marked_bytes",
        "check a.xlsx --limit rows=0 | rows: has to be 1 or more",
        "check a.xlsx --limit rows=3000000000 | rows: has to be 2147483647 or less",
        "check a.xlsx --limit rows=many | is not of the form NAME=VALUE with a whole number; NAME is one"
            + " of: bytes, unpacked_bytes",
        "render @src             | Unmatched argument at index 1: '@src'",
        "rendr                   | Did you mean: user-template render",
        "help nothing            | Unknown subcommand 'nothing'",
        "fields --format json --format json | should be specified only once"
      })
  void a_wrong_command_line_is_a_usage_error_that_says_what_would_be_right(
      String line, String sentence) {
    Trial trial = Trial.run(folder, ProgramTest::unneeded, line.split(" "));

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err())
        .startsWith("user-template: ")
        .contains(sentence)
        .contains("--help")
        .doesNotContain("\tat ");
  }

  @Test
  void a_defect_is_an_internal_error_in_one_sentence() {
    Trial trial = Trial.run(folder, ProgramTest::defective, "render");

    assertThat(trial.exitCode()).isEqualTo(4);
    assertThat(trial.err())
        .contains("This should not have happened", "the defect", "--stacktrace")
        .doesNotContain("\tat ");
  }

  @Test
  void even_an_error_of_the_virtual_machine_is_an_internal_error() {
    Trial trial =
        Trial.run(
            folder,
            () -> {
              throw new NoClassDefFoundError("the/Missing");
            },
            "render");

    assertThat(trial.exitCode()).isEqualTo(4);
    assertThat(trial.err()).contains("the/Missing").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--stacktrace render", "render --stacktrace", "--stacktrace render --stacktrace"})
  void the_stack_trace_is_shown_on_request_wherever_the_option_stands(String line) {
    Trial trial = Trial.run(folder, ProgramTest::defective, line.split(" "));

    assertThat(trial.exitCode()).isEqualTo(4);
    assertThat(trial.err()).contains("\tat dev.usertemplate.cli.ProgramTest.defective");
  }

  @Test
  void a_failed_output_has_a_stack_trace_on_request_too() {
    Trial trial = Trial.run(folder, "render", "-o", ".", "--stacktrace");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains("is a folder", "\tat dev.usertemplate.cli.WorkbookFile");
  }

  @Test
  void help_that_cannot_be_written_is_told() {
    Trial trial = Trial.withOutput(new Trial.Broken(), folder, "--help");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains("The standard output cannot be written: Broken pipe.");
  }

  @Test
  void colours_are_for_terminals() {
    assertThat(Trial.run(folder, "--help").out()).doesNotContain("\u001B");
    assertThat(Trial.run(folder, "x").err()).doesNotContain("\u001B");
    assertThat(Trial.onTerminal(folder, 80, "--help").out()).contains("\u001B[");
    assertThat(Trial.onTerminal(folder, 80, "x").err()).contains("\u001B[");
  }

  private static RenderTemplate unneeded() {
    throw new AssertionError("no renderer is needed here");
  }

  private static RenderTemplate defective() {
    throw new IllegalStateException("the defect");
  }
}
