package dev.usertemplate.core.workbook;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of a sheet: the cells in it that hold something, left to right. What a cell holds is made
 * only when it is asked for.
 */
public interface SheetRow {
  /** What kind of value a cell holds. */
  enum Kind {
    /** Nothing: a formula whose result is not in the file. */
    NOTHING,
    /** Characters. */
    TEXT,
    /** A number that is shown as a number. */
    NUMBER,
    /** A number that is shown as a date or time. */
    DATE,
    /** True or false. */
    BOOLEAN,
    /** An error such as {@code #N/A}. */
    ERROR
  }

  /** The row's number, from 1. */
  int number();

  /** Whether it is hidden, by hand or by a filter. */
  boolean hidden();

  /** How many cells it has. */
  int size();

  /**
   * The column of a cell, from 0.
   *
   * @param index of the cell in the row, from 0 to {@link #size()} - 1; so everywhere here
   */
  int column(int index);

  /** What kind of value the cell holds; of a formula, its result. */
  Kind kind(int index);

  /** Whether the value is the result of a formula. */
  boolean isFormula(int index);

  /**
   * The value as a text: characters as they are, rich text without its formats and phonetic guides;
   * a number with up to 15 significant digits and no exponent below 10^15, such as {@code
   * 13800138000} or {@code 1.5}; {@code TRUE} or {@code FALSE}; {@code #N/A}. Of a text that is
   * longer than {@link Limits#cellLength()}, one character more than that.
   */
  String text(int index);

  /** The number of a {@link Kind#NUMBER} or {@link Kind#DATE}; not a number for the others. */
  double number(int index);

  /**
   * What the number of a cell means as a date, in the workbook's own epoch (1900 or 1904), to the
   * nearest millisecond; null when it is not in the calendar of that epoch, or no number.
   */
  @Nullable LocalDateTime date(int index);
}
