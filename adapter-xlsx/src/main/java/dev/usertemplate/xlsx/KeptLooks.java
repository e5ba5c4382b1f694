package dev.usertemplate.xlsx;

import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;

/**
 * The formats that colours have covered, each in a cell with a text such as {@code look 12}. They
 * stand on the hidden sheet with the stamp, or on one that was made for them. A sheet of the
 * administrator's that only has the same name is neither written to nor emptied.
 */
final class KeptLooks {
  /** The column of the hidden sheet between the stamp and the lists. */
  private static final int COLUMN = 2;

  private static final String TEXT = "look ";
  private static final Pattern KEPT = Pattern.compile(TEXT + "([1-9][0-9]{0,3})");

  private final XSSFWorkbook workbook;
  private final List<XSSFSheet> sheets = new ArrayList<>();

  /** The format of each number. */
  private final Map<Integer, Integer> looks = new HashMap<>();

  /** The number of each format. */
  private final Map<Integer, Integer> numbers = new HashMap<>();

  private int last;

  /** Finds what an earlier check has kept. */
  KeptLooks(XSSFWorkbook workbook, XSSFSheet marked) {
    this.workbook = workbook;
    Stream.of(WorkbookStamp.SHEET, WorkbookStamp.MARKS_SHEET)
        .flatMap(name -> Stream.ofNullable(workbook.getSheet(name)))
        .filter(sheet -> sheet != marked && (isStamped(sheet) || isMadeForLooks(sheet)))
        .forEach(sheets::add);
    for (XSSFSheet sheet : sheets) {
      kept(sheet).forEach(cell -> add(number(cell), CellLooks.of(cell)));
    }
  }

  private void add(int number, int format) {
    looks.putIfAbsent(number, format);
    numbers.putIfAbsent(format, number);
  }

  private static boolean isStamped(XSSFSheet sheet) {
    List<String> keys = List.copyOf(WorkbookStamp.of(TemplateRequest.DEFAULT).keySet());
    return IntStream.range(0, keys.size())
        .allMatch(row -> text(cell(sheet, row, 0)).equals(keys.get(row)));
  }

  /** The sheet holds looks, and nothing else in their column. */
  private static boolean isMadeForLooks(XSSFSheet sheet) {
    List<XSSFCell> filled = column(sheet).filter(cell -> !isEmpty(cell)).toList();
    return !filled.isEmpty() && filled.stream().allMatch(cell -> number(cell) > 0);
  }

  private static Stream<XSSFCell> column(XSSFSheet sheet) {
    List<XSSFCell> cells = new ArrayList<>();
    for (Row row : sheet) {
      Cell cell = row.getCell(COLUMN);
      if (cell != null) {
        cells.add((XSSFCell) cell);
      }
    }
    return cells.stream();
  }

  private static Stream<XSSFCell> kept(XSSFSheet sheet) {
    return column(sheet).filter(cell -> number(cell) > 0);
  }

  private static @Nullable XSSFCell cell(XSSFSheet sheet, int row, int column) {
    XSSFRow existing = sheet.getRow(row);
    return existing == null ? null : existing.getCell(column);
  }

  private static boolean isEmpty(@Nullable XSSFCell cell) {
    return cell == null || cell.getCellType() == CellType.BLANK;
  }

  private static String text(@Nullable XSSFCell cell) {
    return cell != null && cell.getCellType() == CellType.STRING ? cell.getStringCellValue() : "";
  }

  /** The number of a cell of ours; 0 for any other. */
  private static int number(XSSFCell cell) {
    Matcher text = KEPT.matcher(text(cell));
    return text.matches() ? Integer.parseInt(text.group(1)) : 0;
  }

  /** The sheets with looks; what else stands there is not ours to change. */
  List<XSSFSheet> sheets() {
    return sheets;
  }

  /** The format that is kept under the number; null when somebody has deleted it. */
  @Nullable Integer get(int number) {
    return looks.get(number);
  }

  /** Keeps a format, and says under which number; 0 when there is no room. */
  int keep(int index, int most) {
    Integer known = numbers.get(index);
    if (known != null) {
      return known <= most ? known : 0;
    }
    XSSFSheet sheet = sheet();
    if (sheet == null) {
      return 0;
    }
    do {
      last++;
    } while (looks.containsKey(last) || !isEmpty(cell(sheet, last - 1, COLUMN)));
    if (last > most) {
      return 0;
    }
    XSSFRow row = sheet.getRow(last - 1);
    XSSFCell cell = (row == null ? sheet.createRow(last - 1) : row).createCell(COLUMN);
    // Not every program keeps a cell that is empty.
    WrittenText.set(cell, TEXT + last);
    CellLooks.set(cell, index);
    add(last, index);
    return last;
  }

  private @Nullable XSSFSheet sheet() {
    if (sheets.isEmpty() && workbook.getSheet(WorkbookStamp.MARKS_SHEET) == null) {
      XSSFSheet sheet = workbook.createSheet(WorkbookStamp.MARKS_SHEET);
      workbook.setSheetVisibility(workbook.getSheetIndex(sheet), SheetVisibility.HIDDEN);
      sheets.add(sheet);
    }
    return sheets.isEmpty() ? null : sheets.get(0);
  }

  /** Deletes what is kept, and a sheet that has nothing else. */
  void forget() {
    for (XSSFSheet sheet : List.copyOf(sheets)) {
      kept(sheet)
          .sorted(Comparator.comparing(XSSFCell::getRowIndex))
          .forEach(
              cell -> {
                XSSFRow row = cell.getRow();
                row.removeCell(cell);
                if (row.getPhysicalNumberOfCells() == 0) {
                  sheet.removeRow(row);
                }
              });
      if (sheet.getPhysicalNumberOfRows() == 0) {
        sheets.remove(sheet);
        workbook.removeSheetAt(workbook.getSheetIndex(sheet));
      }
    }
    looks.clear();
    numbers.clear();
    last = 0;
  }
}
