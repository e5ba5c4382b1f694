package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.Marks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /** Stands for a message in a text. */
  private static final String MESSAGE = "\n";

  /** As high as a row can be, nearly. */
  private static final int MOST_HEIGHT = 400;

  private static final int COLUMNS = 16_384;

  private static final Pattern ONE_CELL =
      Pattern.compile("(?:'(?:[^']++|'')++'|[^'!]++)!\\$?[A-Z]{1,3}\\$?[1-9][0-9]{0,6}");

  /** Results without any message. */
  private static final List<String> RESULTS = texts("result.ok");

  /** What stands before the messages of all others. */
  private static final List<String> BEGINNINGS =
      Stream.of("result.repaired", "result.rejected", "result.file")
          .flatMap(key -> texts(key, MESSAGE).stream())
          .map(text -> text.substring(0, text.indexOf(MESSAGE)).strip())
          .toList();

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
   * The column of an earlier check without its results, or a new one.
   *
   * @param headingRow from 0
   * @param heading what stands over it
   */
  static ResultColumn in(XSSFSheet sheet, CellLooks formats, int headingRow, String heading) {
    Optional<Integer> earlier =
        named(sheet, headingRow).or(() -> titled(sheet, headingRow).reduce((left, right) -> right));
    int index = earlier.orElseGet(() -> free(sheet, formats, headingRow));
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

  /** Some programs leave the name where it was when columns move, so its cell has to be ours. */
  private static Optional<Integer> named(XSSFSheet sheet, int headingRow) {
    return name(sheet)
        .map(Name::getRefersToFormula)
        .filter(formula -> ONE_CELL.matcher(formula).matches())
        .map(CellReference::new)
        .filter(cell -> sheet.getSheetName().equals(cell.getSheetName()))
        .filter(cell -> cell.getRow() == headingRow)
        .map(cell -> (int) cell.getCol())
        .filter(column -> titled(sheet, headingRow).anyMatch(column::equals));
  }

  private static Optional<XSSFName> name(XSSFSheet sheet) {
    return sheet.getWorkbook().getNames(NAME).stream()
        .filter(name -> name.getSheetIndex() < 0)
        .findFirst();
  }

  private static Stream<Integer> titled(XSSFSheet sheet, int headingRow) {
    List<String> headings = texts("result.heading");
    return cells(sheet.getRow(headingRow))
        .filter(cell -> headings.contains(text(cell)))
        .map(Cell::getColumnIndex);
  }

  /** The texts of a key in all languages. */
  private static List<String> texts(String key, Object... arguments) {
    return Arrays.stream(Language.values())
        .map(language -> Texts.of(language).get(key, arguments))
        .toList();
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

  /**
   * The first column to the right of all headings in which nobody has written or filled anything
   * from there on down. Where whole rows are filled, the first one without writing.
   */
  private static int free(XSSFSheet sheet, CellLooks formats, int headingRow) {
    int first =
        cells(sheet.getRow(headingRow))
                .filter(ResultColumn::isWritten)
                .mapToInt(Cell::getColumnIndex)
                .max()
                .orElse(-1)
            + 1;
    return free(sheet, headingRow, first, cell -> isWritten(cell) || isFilled(cell, formats))
        .or(() -> free(sheet, headingRow, first, ResultColumn::isWritten))
        .orElseThrow(() -> new IllegalStateException("There is no room for another column."));
  }

  private static Optional<Integer> free(
      XSSFSheet sheet, int headingRow, int first, Predicate<Cell> isTaken) {
    BitSet taken = new BitSet();
    List<CellRangeAddress> areas = new ArrayList<>(sheet.getMergedRegions());
    sheet.getTables().forEach(table -> areas.add(area(table)));
    for (CellRangeAddress area : areas) {
      if (area.getLastRow() >= headingRow) {
        taken.set(area.getFirstColumn(), area.getLastColumn() + 1);
      }
    }
    for (Row row : sheet) {
      if (row.getRowNum() >= headingRow) {
        cells(row).filter(isTaken).map(Cell::getColumnIndex).forEach(taken::set);
      }
    }
    int column = taken.nextClearBit(first);
    return column < COLUMNS ? Optional.of(column) : Optional.empty();
  }

  private static boolean isWritten(Cell cell) {
    return cell.getCellType() != CellType.BLANK;
  }

  /** The cell, and not its whole row or column, has a ground. */
  private static boolean isFilled(Cell cell, CellLooks formats) {
    int format = CellLooks.of((XSSFCell) cell);
    return formats.isFilled(format)
        && format != MistakeColours.inherited((XSSFRow) cell.getRow(), cell.getColumnIndex());
  }

  private static CellRangeAddress area(XSSFTable table) {
    return new CellRangeAddress(
        table.getStartRowIndex(),
        table.getEndRowIndex(),
        table.getStartColIndex(),
        table.getEndColIndex());
  }

  /** Takes out what we have written below the heading, and no more. */
  private void empty() {
    List<XSSFCell> old = new ArrayList<>();
    for (Row row : sheet) {
      Cell cell = row.getRowNum() > headingRow ? row.getCell(column) : null;
      if (cell != null && isResult(cell)) {
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

  private boolean isResult(Cell cell) {
    String text = text(cell);
    return isWritten(cell)
        ? RESULTS.contains(text) || BEGINNINGS.stream().anyMatch(text::startsWith)
        : CellLooks.of((XSSFCell) cell) == mistake;
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
