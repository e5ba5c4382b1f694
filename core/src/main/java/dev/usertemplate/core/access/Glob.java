package dev.usertemplate.core.access;

/**
 * The patterns of identity policies: {@code *} stands for any run of characters, also none, {@code
 * ?} for exactly one, and everything else for itself in either ASCII case.
 */
final class Glob {
  private Glob() {}

  /**
   * Whether the whole text is of that pattern.
   *
   * <p>Only the latest star is ever tried again: what stood before it has been matched as early as
   * possible, so a longer run for an earlier star could not help. Steps are therefore bounded by
   * the product of both lengths.
   */
  static boolean matches(String pattern, String text) {
    int p = 0;
    int star = -1;
    int starEnd = 0;
    for (int t = 0; t < text.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        starEnd = t;
      } else if (p < pattern.length() && matches(pattern.charAt(p), text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++starEnd;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean matches(char pattern, char text) {
    return pattern == '?' || lowerCase(pattern) == lowerCase(text);
  }

  /** ASCII only: by Unicode's rules the Kelvin sign would count as a k. */
  private static char lowerCase(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
  }
}
