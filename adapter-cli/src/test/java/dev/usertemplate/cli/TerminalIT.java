package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program on a real terminal, which {@code script} provides. */
@Tag("any-jdk")
class TerminalIT {
  @TempDir Path folder;

  @BeforeEach
  void a_terminal_can_be_had() {
    RequiredProgram.need("script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "render -o -",
        "render -o - </dev/null",
        "render -o - 2>/dev/null",
        "render -o /dev/stdout --force",
        "render -o /dev/tty --force"
      })
  void a_terminal_gets_no_workbook(String arguments) {
    Shell.Result result = onTerminal(Shell.in(folder), arguments);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).doesNotContain("PK");
    if (!arguments.contains("2>")) {
      assertThat(result.out()).contains("of no use on a terminal. Redirect the output, or name");
    }
  }

  @Test
  void a_workbook_may_be_redirected_on_a_terminal() {
    Shell.Result result = onTerminal(Shell.in(folder), "render -o - > mine.xlsx");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(folder.resolve("mine.xlsx")).isNotEmptyFile();
  }

  @Test
  void colours_show_on_a_terminal_and_each_stream_decides_for_itself() {
    Shell shell = Shell.in(folder);

    assertThat(onTerminal(shell, "--help").out()).contains("\u001B[");
    assertThat(onTerminal(shell, "--help </dev/null").out()).contains("\u001B[");
    assertThat(onTerminal(shell, "--help | cat").out()).doesNotContain("\u001B");
    assertThat(onTerminal(shell, "nothing 2>&1 >/dev/null").out()).contains("\u001B[31m");
    assertThat(onTerminal(shell, "nothing 2>&1 | cat").out()).doesNotContain("\u001B");
  }

  @Test
  void nobody_gets_colours_who_does_not_want_them() {
    assertThat(onTerminal(Shell.in(folder).with("NO_COLOR", "1"), "--help").out())
        .contains("Usage:")
        .doesNotContain("\u001B");
    assertThat(onTerminal(Shell.in(folder).with("TERM", "dumb"), "--help").out())
        .contains("Usage:")
        .doesNotContain("\u001B");
  }

  @Test
  void the_table_is_as_wide_as_the_variable_columns_says() {
    for (int columns : new int[] {80, 130}) {
      Shell shell = Shell.in(folder).with("COLUMNS", String.valueOf(columns));
      String table = onTerminal(shell, "fields").out().replaceAll("\u001B\\[\\d*m", "");

      assertThat(table.lines().mapToInt(TextGrid::width).max().orElse(0))
          .isBetween(columns - 20, columns);
    }
  }

  @Test
  void chinese_is_readable_where_no_locale_is_set() {
    for (String locale : new String[] {"C", "POSIX", "C.UTF-8"}) {
      Shell shell = Shell.in(folder).with("LC_ALL", locale);

      assertThat(onTerminal(shell, "fields --language zh_CN").out()).contains("用户名");
      assertThat(shell.program("fields --language zh_CN").out()).contains("用户名");
      assertThat(shell.program("fields --language zh_CN --format json").out()).contains("用户名");
    }
  }

  @Test
  void a_workbook_is_not_typed() {
    for (String arguments : new String[] {"check -", "check /dev/stdin", "check /dev/tty"}) {
      Shell.Result result = onTerminal(Shell.in(folder), arguments);

      assertThat(result.exitCode()).isEqualTo(3);
      assertThat(result.out()).contains("A workbook cannot be typed on a terminal.");
    }
  }

  @Test
  void a_report_has_colours_and_keeps_to_the_width() throws IOException {
    FilledTemplate.write(
        folder.resolve("users.xlsx"),
        TemplateRequest.DEFAULT,
        List.of(List.of("1", "bob.", "nobody"), List.of("2", " carol ", "c@example.com")));
    for (int columns : new int[] {80, 120}) {
      Shell shell = Shell.in(folder).with("COLUMNS", String.valueOf(columns));
      String report = onTerminal(shell, "check users.xlsx --language zh_CN").out();

      assertThat(report).contains("\u001B[31mB3\u001B[0m", "\u001B[2mB4\u001B[0m");
      assertThat(report.replaceAll("\u001B\\[\\d*m|\r", "").lines())
          .allSatisfy(line -> assertThat(TextGrid.width(line)).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void the_progress_on_a_long_file_goes_to_the_terminal_and_not_into_the_report()
      throws IOException {
    FilledTemplate.write(
        folder.resolve("users.xlsx"),
        TemplateRequest.DEFAULT,
        Collections.nCopies(200_000, List.of("1", "bob", "nobody")));

    Shell.Result seen = onTerminal(Shell.in(folder), "check users.xlsx > report.txt");
    Shell.Result unseen = onTerminal(Shell.in(folder), "check users.xlsx 2> progress.txt | cat");

    assertThat(seen.out()).matches("(?s)\\r(Reading row \\d{1,3},\\d{3} *\\r)+ *\\r");
    assertThat(folder.resolve("report.txt")).content().startsWith("users.xlsx\n");
    assertThat(unseen.out()).doesNotContain("Reading row");
    assertThat(folder.resolve("progress.txt")).isEmptyFile();
  }

  private static Shell.Result onTerminal(Shell shell, String arguments) {
    return shell.run("script -qec '\"$PROGRAM\" " + arguments + "' /dev/null");
  }
}
