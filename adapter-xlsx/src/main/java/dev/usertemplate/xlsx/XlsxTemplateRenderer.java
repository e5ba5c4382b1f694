package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Renders the template with Apache POI. */
public final class XlsxTemplateRenderer implements TemplateRenderer {
  /** For {@link java.util.ServiceLoader}. */
  public XlsxTemplateRenderer() {}

  @Override
  public byte[] render(TemplateRequest request) {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      Texts texts = Texts.of(request.language());
      Row heading = workbook.createSheet(texts.get("sheet.users")).createRow(0);
      int index = 0;
      for (Column column : Schema.of(request.activationType()).columns()) {
        heading.createCell(index++).setCellValue(texts.heading(column));
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
