package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.opc.internal.PackagePropertiesPart;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * How a workbook knows what it is: custom document properties, and the same keys and values in the
 * first two columns of the hidden sheet {@value #SHEET}. What describes the file to people goes
 * into the ordinary properties.
 *
 * @param request what the workbook was rendered for
 */
record Stamp(TemplateRequest request) {
  static final String SHEET = "user_template";
  static final String VERSION = "schema_version";

  /** Part of the file, so it must not come from a clock. */
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  /** Key to value: the version of the schema, the language and the activation type. */
  private Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put(VERSION, Schema.VERSION);
    values.put(TemplateRequest.LANGUAGE, request.language().wireName());
    values.put(TemplateRequest.ACTIVE_TYPE, request.activationType().wireName());
    return values;
  }

  /** The name of the custom document property for a key. */
  static String property(String key) {
    return SHEET + "." + key;
  }

  void writeTo(XSSFWorkbook workbook, LookupSheet lookup, Texts texts) {
    POIXMLProperties properties = workbook.getProperties();
    values()
        .forEach(
            (key, value) -> properties.getCustomProperties().addProperty(property(key), value));
    lookup.table(values());

    String activation = request.activationType().wireName().toLowerCase(Locale.ROOT);
    POIXMLProperties.CoreProperties core = properties.getCoreProperties();
    core.setTitle(texts.get("workbook.title", texts.get("activation." + activation)));
    core.setSubjectProperty(texts.get("workbook.subject"));
    core.setCreator("User Template");
    PackagePropertiesPart more = core.getUnderlyingProperties();
    more.setCreatedProperty(Optional.of(Date.from(CREATED)));
    more.setModifiedProperty(Optional.of(Date.from(CREATED)));
    more.setLanguageProperty(Optional.of(texts.language().locale().toLanguageTag()));
  }
}
