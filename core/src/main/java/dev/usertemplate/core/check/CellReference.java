package dev.usertemplate.core.check;

/** The names that spreadsheet programs give to cells. */
final class CellReference {
  private static final int LETTERS = 26;

  private CellReference() {}

  /**
   * Such as {@code B3}.
   *
   * @param row from 1
   * @param column from 0
   */
  static String of(int row, int column) {
    return column(column) + row;
  }

  /** Such as {@code B} for 1. */
  static String column(int column) {
    StringBuilder letters = new StringBuilder();
    for (int rest = column; rest >= 0; rest = rest / LETTERS - 1) {
      letters.insert(0, (char) ('A' + rest % LETTERS));
    }
    return letters.toString();
  }
}
