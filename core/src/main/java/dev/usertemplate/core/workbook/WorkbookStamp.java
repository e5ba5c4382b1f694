package dev.usertemplate.core.workbook;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a workbook knows what it is: custom document properties, the same keys and values in the
 * first two columns of the hidden sheet {@value #SHEET}, and a defined name for each heading.
 * Programs lose some of them; whoever reads takes what is left.
 *
 * @param values key to value; what is lost is not there
 */
public record WorkbookStamp(Map<String, String> values) {
  /** The sheet that holds the stamp. */
  public static final String SHEET = "user_template";

  /**
   * The hidden sheet for what marking has to keep, where the workbook has no sheet with a stamp.
   */
  public static final String MARKS_SHEET = SHEET + "_marks";

  /** How each defined name of a template begins. */
  public static final String NAME_PREFIX = "ut_";

  /** The key of {@link Schema#VERSION}. */
  public static final String SCHEMA_VERSION = "schema_version";

  private static final List<String> KEYS =
      List.of(SCHEMA_VERSION, TemplateRequest.LANGUAGE, TemplateRequest.ACTIVE_TYPE);

  /** Makes the map unmodifiable. */
  public WorkbookStamp {
    values = Map.copyOf(values);
  }

  /** What a template is stamped with, in a fixed order. */
  public static Map<String, String> of(TemplateRequest request) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(SCHEMA_VERSION, Schema.VERSION);
    values.put(TemplateRequest.LANGUAGE, request.language().wireName());
    values.put(TemplateRequest.ACTIVE_TYPE, request.activationType().wireName());
    return values;
  }

  /** The name of the custom document property for a key. */
  public static String property(String key) {
    return SHEET + "." + key;
  }

  /** The defined name of the cell with a column's heading. */
  public static String headingName(Column column) {
    return NAME_PREFIX + "column_" + column.key();
  }

  /** The stamp of a workbook; without values when it has none. */
  public static WorkbookStamp read(ReadableWorkbook workbook) throws IOException {
    Map<String, String> values = new HashMap<>(inSheet(workbook));
    for (String key : KEYS) {
      String value = workbook.properties().get(property(key));
      if (value != null) {
        values.put(key, value);
      }
    }
    return new WorkbookStamp(values);
  }

  /** What the workbook was made as; empty if it does not say. */
  public Optional<ActivationType> activationType() {
    return value(TemplateRequest.ACTIVE_TYPE).flatMap(ActivationType::fromWireName);
  }

  /** The language it was made in; empty if it does not say. */
  public Optional<Language> language() {
    return value(TemplateRequest.LANGUAGE).flatMap(Language::fromWireName);
  }

  /** The version of the schema it was made by; empty if it does not say. */
  public Optional<String> schemaVersion() {
    return value(SCHEMA_VERSION);
  }

  private Optional<String> value(String key) {
    return Optional.ofNullable(values.get(key));
  }

  private static Map<String, String> inSheet(ReadableWorkbook workbook) throws IOException {
    Map<String, String> found = new HashMap<>();
    for (int sheet = 0; sheet < workbook.sheets().size(); sheet++) {
      if (workbook.sheets().get(sheet).name().equals(SHEET)) {
        workbook.read(
            sheet,
            row -> {
              if (row.size() >= 2 && row.column(1) == 1 && KEYS.contains(row.text(0))) {
                found.put(row.text(0), row.text(1));
              }
              return row.number() < KEYS.size();
            });
      }
    }
    return found;
  }
}
