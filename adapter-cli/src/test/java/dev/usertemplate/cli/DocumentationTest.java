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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** docs/cli.md says what the program does. */
class DocumentationTest {
  private static final JsonMapper JSON = new JsonMapper();

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
    program()
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

  private static CommandLine program() {
    Output nowhere =
        new Output(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8, false, 0);
    Input nothing = new Input(InputStream.nullInputStream(), false);
    return new Program(
            new Surroundings(nothing, nowhere, nowhere, Path.of("")),
            Trial::telltale,
            CheckUsers::withInstalledFormat)
        .commandLine();
  }

  /** Both ways: nothing is left out, and nothing is there that the command does not have. */
  @ParameterizedTest
  @ValueSource(strings = {"render", "check"})
  void the_table_of_a_commands_options_is_the_commands(String name) {
    CommandLine command = program().getSubcommands().get(name);
    String section = page.substring(page.indexOf("\n## " + name + ":"));
    String table =
        section.substring(
            section.indexOf("|---|"), section.indexOf("\n\n", section.indexOf("|---|")));
    List<String> documented =
        Pattern.compile("(?m)^\\| (?:`-\\w`, )?`(--[a-z-]+)`")
            .matcher(table)
            .results()
            .map(row -> row.group(1))
            .toList();

    assertThat(documented)
        .containsExactlyInAnyOrderElementsOf(
            command.getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.inherited())
                .map(OptionSpec::longestName)
                .toList());
  }

  @Test
  void every_name_in_the_json_of_fields_is_on_the_page() {
    Path here = Path.of("");
    JsonNode fields = JSON.readTree(Trial.run(here, "fields", "--format", "json").out());
    fields
        .propertyNames()
        .forEach(name -> assertThat(page).containsPattern("`" + name + "(`|\\[)"));
    for (JsonNode column : fields.path("columns")) {
      column
          .propertyNames()
          .forEach(
              name ->
                  assertThat(page).containsPattern("`(columns\\[\\])?\\." + name + "(\\[\\]|`)"));
      for (JsonNode rule : column.path("rules")) {
        String row = row(rule.path("code").asString());
        rule.propertyNames().stream()
            .filter(name -> !name.equals("code") && !name.equals("text"))
            .forEach(name -> assertThat(row).contains("`" + name + "`"));
      }
    }
  }

  private String row(String code) {
    return page.lines()
        .filter(line -> line.startsWith("| `" + code + "` |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No row for the rule " + code));
  }

  @Test
  void every_name_in_a_report_is_on_the_page_about_checks() throws IOException {
    String check = Files.readString(Path.of("..", "docs", "check.md"));
    String table = check.substring(check.indexOf("## The report"), check.indexOf("## The marked"));
    Path root = Path.of("..").toAbsolutePath().normalize();
    JsonNode report =
        JSON.readTree(
            Trial.run(root, "check", "docs/examples/users-with-mistakes.xlsx", "--format", "json")
                .out());
    report.propertyNames().forEach(name -> assertThat(table).contains("`" + name));
    report
        .path("rows")
        .propertyNames()
        .forEach(name -> assertThat(table).contains("`rows." + name + "`"));
    for (JsonNode finding : report.path("findings")) {
      finding
          .propertyNames()
          .forEach(name -> assertThat(table).containsPattern("`(findings\\[\\]\\.)?" + name + "`"));
    }
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
