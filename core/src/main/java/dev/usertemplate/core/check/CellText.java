package dev.usertemplate.core.check;

/** Harmless slips in what people type, and the text without them. */
final class CellText {
  private static final int FULL_WIDTH_OFFSET = '！' - '!';
  private static final String INVISIBLE =
      "\u00AD\u061C\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061"
          + "\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF";

  private CellText() {}

  /** Whether the text holds nothing that anybody could see. */
  static boolean isBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isBlank(text.charAt(i)) && !isInvisible(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether all characters are ASCII ones that can be seen, or blanks between them, so that there
   * is nothing to repair.
   */
  static boolean isPlain(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      if (character < ' ' || character >= 0x7F) {
        return false;
      }
    }
    return length == 0 || (text.charAt(0) != ' ' && text.charAt(length - 1) != ' ');
  }

  /** The text without blanks and invisible characters before and after it. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isLeftOut(text.charAt(from))) {
      from++;
    }
    while (to > from && isLeftOut(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /** Whether one of the characters can't be seen and has no width. */
  static boolean hasInvisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isInvisible(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The text without characters that can't be seen. */
  static String withoutInvisible(String text) {
    if (!hasInvisible(text)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length());
    text.chars().filter(it -> !isInvisible(it)).forEach(it -> visible.append((char) it));
    return visible.toString();
  }

  /**
   * The text without control characters but tabs and line breaks, and without halves of characters:
   * nobody has typed them, and neither XML nor JSON can hold them all.
   */
  static String withoutHalves(String text) {
    if (!hasHalves(text)) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text.length());
    text.codePoints().filter(it -> !isHalf(it)).forEach(whole::appendCodePoint);
    return whole.toString();
  }

  private static boolean hasHalves(String text) {
    int character;
    for (int i = 0; i < text.length(); i += Character.charCount(character)) {
      character = text.codePointAt(i);
      if (isHalf(character)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The text with usual blanks in place of the no-break, ideographic and other wide or thin ones.
   */
  static String withUsualBlanks(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    text.chars().forEach(it -> usual.append(Character.isSpaceChar(it) ? ' ' : (char) it));
    return usual.toString();
  }

  /** The text with ASCII in place of its full-width forms. */
  static String withUsualWidth(String text) {
    StringBuilder usual = new StringBuilder(text.length());
    text.chars()
        .forEach(it -> usual.append((char) (isFullWidth(it) ? it - FULL_WIDTH_OFFSET : it)));
    return usual.toString();
  }

  private static boolean isHalf(int character) {
    return (character < ' ' && character != '\t' && character != '\n' && character != '\r')
        || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
  }

  private static boolean isLeftOut(char character) {
    return isBlank(character) || isInvisible(character);
  }

  private static boolean isBlank(char character) {
    // ASCII first: nearly all there is.
    return character < 0x7F ? character <= ' ' : Character.isSpaceChar(character);
  }

  private static boolean isInvisible(int character) {
    return character >= 0xAD && INVISIBLE.indexOf(character) >= 0;
  }

  private static boolean isFullWidth(int character) {
    return character >= '！' && character <= '～';
  }
}
