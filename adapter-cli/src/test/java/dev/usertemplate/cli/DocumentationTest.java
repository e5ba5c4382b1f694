package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** docs/cli.md says what the program does. */
class DocumentationTest {
  private final String page;

  DocumentationTest() throws IOException {
    page = Files.readString(Path.of("..", "docs", "cli.md"));
  }

  @Test
  void the_table_of_exit_codes_is_the_enums() {
    List<String> rows =
        Pattern.compile("(?m)^\\| \\d+ \\|.*\\|$")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values())
                .map(code -> "| %s | %s |".formatted(code.number(), code.meaning()))
                .toList());
  }

  @Test
  void every_command_and_option_is_named() {
    Output nowhere =
        new Output(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8, false, 0);
    Input nothing = new Input(InputStream.nullInputStream(), false);
    CommandLine program =
        new Program(
                new Surroundings(nothing, nowhere, nowhere, Path.of("")),
                Trial::telltale,
                CheckUsers::withInstalledFormat)
            .commandLine();

    program
        .getSubcommands()
        .forEach(
            (name, command) -> {
              assertThat(page).contains(name);
              command
                  .getCommandSpec()
                  .options()
                  .forEach(option -> assertThat(page).contains(option.longestName()));
            });
  }

  @Test
  void the_report_on_the_page_is_the_programs() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    String report = Trial.run(root, "check", "docs/examples/users-with-mistakes.xlsx").out();
    String shown = page.substring(page.indexOf("```\ndocs/examples/") + 4);

    assertThat(
            shown
                .substring(0, shown.indexOf("```"))
                .replace("docs/", root + "/docs/")
                .split("\\.\\.\\.\n"))
        .hasSize(4)
        .allSatisfy(part -> assertThat(report).contains(part));
  }

  @Test
  void every_kind_of_rule_is_in_the_table_of_rules() {
    Arrays.stream(ActivationType.values())
        .flatMap(type -> Schema.of(type).columns().stream())
        .flatMap(column -> column.rules().stream())
        .map(Rule::code)
        .forEach(code -> assertThat(page).contains("\n| `" + code + "` |"));
  }
}
