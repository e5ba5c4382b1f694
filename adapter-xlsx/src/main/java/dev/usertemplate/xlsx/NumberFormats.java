package dev.usertemplate.xlsx;

/** Tells whether a number format shows dates or times. */
final class NumberFormats {
  private NumberFormats() {}

  /** Whether the format that every program knows by this number is one of dates or times. */
  static boolean isDate(int id) {
    return (id >= 14 && id <= 22)
        || (id >= 27 && id <= 36)
        || (id >= 45 && id <= 47)
        || (id >= 50 && id <= 58);
  }

  /**
   * Whether a format's code has letters of dates and times outside quotes, escapes and brackets;
   * brackets around such letters alone are a duration.
   */
  static boolean isDate(String code) {
    for (int i = 0; i < code.length(); i++) {
      char c = code.charAt(i);
      switch (c) {
        case '"' -> i = end(code, '"', i);
        case '\\', '_', '*' -> i++;
        case '[' -> {
          int end = end(code, ']', i);
          if (isDuration(code.substring(Math.min(i + 1, end), end))) {
            return true;
          }
          i = end;
        }
        case 'G', 'g' -> {
          if (code.regionMatches(true, i, "General", 0, 7)) {
            i += 6;
          } else if (code.startsWith("G/", i)) {
            // Chinese programs write General so, with more behind it.
            return false;
          } else {
            return true;
          }
        }
        case 'E', 'e' -> {
          // Either a Japanese year, or the exponent of a number.
          if (i + 1 == code.length() || "+-".indexOf(code.charAt(i + 1)) < 0) {
            return true;
          }
        }
        case 'y', 'Y', 'm', 'M', 'd', 'D', 'h', 'H', 's', 'S', 'b', 'B' -> {
          return true;
        }
        default -> {
          // Digits, and characters that are shown as they are.
        }
      }
    }
    return false;
  }

  /** Where the closing character stands behind this position; the end when there is none. */
  private static int end(String code, char closing, int from) {
    int end = code.indexOf(closing, from + 1);
    return end < 0 ? code.length() : end;
  }

  private static boolean isDuration(String inBrackets) {
    return !inBrackets.isEmpty()
        && (inBrackets.chars().allMatch(c -> c == 'h' || c == 'H')
            || inBrackets.chars().allMatch(c -> c == 'm' || c == 'M')
            || inBrackets.chars().allMatch(c -> c == 's' || c == 'S'));
  }
}
