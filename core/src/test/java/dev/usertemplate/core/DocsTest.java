package dev.usertemplate.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The docs say what the code does. {@code -Ddocs.update=true} renews what is generated. */
class DocsTest {
  private static final Path ROOT = Markdown.ROOT;
  private static final Path TEMPLATE = ROOT.resolve("docs/template.md");
  private static final Path FIELDS = ROOT.resolve("docs/fields.md");
  private static final Path CHECK = ROOT.resolve("docs/check.md");
  private static final Path ARCHITECTURE = ROOT.resolve("docs/architecture.md");

  @ParameterizedTest
  @EnumSource
  void the_table_of_fields_is_the_schema(ActivationType type) throws IOException {
    compare(FIELDS, "fields:" + type.wireName(), table(type));
  }

  @Test
  void the_table_of_findings_is_the_codes() throws IOException {
    compare(CHECK, "findings", findings());
  }

  @Test
  void the_table_of_limits_is_the_defaults() throws IOException {
    String rows =
        Limits.DEFAULT.values().entrySet().stream()
            .map(limit -> "| `%s` | %,d |\n".formatted(limit.getKey(), limit.getValue()))
            .collect(Collectors.joining());
    compare(CHECK, "limits", "| Name | Default |\n|---|---|\n" + rows);
  }

  @Test
  void the_table_of_headings_is_the_texts() throws IOException {
    Texts en = Texts.of(Language.EN_US);
    Texts zh = Texts.of(Language.ZH_CN);
    String rows =
        Schema.of(ActivationType.ADMIN_ACTIVATE).columns().stream()
            .filter(Column::isRead)
            .map(
                column ->
                    "| `%s` | %s | %s |\n"
                        .formatted(
                            column.key(),
                            String.join(", ", en.otherHeadings(column)),
                            String.join("、", zh.otherHeadings(column))))
            .collect(Collectors.joining());
    compare(FIELDS, "headings", "| Field | English | 中文 |\n|---|---|---|\n" + rows);
  }

  private static void compare(Path page, String table, String expected) throws IOException {
    String begin = "<!-- " + table + " -->\n";
    String docs = Files.readString(page);
    int from = docs.indexOf(begin) + begin.length();
    int to = docs.indexOf("<!-- end -->", from);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(page, docs.substring(0, from) + expected + docs.substring(to));
      return;
    }
    assertThat(docs.substring(from, to)).isEqualTo(expected);
  }

  private static String findings() {
    Texts en = Texts.of(Language.EN_US);
    Texts zh = Texts.of(Language.ZH_CN);
    return "| Code | Severity | Message | 中文 |\n|---|---|---|---|\n"
        + Arrays.stream(FindingCode.values())
            .map(
                code ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            code.wireName(),
                            code.severity().wireName(),
                            en.get("finding." + code.wireName(), "…", "…", "…"),
                            zh.get("finding." + code.wireName(), "…", "…", "…")))
            .collect(Collectors.joining());
  }

  @Test
  void the_limits_in_the_docs_are_the_schemas() throws IOException {
    assertThat(Files.readString(TEMPLATE))
        .contains(Schema.MAX_USERS + " users and " + Schema.MAX_MEGABYTES + " MB")
        .contains("`schema_version` (now `" + Schema.VERSION + "`)");
  }

  @Test
  void the_list_of_modules_is_the_builds() throws IOException {
    List<String> modules =
        Pattern.compile("<module>([a-z-]+)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .toList();
    List<String> documented =
        Pattern.compile("(?m)^\\| ([a-z-]+) \\| `dev")
            .matcher(Files.readString(ARCHITECTURE))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(documented).isEqualTo(modules);
  }

  private static String table(ActivationType type) {
    Texts en = Texts.of(Language.EN_US);
    Texts zh = Texts.of(Language.ZH_CN);
    return "| Field | English | 中文 | Required? | Rule | Example |\n|---|---|---|---|---|---|\n"
        + Schema.of(type).columns().stream()
            .map(column -> row(column, en, zh))
            .collect(Collectors.joining());
  }

  private static String row(Column column, Texts en, Texts zh) {
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            column.isRead() ? "`" + column.key() + "`" : "(none)",
            en.heading(column),
            zh.heading(column),
            en.requirementSentence(column),
            en.rules(column),
            en.example(column));
  }
}
