package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something found in a workbook. Holds nothing of a secret value.
 *
 * @param code what it is
 * @param severity how much it matters
 * @param row the row, from 1; 0 when it is about no row
 * @param columnIndex the column, from 0; -1 when it is about no cell
 * @param column the template's column; null when it is about none
 * @param value what the cell holds, shortened; null when it is secret, or when it is about no cell
 * @param arguments what the message is completed with, in its order: numbers and texts as they are;
 *     a {@link Column} stands for its heading, a {@link Rule} for its sentence, a {@link
 *     ActivationType} for its words; other types are known to {@link #message} only
 */
public record Finding(
    FindingCode code,
    Severity severity,
    int row,
    int columnIndex,
    @Nullable Column column,
    @Nullable String value,
    List<Object> arguments) {

  /** Makes the list unmodifiable. */
  public Finding {
    arguments = List.copyOf(arguments);
  }

  /** Whether something has to be corrected. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** The cell's reference, such as {@code B3}; null when it is about no cell. */
  public @Nullable String cell() {
    return columnIndex < 0 ? null : CellReference.of(row, columnIndex);
  }

  /** What is wrong and what would be right, as one or two sentences. */
  public String message(Language language) {
    Texts texts = Texts.of(language);
    String message =
        texts.get(
            "finding." + code.wireName(),
            arguments.stream().map(argument -> inWords(argument, texts)).toArray());
    return isError() && code.severity() == Severity.REPAIRED
        ? texts.get("finding.strict", message)
        : message;
  }

  private static Object inWords(Object argument, Texts texts) {
    if (argument instanceof Column named) {
      return texts.heading(named);
    }
    if (argument instanceof Rule rule) {
      return texts.rule(rule);
    }
    if (argument instanceof Need need) {
      return texts.requirementSentence(need.column());
    }
    if (argument instanceof CharacterList characters) {
      return characters.inWords(texts);
    }
    if (argument instanceof ActivationType type) {
      return texts.activation(type);
    }
    return argument;
  }

  /**
   * The finding as programs read it: {@code cell}, {@code row}, {@code column}, {@code code},
   * {@code severity}, {@code message} and {@code value}; what does not apply is not there.
   */
  public Map<String, Object> document(Language language) {
    Map<String, Object> document = new LinkedHashMap<>();
    if (columnIndex >= 0) {
      document.put("cell", CellReference.of(row, columnIndex));
    }
    if (row > 0) {
      document.put("row", row);
    }
    if (column != null) {
      document.put("column", column.key());
    }
    document.put("code", code.wireName());
    document.put("severity", severity.wireName());
    document.put("message", message(language));
    if (value != null) {
      document.put("value", value);
    }
    return document;
  }
}
