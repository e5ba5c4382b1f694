package dev.usertemplate.core.check;

/** A text of a cell, as much of it as a message or a report repeats. */
final class Shortened {
  /** In characters, the dots behind a cut text included. */
  private static final int SHOWN = 64;

  private static final String CUT = "...";

  private Shortened() {}

  static String of(String text) {
    String visible = CellText.withoutHalves(text);
    int length = visible.codePointCount(0, visible.length());
    return length <= SHOWN
        ? visible
        : visible.substring(0, visible.offsetByCodePoints(0, SHOWN - CUT.length())) + CUT;
  }
}
