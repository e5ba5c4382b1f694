package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.Marks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTRow;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTSheetDimension;

/**
 * The column that says of each row what came out. It is known again by a defined name, or by its
 * heading in any language where a program has lost the name.
 */
final class ResultColumn {
  /** The name of the heading's cell. */
  static final String NAME = "ut_result";

  /** In characters. */
  static final int WIDTH = 60;

  /** In points. */
  private static final int LINE_HEIGHT = 15;

  /** As high as a row can be, nearly. */
  private static final int MOST_HEIGHT = 400;

  private static final int COLUMNS = 16_384;

  private final XSSFSheet sheet;
  private final CellLooks formats;
  private final int headingRow;
  private final int column;
  private final int plain;
  private final int mistake;

  private ResultColumn(XSSFSheet sheet, CellLooks formats, int headingRow, int column) {
    this.sheet = sheet;
    this.formats = formats;
    this.headingRow = headingRow;
    this.column = column;
    this.plain = formats.text();
    this.mistake = formats.mistake();
  }

  /**
   * The column of an earlier check with its cells emptied, or a new one.
   *
   * @param headingRow from 0
   * @param heading what stands over it
   * @param lastRow the last row that will have a result, from 0
   */
  static ResultColumn in(
      XSSFSheet sheet, CellLooks formats, int headingRow, String heading, int lastRow) {
    Optional<Integer> earlier = named(sheet, headingRow).or(() -> titled(sheet, headingRow));
    int index = earlier.orElseGet(() -> free(sheet, headingRow, lastRow));
    ResultColumn column = new ResultColumn(sheet, formats, headingRow, index);
    if (earlier.isPresent()) {
      column.empty();
    } else {
      sheet.setColumnWidth(index, WIDTH * 256);
      if (sheet.isColumnHidden(index)) {
        sheet.setColumnHidden(index, false);
      }
    }
    column.putHeading(heading);
    return column;
  }

  private static Optional<Integer> named(XSSFSheet sheet, int headingRow) {
    return name(sheet)
        .map(Name::getRefersToFormula)
        .filter(formula -> !formula.contains("#REF!"))
        .map(CellReference::new)
        .filter(cell -> sheet.getSheetName().equals(cell.getSheetName()))
        .filter(cell -> cell.getRow() == headingRow)
        .map(cell -> (int) cell.getCol());
  }

  private static Optional<XSSFName> name(XSSFSheet sheet) {
    return sheet.getWorkbook().getNames(NAME).stream()
        .filter(name -> name.getSheetIndex() < 0)
        .findFirst();
  }

  private static Optional<Integer> titled(XSSFSheet sheet, int headingRow) {
    List<String> headings =
        Arrays.stream(Language.values())
            .map(language -> Texts.of(language).get("result.heading"))
            .toList();
    return cells(sheet.getRow(headingRow))
        .filter(cell -> headings.contains(text(cell)))
        .map(Cell::getColumnIndex)
        .reduce((left, right) -> right);
  }

  private static String text(Cell cell) {
    return cell.getCellType() == CellType.STRING ? cell.getStringCellValue().strip() : "";
  }

  private static Stream<Cell> cells(@Nullable Row row) {
    List<Cell> cells = new ArrayList<>();
    if (row != null) {
      row.forEach(cells::add);
    }
    return cells.stream();
  }

  /** The first column to the right of all headings in which nobody has written anything. */
  private static int free(XSSFSheet sheet, int headingRow, int lastRow) {
    int first =
        filled(sheet, row -> row == headingRow).mapToInt(Cell::getColumnIndex).max().orElse(-1) + 1;
    List<CellRangeAddress> taken = new ArrayList<>(sheet.getMergedRegions());
    sheet.getTables().forEach(table -> taken.add(area(table)));
    filled(sheet, row -> row >= headingRow && row <= lastRow)
        .map(Cell::getAddress)
        .map(it -> new CellRangeAddress(it.getRow(), it.getRow(), it.getColumn(), it.getColumn()))
        .forEach(taken::add);
    boolean[] columns = new boolean[COLUMNS];
    for (CellRangeAddress area : taken) {
      if (area.getLastRow() >= headingRow && area.getFirstRow() <= lastRow) {
        Arrays.fill(columns, area.getFirstColumn(), area.getLastColumn() + 1, true);
      }
    }
    for (int column = first; column < COLUMNS; column++) {
      if (!columns[column]) {
        return column;
      }
    }
    throw new IllegalStateException("There is no room for another column.");
  }

  private static Stream<Cell> filled(XSSFSheet sheet, Predicate<Integer> rows) {
    List<Row> wanted = new ArrayList<>();
    sheet.forEach(
        row -> {
          if (rows.test(row.getRowNum())) {
            wanted.add(row);
          }
        });
    return wanted.stream()
        .flatMap(ResultColumn::cells)
        .filter(cell -> cell.getCellType() != CellType.BLANK);
  }

