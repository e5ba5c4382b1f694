package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.util.List;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.IgnoredErrorType;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFDrawing;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** The sheet to fill in: a heading row, an example row, and nothing prepared below but styles. */
final class UsersSheet {
  private static final int HEADING_ROW = 0;
  private static final int EXAMPLE_ROW = 1;
  private static final int FIRST_FREE_ROW = 2;

  /**
   * In characters: what a column takes at least and at most, and what the filter's button takes.
   */
  private static final int MIN_WIDTH = 10;

  private static final int MAX_WIDTH = 40;
  private static final int BUTTON_WIDTH = 4;

  /** A heading longer than this has the words behind it on a second line. */
  private static final int ONE_LINE = 18;

  private final XSSFSheet sheet;
  private final Schema schema;
  private final Texts texts;
  private final Styles styles;
  private final LookupSheet lookup;
  private final CellChecks checks;

  UsersSheet(XSSFSheet sheet, Schema schema, Texts texts, Styles styles, LookupSheet lookup) {
    this.sheet = sheet;
    this.schema = schema;
    this.texts = texts;
    this.styles = styles;
    this.lookup = lookup;
    this.checks = new CellChecks(sheet, schema, texts, lookup);
  }

  void fill() {
    XSSFRow headings = sheet.createRow(HEADING_ROW);
    headings.setHeightInPoints(36);
    XSSFRow examples = sheet.createRow(EXAMPLE_ROW);
    examples.setHeightInPoints(36);
    XSSFDrawing notes = sheet.createDrawingPatriarch();
    List<Column> columns = schema.columns();
    for (int index = 0; index < columns.size(); index++) {
      Column column = columns.get(index);
      boolean wrap = !column.latin();
      sheet.setColumnWidth(index, width(column) * 256);
      sheet.setDefaultColumnStyle(index, styles.text(wrap));

      XSSFCell example = examples.createCell(index);
      example.setCellValue(texts.example(column));
      example.setCellStyle(styles.example(wrap));

      XSSFCell heading = headings.createCell(index);
      heading.setCellValue(heading(column));
      heading.setCellStyle(styles.heading(column.requirement(), words(column)));
      lookup.name(WorkbookStamp.headingName(column), heading);
      note(notes, heading, column);
      checks.add(index, column);
    }
    layOut(columns.size() - 1);
  }

  /** The published heading; the asterisk is for people, whoever reads the file ignores it. */
  private String heading(Column column) {
    return texts.heading(column) + (column.requirement() == Requirement.REQUIRED ? " *" : "");
  }

  private String words(Column column) {
    return texts.get("heading.words", texts.requirement(column));
  }

  private int width(Column column) {
    String words = words(column);
    int heading = TextWidth.of(heading(column) + words);
    if (heading > ONE_LINE) {
      heading = Math.max(TextWidth.of(heading(column)), TextWidth.of(words));
    }
    int needed = Math.max(heading + BUTTON_WIDTH, TextWidth.of(texts.example(column)) + 4);
    return Math.max(MIN_WIDTH, Math.min(MAX_WIDTH, needed));
  }

  private void note(XSSFDrawing notes, XSSFCell heading, Column column) {
    String text = noteText(column);
    int row = heading.getRowIndex() + 1;
    int left = heading.getColumnIndex() + 1;
    Comment note =
        notes.createCellComment(
            new XSSFClientAnchor(
                0, 0, 0, 0, left, row, left + 3, row + 2 + TextWidth.lines(text, 44)));
    note.setString(sheet.getWorkbook().getCreationHelper().createRichTextString(text));
    note.setAuthor("User Template");
    heading.setCellComment(note);
  }

  private String noteText(Column column) {
    StringBuilder text = new StringBuilder(texts.requirementSentence(column));
    text.append('\n').append(texts.about(column));
    if (column.isRead()) {
      if (!column.rules().isEmpty()) {
        text.append('\n').append(texts.get("note.rules", texts.rules(column)));
      }
      text.append('\n').append(texts.get("note.example", texts.example(column)));
      text.append('\n').append(texts.get("note.field", column.key()));
    }
    return text.toString();
  }

  private void layOut(int lastColumn) {
    int lastRow = sheet.getWorkbook().getSpreadsheetVersion().getLastRowIndex();
    sheet.createFreezePane(0, HEADING_ROW + 1);
    // As far as users can be imported: with a filter down to the last row of the sheet, a program
    // may save a million rows as hidden.
    sheet.setAutoFilter(
        new CellRangeAddress(HEADING_ROW, EXAMPLE_ROW + Schema.MAX_USERS, 0, lastColumn));
    sheet.setActiveCell(new CellAddress(FIRST_FREE_ROW, 1));
    // Phones and names that are all digits are meant to be text: no green corners.
    sheet.addIgnoredErrors(
        new CellRangeAddress(EXAMPLE_ROW, lastRow, 0, lastColumn),
        IgnoredErrorType.NUMBER_STORED_AS_TEXT);
    Pages.landscape(sheet, texts.language());
    sheet.setRepeatingRows(new CellRangeAddress(HEADING_ROW, HEADING_ROW, -1, -1));
  }
}
