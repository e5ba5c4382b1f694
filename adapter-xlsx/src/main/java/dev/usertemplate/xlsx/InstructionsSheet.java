package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** The sheet that explains the workbook: purpose, steps, the columns, what happens next, limits. */
final class InstructionsSheet {
  /** The widths of the table's columns in characters: column, required, rule, example. */
  private static final int[] WIDTHS = {20, 24, 66, 30};

  private static final int TEXT_WIDTH = IntStream.of(WIDTHS).sum();
  private static final int STEPS = 5;

  private final XSSFSheet sheet;
  private final Schema schema;
  private final Texts texts;
  private final XSSFCellStyle title;
  private final XSSFCellStyle section;
  private final XSSFCellStyle paragraph;
  private final XSSFCellStyle tableHeading;
  private final XSSFCellStyle tableCell;
  private int nextRow;

  InstructionsSheet(XSSFSheet sheet, Schema schema, Texts texts, Styles styles) {
    this.sheet = sheet;
    this.schema = schema;
    this.texts = texts;
    this.title = styles.title();
    this.section = styles.section();
    this.paragraph = styles.paragraph();
    this.tableHeading = styles.tableHeading();
    this.tableCell = styles.tableCell();
  }

  void fill() {
    for (int i = 0; i < WIDTHS.length; i++) {
      sheet.setColumnWidth(i, WIDTHS[i] * 256);
    }
    String activation = schema.activationType().wireName().toLowerCase(Locale.ROOT);
    line(texts.get("instructions.title"), title, 28);
    paragraph(texts.get("instructions.variant." + activation));
    section("instructions.purpose.heading");
    paragraph(texts.get("instructions.purpose"));
    section("instructions.steps.heading");
    for (int step = 1; step <= STEPS; step++) {
      paragraph(step + ". " + texts.get("instructions.step." + step));
    }
    section("instructions.columns.heading");
    table();
    section("instructions.next.heading");
    paragraph(texts.get("instructions.next." + activation));
    section("instructions.limits.heading");
    paragraph(texts.get("instructions.limits", Schema.MAX_USERS, Schema.MAX_MEGABYTES));
    paragraph(texts.get("instructions.safety"));

    sheet.setDisplayGridlines(false);
    // Without a password: it keeps the text from being typed over by mistake, and no more.
    sheet.enableLocking();
    Pages.landscape(sheet, texts.language());
    sheet.getPrintSetup().setFitHeight((short) 1);
  }

  private void table() {
    row(
        tableHeading,
        List.of(
            texts.get("instructions.columns.column"),
            texts.get("instructions.columns.requirement"),
            texts.get("instructions.columns.rule"),
            texts.get("instructions.columns.example")));
    for (Column column : schema.columns()) {
      row(
          tableCell,
          List.of(
              texts.heading(column),
              texts.requirementSentence(column),
              column.rules().isEmpty()
                  ? texts.about(column)
                  : texts.about(column) + "\n" + texts.get("note.rules", texts.rules(column)),
              texts.example(column)));
    }
  }

  private void row(XSSFCellStyle style, List<String> cells) {
    XSSFRow row = sheet.createRow(nextRow++);
    int lines = 1;
    for (int i = 0; i < cells.size(); i++) {
      XSSFCell cell = row.createCell(i);
      cell.setCellValue(cells.get(i));
      cell.setCellStyle(style);
      lines = Math.max(lines, TextWidth.lines(cells.get(i), WIDTHS[i]));
    }
    row.setHeightInPoints(height(lines));
  }

  private void section(String key) {
    nextRow++;
    line(texts.get(key), section, 22);
  }

  private void paragraph(String text) {
    line(text, paragraph, height(TextWidth.lines(text, TEXT_WIDTH - 4)));
  }

  /** A text over the whole width. */
  private void line(String text, XSSFCellStyle style, float height) {
    XSSFRow row = sheet.createRow(nextRow);
    row.setHeightInPoints(height);
    XSSFCell cell = row.createCell(0);
    cell.setCellValue(text);
    cell.setCellStyle(style);
    sheet.addMergedRegion(new CellRangeAddress(nextRow, nextRow, 0, WIDTHS.length - 1));
    nextRow++;
  }

  private static float height(int lines) {
    return lines * 16f + 4;
  }
}