  private static CellRangeAddress area(XSSFTable table) {
    return new CellRangeAddress(
        table.getStartRowIndex(),
        table.getEndRowIndex(),
        table.getStartColIndex(),
        table.getEndColIndex());
  }

  private void empty() {
    List<XSSFCell> old = new ArrayList<>();
    for (Row row : sheet) {
      Cell cell = row.getRowNum() > headingRow ? row.getCell(column) : null;
      if (cell != null) {
        old.add((XSSFCell) cell);
      }
    }
    for (XSSFCell cell : old) {
      CTRow row = cell.getRow().getCTRow();
      if (isAutomatic(row) && lines(text(cell), width()) > 1 && row.isSetHt()) {
        row.unsetHt();
      }
      cell.getRow().removeCell(cell);
    }
  }

  private void putHeading(String heading) {
    XSSFRow row = row(headingRow);
    XSSFCell cell = row.getCell(column);
    int format =
        cell == null || cell.getCellType() == CellType.BLANK
            ? likeTheHeadings(row)
            : CellLooks.of(cell);
    put(headingRow, heading, format);
    XSSFName name =
        name(sheet)
            .orElseGet(
                () -> {
                  XSSFName created = sheet.getWorkbook().createName();
                  created.setNameName(NAME);
                  return created;
                });
    name.setRefersToFormula(
        new CellRangeAddress(headingRow, headingRow, column, column)
            .formatAsString(sheet.getSheetName(), true));
    sheet.getTables().forEach(table -> rename(table, heading));
  }

  /** A table that somebody has drawn around our column names its columns as their headings do. */
  private void rename(XSSFTable table, String heading) {
    if (table.getStartRowIndex() == headingRow
        && table.getHeaderRowCount() > 0
        && table.getStartColIndex() <= column
        && column <= table.getEndColIndex()) {
      int index = column - table.getStartColIndex();
      table.getCTTable().getTableColumns().getTableColumnArray(index).setName(heading);
    }
  }

  private int likeTheHeadings(XSSFRow row) {
    return cells(row)
        .filter(cell -> cell.getCellType() != CellType.BLANK)
        .reduce((left, right) -> right)
        .map(cell -> formats.plain(CellLooks.of((XSSFCell) cell)))
        .orElse(plain);
  }

  private int width() {
    return sheet.getColumnWidth(column) / 256;
  }

  private static int lines(String text, int width) {
    // A line is seldom quite full, and Chinese characters are a little wider than two others.
    return TextWidth.lines(text, Math.max(1, width * 9 / 10));
  }

  /**
   * How high a row is in which all of a result can be read, in points; 0 when any height will do.
   */
  static int height(String text, int width) {
    int lines = lines(text, width);
    return lines > 1 ? Math.min(MOST_HEIGHT, lines * LINE_HEIGHT) : 0;
  }

  /** Whether programs choose the row's height, and nobody has by hand. */
  private static boolean isAutomatic(CTRow row) {
    return !row.isSetCustomHeight() || !row.getCustomHeight();
  }

  /** Where the heading is. */
  CellAddress heading() {
    return new CellAddress(headingRow, column);
  }

  /** Writes what is said of a row. */
  void put(Marks.Result result) {
    int index = result.row() - 1;
    put(index, result.text(), result.rejected() ? mistake : plain);
    CTRow row = row(index).getCTRow();
    int needed = height(result.text(), width());
    // Not every program does it by itself when it opens the file.
    if (isAutomatic(row) && needed > row(index).getHeightInPoints()) {
      row.setHt(needed);
    }
  }

  private void put(int rowIndex, String text, int format) {
    XSSFRow row = row(rowIndex);
    // Says which cells there are in the row, for readers in a hurry.
    if (row.getCTRow().isSetSpans()) {
      row.getCTRow().unsetSpans();
    }
    XSSFCell cell = row.createCell(column);
    WrittenText.set(cell, text);
    CellLooks.set(cell, format);
    grow(cell);
  }

  private void grow(XSSFCell cell) {
    CTSheetDimension dimension = sheet.getCTWorksheet().getDimension();
    if (dimension != null && !dimension.getRef().isEmpty()) {
      CellRangeAddress area = CellRangeAddress.valueOf(dimension.getRef());
      if (!area.isInRange(cell)) {
        dimension.setRef(
            new CellRangeAddress(
                    Math.min(area.getFirstRow(), cell.getRowIndex()),
                    Math.max(area.getLastRow(), cell.getRowIndex()),
                    Math.min(area.getFirstColumn(), cell.getColumnIndex()),
                    Math.max(area.getLastColumn(), cell.getColumnIndex()))
                .formatAsString());
      }
    }
  }

  private XSSFRow row(int index) {
    XSSFRow row = sheet.getRow(index);
    return row == null ? sheet.createRow(index) : row;
  }
}
