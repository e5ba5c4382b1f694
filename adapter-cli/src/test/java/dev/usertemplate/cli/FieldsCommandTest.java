package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldsCommandTest {
  @TempDir Path folder;

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void json_holds_every_column_and_rule_of_the_schema(TemplateRequest request) {
    Texts texts = Texts.of(request.language());
    List<Column> columns = Schema.of(request.activationType()).columns();

    JsonNode document = json(request);

    assertThat(document.propertyNames())
        .containsExactly("schema_version", "language", "active_type", "columns");
    assertThat(document.get("schema_version").asString()).isEqualTo(Schema.VERSION);
    assertThat(document.get("language").asString()).isEqualTo(request.language().wireName());
    assertThat(document.get("active_type").asString())
        .isEqualTo(request.activationType().wireName());
    assertThat(document.get("columns").size()).isEqualTo(columns.size());
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      JsonNode node = document.get("columns").get(i);
      assertThat(node.propertyNames())
          .containsExactly(
              "position", "key", "heading", "requirement", "about", "example", "rules");
      assertThat(node.get("position").asInt()).isEqualTo(i + 1);
      assertThat(node.get("key").asString()).isEqualTo(column.key());
      assertThat(node.get("heading").asString()).isEqualTo(texts.heading(column));
      assertThat(node.get("requirement").asString())
          .isEqualTo(column.requirement().name().toLowerCase(Locale.ROOT));
      assertThat(node.get("about").asString()).isEqualTo(texts.about(column));
      assertThat(node.get("example").asString()).isEqualTo(texts.example(column));
      assertThat(node.get("rules").valueStream().map(rule -> rule.get("code").asString()))
          .containsExactlyElementsOf(column.rules().stream().map(Rule::code).toList());
      assertThat(node.get("rules").valueStream().map(rule -> rule.get("text").asString()))
          .containsExactlyElementsOf(column.rules().stream().map(texts::rule).toList());
    }
  }

  @Test
  void json_gives_each_rule_its_own_data() {
    JsonNode columns = json(TemplateRequest.DEFAULT).get("columns");

    JsonNode name = columns.get(1).get("rules");
    assertThat(name.get(0).propertyNames()).containsExactly("code", "text", "min", "max");
    assertThat(name.get(0).get("min").asInt()).isEqualTo(1);
    assertThat(name.get(0).get("max").asInt()).isEqualTo(32);
    assertThat(name.get(1).get("characters").asString()).startsWith("ABC").endsWith("89.-_");
    assertThat(name.get(2).get("characters").asString()).endsWith("89");
    assertThat(name.get(3).get("forbidden_characters").asString()).isEqualTo("._");
    assertThat(name.get(4).get("case_sensitive").asBoolean()).isFalse();
    JsonNode email = columns.get(2).get("rules").get(1);
    assertThat(email.propertyNames())
        .containsExactly("code", "text", "local_characters", "domain_characters");
    assertThat(columns.get(3).get("rules").get(1).get("separators").asString()).isEqualTo(" /-");
    JsonNode expires = columns.get(4).get("rules").get(0);
    assertThat(expires.get("forms").valueStream().map(JsonNode::asString))
        .containsExactlyElementsOf(Rule.ExpirationTime.FORMS);
    assertThat(expires.get("never").asString()).isEqualTo("0");
    assertThat(expires.get("earliest").asString()).isEqualTo("2000-01-01");
  }

  @Test
  void json_is_for_lines_and_pipes() {
    String json = Trial.run(folder, "fields", "--format", "json").out();

    assertThat(json)
        .startsWith("{\n  \"schema_version\": \"" + Schema.VERSION + "\",\n")
        .endsWith("\n}\n");
    assertThat(json).doesNotContain("\r");
    assertThat(Trial.withOutput(new Trial.Broken(), folder, "fields", "--format", "json"))
        .extracting(Trial::exitCode)
        .isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_table_names_every_column_in_order(TemplateRequest request) {
    Texts texts = Texts.of(request.language());

    String table = Trial.run(folder, arguments(request, "table")).out();

    int position = 0;
    for (Column column : Schema.of(request.activationType()).columns()) {
      position++;
      String heading = Pattern.quote(firstWord(texts.heading(column)));
      assertThat(table)
          .containsPattern("(?m)^" + position + " +" + heading + ".* " + column.key() + " ");
      String rest = table.substring(table.indexOf(" " + column.key() + " "));
      String row = rest.split("(?m)^" + (position + 1) + " ", 2)[0];
      assertThat(row.replaceAll("\\s+", ""))
          .contains(texts.get("note.example", texts.example(column)).replaceAll("\\s+", ""));
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_table_fits_the_terminal(TemplateRequest request) {
    for (int columns : new int[] {80, 100, 132}) {
      String table = Trial.onTerminal(folder, columns, arguments(request, "table")).out();

      assertThat(table.replaceAll("\u001B\\[\\d*m", "").lines())
          .isNotEmpty()
          .allSatisfy(line -> assertThat(TextGrid.width(line)).isLessThanOrEqualTo(columns));
    }
  }

  private static String firstWord(String text) {
    return text.replaceFirst(" .*", "");
  }

  private JsonNode json(TemplateRequest request) {
    Trial trial = Trial.run(folder, arguments(request, "json"));
    assertThat(trial.exitCode()).isZero();
    return new JsonMapper().readTree(trial.bytes());
  }

  private static String[] arguments(TemplateRequest request, String format) {
    return new String[] {
      "fields",
      "--format=" + format,
      "--language=" + request.language().wireName(),
      "--active-type=" + request.activationType().wireName()
    };
  }
}
