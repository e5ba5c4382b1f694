package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.ConditionalFormatting;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.SheetConditionalFormatting;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.io.TempDir;

/** A template whose formulas stand beside the cells that they judge, and are calculated there. */
abstract class CalculatedSheet {
  static final Schema SCHEMA = Schema.of(ActivationType.ADMIN_ACTIVATE);
  static final int VALID = 20;
  static final int INVALID = 21;
  static final int MISSING = 40;

  private static final Pattern RELATIVE_ROW = Pattern.compile("(?<![\\w$])(\\$?[A-Z])(\\d+)\\b");

  @TempDir Path folder;

  XSSFWorkbook workbook;
  XSSFSheet users;

  void open(TemplateRequest request) throws Exception {
    workbook =
        new XSSFWorkbook(new ByteArrayInputStream(new XlsxTemplateRenderer().render(request)));
    users = workbook.getSheetAt(0);
  }

  void addFormulas(int row, int column) {
    addFormulas(row, column, VALID);
  }

  /** The formula of the validation goes into this column, that of the colour into the next. */
  void addFormulas(int row, int column, int into) {
    DataValidation validation =
        users.getDataValidations().stream()
            .filter(it -> it.getRegions().getCellRangeAddress(0).isInRange(row, column))
            .findFirst()
            .orElseThrow();
    formula(
        row,
        into,
        validation.getRegions().getCellRangeAddress(0),
        validation.getValidationConstraint().getFormula1());
    addMark(row, column, 0, into + 1);
  }

  void addMissing(int row, int column, int into) {
    addMark(row, column, 1, into);
  }

  /** Of the column's conditional formats, the one with this number. */
  void addMark(int row, int column, int number, int into) {
    SheetConditionalFormatting all = users.getSheetConditionalFormatting();
    ConditionalFormatting mark =
        IntStream.range(0, all.getNumConditionalFormattings())
            .mapToObj(all::getConditionalFormattingAt)
            .filter(it -> it.getFormattingRanges()[0].isInRange(row, column))
            .skip(number)
            .findFirst()
            .orElseThrow();
    formula(row, into, mark.getFormattingRanges()[0], mark.getRule(0).getFormula1() + "<>0");
  }

  /** Shifts a formula that was made for the first cell of a range as a spreadsheet program does. */
  void formula(int row, int into, CellRangeAddress range, String formula) {
    int rows = row - range.getFirstRow();
    String shifted =
        RELATIVE_ROW
            .matcher(formula)
            .replaceAll(
                it ->
                    Matcher.quoteReplacement(it.group(1)) + (Integer.parseInt(it.group(2)) + rows));
    cell(row, into).setCellFormula(shifted);
  }

  void put(int row, int column, String value) {
    cell(row, column).setCellValue(value);
  }

  XSSFCell cell(int row, int column) {
    XSSFRow existing = users.getRow(row);
    return (existing == null ? users.createRow(row) : existing).createCell(column);
  }

  Path save() throws Exception {
    Path filled = folder.resolve("filled.xlsx");
    try (OutputStream out = Files.newOutputStream(filled)) {
      workbook.write(out);
    }
    return filled;
  }

  /** Saves what was put in, has it calculated, and answers the file with the results. */
  Path calculate(LibreOffice office) throws Exception {
    Path calculated = office.convert(save(), "xlsx");
    try (InputStream in = Files.newInputStream(calculated)) {
      users = new XSSFWorkbook(in).getSheetAt(0);
    }
    return calculated;
  }

  boolean verdict(int row, int column) {
    return users.getRow(row).getCell(column).getBooleanCellValue();
  }

  static int index(String key) {
    List<Column> columns = SCHEMA.columns();
    return columns.indexOf(SCHEMA.column(key).orElseThrow());
  }
}
