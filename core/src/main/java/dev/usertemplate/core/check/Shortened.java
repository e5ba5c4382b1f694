package dev.usertemplate.core.check;

/** A text of a cell, as much of it as a message or a report repeats. */
final class Shortened {
  private static final int SHOWN = 64;

  private Shortened() {}

  static String of(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
