package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.CharacterSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFName;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/**
 * The hidden sheet behind the formulas: a rule's formula stops at 255 characters and must not hold
 * array constants, so that long constants and lists stand here, each under a defined name. Column A
 * and B hold the stamp, every list a column of its own.
 */
final class LookupSheet {
  /**
   * Stands before each member of a set: {@code |a|b|c}. A formula looks for the mark and the
   * character, because LibreOffice, unlike Excel, does not find the empty text in another.
   */
  static final String MARK = "|";

  private static final int FIRST_LIST_COLUMN = 3;

  private final XSSFSheet sheet;
  private final Map<CharacterSet, String> sets = new HashMap<>();
  private final Map<String, String> lists = new HashMap<>();

  LookupSheet(XSSFSheet sheet) {
    this.sheet = sheet;
  }

  /** Writes keys and values into the first two columns, from the first row on. */
  void table(Map<String, String> values) {
    int row = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      cell(row, 0).setCellValue(entry.getKey());
      cell(row++, 1).setCellValue(entry.getValue());
    }
  }

  /** The name of the cell that holds the members of a set. */
  String set(CharacterSet set) {
    String name = "ut_set" + (sets.size() + 1);
    return sets.computeIfAbsent(set, it -> sets(name, List.of(it.members())));
  }

  /** The name of the list of the numbers from 1 to the given one. */
  String numbers(int last) {
    return lists.computeIfAbsent(
        "ut_n" + last,
        it -> {
          int column = nextColumn();
          IntStream.range(0, last).forEach(row -> cell(row, column).setCellValue(row + 1.0));
          return define(it, column, last);
        });
  }

  /** Writes sets of characters one below the other under the name, once, and returns the name. */
  String sets(String name, List<String> sets) {
    return list(name, sets.stream().map(set -> set.replaceAll("(?s)(.)", "\\|$1")).toList());
  }

  /** Writes the texts one below the other under the name, once, and returns the name. */
  String list(String name, List<String> texts) {
    return lists.computeIfAbsent(
        name,
        it -> {
          int column = nextColumn();
          for (int row = 0; row < texts.size(); row++) {
            cell(row, column).setCellValue(texts.get(row));
          }
          return define(it, column, texts.size());
        });
  }

  /** Gives a cell of another sheet a name that stays with it wherever it is moved. */
  void name(String name, XSSFCell cell) {
    define(name, cell.getSheet(), cell.getRowIndex(), cell.getColumnIndex(), 1);
  }

  private int nextColumn() {
    return FIRST_LIST_COLUMN + lists.size();
  }

  private String define(String name, int column, int rows) {
    define(name, sheet, 0, column, rows);
    return name;
  }

  private void define(String name, Sheet where, int row, int column, int rows) {
    XSSFName defined = sheet.getWorkbook().createName();
    defined.setNameName(name);
    defined.setRefersToFormula(
        new CellRangeAddress(row, row + rows - 1, column, column)
            .formatAsString(where.getSheetName(), true));
  }

  private XSSFCell cell(int row, int column) {
    Row existing = sheet.getRow(row);
    return (XSSFCell) (existing == null ? sheet.createRow(row) : existing).createCell(column);
  }
}
