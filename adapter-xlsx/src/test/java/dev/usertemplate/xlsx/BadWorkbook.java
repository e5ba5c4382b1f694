package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * A filled template with something wrong in it, and what has to be found.
 *
 * @param name what is wrong
 * @param request which template it was
 * @param edits what is done to it
 * @param findings {@code cell code} or {@code code} in the report's order
 */
record BadWorkbook(String name, TemplateRequest request, List<Edit> edits, List<String> findings) {
  static final TemplateRequest BY_USER =
      new TemplateRequest(Language.EN_US, ActivationType.USER_ACTIVATE);
  static final TemplateRequest BY_ADMIN =
      new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE);

  /** A formula with or without a result in the file. */
  record Formula(String formula, String result) {}

  /** Does something to a workbook. */
  @FunctionalInterface
  interface Edit {
    void apply(XSSFWorkbook workbook);
  }

  BadWorkbook {
    edits = List.copyOf(edits);
    findings = List.copyOf(findings);
  }

  /** A workbook for accounts that their users activate. */
  static BadWorkbook byUser(String name) {
    return new BadWorkbook(name, BY_USER, List.of(), List.of());
  }

  /** A Chinese workbook for accounts that the administrator activates. */
  static BadWorkbook byAdmin(String name) {
    return new BadWorkbook(name, BY_ADMIN, List.of(), List.of());
  }

  /** With one user who is right but for the cell of this column. */
  BadWorkbook cell(String key, Object value) {
    return user(3, key, value);
  }

  /** With a user in this row who is right but for the cells of these columns. */
  BadWorkbook user(int row, Object... keysAndValues) {
    return edited(
        workbook -> {
          XSSFSheet users = workbook.getSheetAt(0);
          put(users, row, "user_name", "user" + row);
          put(users, row, "user_email", "user%s@example.com".formatted(row));
          if (request.equals(BY_ADMIN)) {
            put(users, row, "password", "Example-2030");
          }
          for (int i = 0; i < keysAndValues.length; i += 2) {
            put(users, row, (String) keysAndValues[i], keysAndValues[i + 1]);
          }
        });
  }

  /** With something done to the sheet with the users. */
  BadWorkbook sheet(java.util.function.Consumer<XSSFSheet> edit) {
    return edited(workbook -> edit.accept(workbook.getSheetAt(0)));
  }

  /** With something done to the workbook. */
  BadWorkbook edited(Edit edit) {
    List<Edit> all = new ArrayList<>(edits);
    all.add(edit);
    return new BadWorkbook(name, request, all, findings);
  }

  /** With what has to be found. */
  BadWorkbook finds(String... expected) {
    return new BadWorkbook(name, request, edits, Arrays.asList(expected));
  }

  byte[] build() throws IOException {
    try (XSSFWorkbook workbook =
            new XSSFWorkbook(new ByteArrayInputStream(new XlsxTemplateRenderer().render(request)));
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      edits.forEach(edit -> edit.apply(workbook));
      workbook.write(out);
      return out.toByteArray();
    }
  }

  /** Puts a text, number, truth value, date, error, formula or nothing into a cell. */
  void put(XSSFSheet sheet, int row, String key, Object value) {
    List<Column> columns = Schema.of(request.activationType()).columns();
    int index = columns.indexOf(Schema.of(request.activationType()).column(key).orElseThrow());
    XSSFRow existing = sheet.getRow(row - 1);
    XSSFCell cell = (existing == null ? sheet.createRow(row - 1) : existing).createCell(index);
    if (value instanceof String text) {
      cell.setCellValue(text);
    } else if (value instanceof Number number) {
      cell.setCellValue(number.doubleValue());
    } else if (value instanceof Boolean bool) {
      cell.setCellValue(bool);
    } else if (value instanceof LocalDateTime date) {
      XSSFCellStyle style = sheet.getWorkbook().createCellStyle();
      style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat("yyyy-mm-dd"));
      cell.setCellValue(date);
      cell.setCellStyle(style);
    } else if (value instanceof FormulaError error) {
      cell.setCellErrorValue(error);
    } else if (value instanceof Formula formula) {
      cell.setCellFormula(formula.formula());
      if (formula.result() != null) {
        cell.setCellValue(formula.result());
      }
    } else {
      cell.setBlank();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
