package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ooxml.POIXMLProperties;
import org.apache.poi.openxml4j.opc.internal.PackagePropertiesPart;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * How a workbook knows what it is: custom document properties, and the same keys and values in the
 * first two columns of the hidden sheet {@value WorkbookStamp#SHEET}. What describes the file to
 * people goes into the ordinary properties.
 *
 * @param request what the workbook was rendered for
 */
record Stamp(TemplateRequest request) {
  /** Part of the file, so it must not come from a clock. */
  private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  void writeTo(XSSFWorkbook workbook, LookupSheet lookup, Texts texts) {
    POIXMLProperties properties = workbook.getProperties();
    Map<String, String> values = WorkbookStamp.of(request);
    values.forEach(
        (key, value) ->
            properties.getCustomProperties().addProperty(WorkbookStamp.property(key), value));
    lookup.table(values);

    POIXMLProperties.CoreProperties core = properties.getCoreProperties();
    core.setTitle(texts.get("workbook.title", texts.activation(request.activationType())));
    core.setSubjectProperty(texts.get("workbook.subject"));
    core.setCreator("User Template");
    PackagePropertiesPart more = core.getUnderlyingProperties();
    more.setCreatedProperty(Optional.of(Date.from(CREATED)));
    more.setModifiedProperty(Optional.of(Date.from(CREATED)));
    more.setLanguageProperty(Optional.of(texts.language().locale().toLanguageTag()));
  }
}
