package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a cell is, as files write it. */
final class CellAddress {
  static final int MAX_COLUMNS = 16_384;
  static final int MAX_ROWS = 1_048_576;

  private static final Pattern SINGLE_CELL =
      Pattern.compile(
          "(?:'((?:[^']|'')+)'|([^'!]+))!"
              + "\\$([A-Za-z]{1,3})\\$([0-9]{1,7})(?::\\$([A-Za-z]{1,3})\\$([0-9]{1,7}))?");

  private CellAddress() {}

  /**
   * The column of a reference such as {@code B7}, whose row is not looked at.
   *
   * @return from 0; negative if there is none
   */
  static int column(char[] chars, int start, int end) {
    int column = 0;
    for (int i = start; i < end; i++) {
      int letter = chars[i] & ~0x20;
      if (letter < 'A' || letter > 'Z' || chars[i] > 'z') {
        break;
      }
      column = column * 26 + letter - 'A' + 1;
      if (column > MAX_COLUMNS) {
        return -1;
      }
    }
    return column - 1;
  }

  /**
   * The cell that a formula consists of; null if it does not.
   *
   * @param sheets the index of each sheet by its name, whose case does not matter
   */
  static @Nullable NamedCell ofFormula(String formula, Map<String, Integer> sheets) {
    Matcher cell = SINGLE_CELL.matcher(formula.strip());
    if (!cell.matches()) {
      return null;
    }
    String quoted = cell.group(1);
    String name = quoted == null ? cell.group(2) : quoted.replace("''", "'");
    int sheet = sheets.getOrDefault(name, -1);
    int column = column(cell.group(3).toCharArray(), 0, cell.group(3).length());
    int row = Integer.parseInt(cell.group(4));
    boolean single =
        cell.group(5) == null
            || (cell.group(5).equalsIgnoreCase(cell.group(3))
                && cell.group(6).equals(cell.group(4)));
    boolean inSheet = sheet >= 0 && column >= 0 && row >= 1 && row <= MAX_ROWS;
    return single && inSheet ? new NamedCell(sheet, row, column) : null;
  }
}
