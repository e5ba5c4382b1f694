package dev.usertemplate.xlsx;

/** How much room a text takes, where a character of Latin counts 1 and one of Chinese 2. */
final class TextWidth {
  /** The first of the East Asian scripts and signs in Unicode. */
  private static final int FIRST_WIDE = 0x2E80;

  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(it -> it < FIRST_WIDE ? 1 : 2).sum();
  }

  /** How many lines the text takes when it is wrapped at the width; its own line breaks count. */
  static int lines(String text, int width) {
    return text.lines().mapToInt(line -> Math.max(1, (of(line) + width - 1) / width)).sum();
  }
}
