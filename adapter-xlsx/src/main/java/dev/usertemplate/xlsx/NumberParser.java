package dev.usertemplate.xlsx;

/** Reads numbers as they stand in a file, from characters. */
final class NumberParser {
  /** The powers of ten that are exact. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Digits that a double holds exactly. */
  private static final int EXACT_DIGITS = 15;

  private NumberParser() {}

  /**
   * A whole number from 0 on.
   *
   * @return negative if it is none, or has more than nine digits
   */
  static int whole(char[] chars, int start, int end) {
    if (start >= end || end - start > 9) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      int digit = chars[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /**
   * A decimal number.
   *
   * @return not a number if it is none
   */
  static double decimal(char[] chars, int start, int end) {
    int at = start;
    boolean negative = at < end && chars[at] == '-';
    if (negative) {
      at++;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (; at < end; at++) {
      char c = chars[at];
      if (c >= '0' && c <= '9' && count < EXACT_DIGITS) {
        digits = digits * 10 + (c - '0');
        count++;
      } else if (c == '.' && point < 0) {
        point = count;
      } else {
        return anyDecimal(chars, start, end);
      }
    }
    if (count == 0) {
      return Double.NaN;
    }
    // Both are exact, so there is one rounding, as there has to be.
    double value = point < 0 ? digits : digits / POWERS[count - point];
    return negative ? -value : value;
  }

  private static double anyDecimal(char[] chars, int start, int end) {
    for (int i = start; i < end; i++) {
      // The JDK would take more, such as 1f and NaN.
      if ("0123456789+-.eE".indexOf(chars[i]) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(new String(chars, start, end - start));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
