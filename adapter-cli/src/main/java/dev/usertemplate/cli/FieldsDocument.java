package dev.usertemplate.cli;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The columns of a template as programs read them. The names of the components, in snake_case, are
 * the names in the JSON: they never change, more may come.
 *
 * @param schemaVersion {@link Schema#VERSION}
 * @param language the wire name of the language that headings and texts are in
 * @param activeType the wire name of the activation type
 * @param columns left to right
 */
record FieldsDocument(
    String schemaVersion, String language, String activeType, List<Field> columns) {

  /**
   * A column.
   *
   * @param position where it stands in the sheet, from 1
   * @param key {@link Column#key()}
   * @param heading what stands over it
   * @param requirement required, any_of, optional or not_read
   * @param about what it is for
   * @param example a value
   * @param rules what a value has to satisfy: {@code code}, {@code text} and the rule's own data
   */
  record Field(
      int position,
      String key,
      String heading,
      String requirement,
      String about,
      String example,
      List<Map<String, Object>> rules) {}

  /** The document on the template that the request asks for. */
  static FieldsDocument of(TemplateRequest request) {
    Texts texts = Texts.of(request.language());
    List<Column> columns = Schema.of(request.activationType()).columns();
    return new FieldsDocument(
        Schema.VERSION,
        request.language().wireName(),
        request.activationType().wireName(),
        IntStream.range(0, columns.size())
            .mapToObj(index -> field(index + 1, columns.get(index), texts))
            .toList());
  }

  private static Field field(int position, Column column, Texts texts) {
    return new Field(
        position,
        column.key(),
        texts.heading(column),
        column.requirement().name().toLowerCase(Locale.ROOT),
        texts.about(column),
        texts.example(column),
        column.rules().stream().map(rule -> rule(rule, texts)).toList());
  }

  private static Map<String, Object> rule(Rule rule, Texts texts) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("code", rule.code());
    members.put("text", texts.rule(rule));
    members.putAll(rule.match(new RuleData()));
    return members;
  }
}
