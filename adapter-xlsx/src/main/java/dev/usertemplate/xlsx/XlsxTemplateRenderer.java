package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Renders the template with Apache POI: the sheet to fill in, the instructions, and a hidden sheet
 * with what the rules' formulas look up.
 */
public final class XlsxTemplateRenderer implements TemplateRenderer {
  /** For {@link java.util.ServiceLoader}. */
  public XlsxTemplateRenderer() {}

  @Override
  public byte[] render(TemplateRequest request) {
    Objects.requireNonNull(request, "request");
    Schema schema = Schema.of(request.activationType());
    Texts texts = Texts.of(request.language());
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      Styles styles = new Styles(workbook, request.language());
      XSSFSheet users = workbook.createSheet(texts.get("sheet.users"));
      XSSFSheet instructions = workbook.createSheet(texts.get("sheet.instructions"));
      // Last, because some readers take the first sheet even when it is hidden.
      LookupSheet lookup = new LookupSheet(workbook.createSheet(WorkbookStamp.SHEET));

      new UsersSheet(users, schema, texts, styles, lookup).fill();
      new InstructionsSheet(instructions, schema, texts, styles).fill();
      new Stamp(request).writeTo(workbook, lookup, texts);
      workbook.setSheetVisibility(
          workbook.getSheetIndex(WorkbookStamp.SHEET), SheetVisibility.HIDDEN);

      ByteArrayOutputStream out = new ByteArrayOutputStream();
      workbook.write(out);
      return RepeatableZip.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
