package dev.usertemplate.xlsx;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of a part that its parser has not been given yet. An element that stands there exactly
 * as nearly all programs write it, and holds ASCII without entities, means the same to every
 * parser; to compare it with what is expected takes a fraction of the time. Nothing here finds
 * mistakes: what is not as expected is left to the parser.
 */
final class PlainXml {
  private static final int MAX_DIGITS = 9;

  /**
   * Characters that stand for themselves wherever they are; no line break, which may become
   * another.
   */
  private static final boolean[] PLAIN = new boolean[128];

  static {
    for (char c = ' '; c <= '~'; c++) {
      PLAIN[c] = c != '<' && c != '>' && c != '&';
    }
  }

  private final byte[] bytes;
  private int at;
  private int end;

  /** No bytes at first; they are put into this array. */
  PlainXml(byte[] bytes) {
    this.bytes = bytes;
  }

  /** An element in the one form in which it is read here. */
  @FunctionalInterface
  interface Form {
    /** Whether it stands here, all of it; moves behind it then, and anywhere otherwise. */
    boolean read(PlainXml xml);
  }

  /** What a form is made of. */
  static byte[] literal(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** So many bytes are in the array now. */
  void start(int length) {
    at = 0;
    end = length;
  }

  boolean isEmpty() {
    return at == end;
  }

  int position() {
    return at;
  }

  void moveTo(int position) {
    at = position;
  }

  void moveToEnd() {
    at = end;
  }

  /**
   * Moves on to where a tag may end and the next begin; to the end if that is nowhere. Not to every
   * bracket: texts may consist of closing ones.
   */
  void moveBetweenTags() {
    at++;
    while (at < end && (bytes[at - 1] != '>' || bytes[at] != '<')) {
      at++;
    }
  }

  /** Moves behind the literal if it stands here. */
  boolean skip(byte[] literal) {
    if (end - at < literal.length) {
      return false;
    }
    for (int i = 0; i < literal.length; i++) {
      if (bytes[at + i] != literal[i]) {
        return false;
      }
    }
    at += literal.length;
    return true;
  }

  /**
   * Moves behind the column of a reference such as {@code B7}, and its row, which is not looked at.
   *
   * @return from 0; negative if there is none
   */
  int column() {
    int column = 0;
    while (at < end && bytes[at] >= 'A' && bytes[at] <= 'Z' && column <= CellAddress.MAX_COLUMNS) {
      column = column * 26 + bytes[at++] - 'A' + 1;
    }
    return whole() < 0 ? -1 : column - 1;
  }

  /**
   * Moves behind a whole number.
   *
   * @return negative if there is none, or it has more than nine digits
   */
  int whole() {
    int value = 0;
    int start = at;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - start <= MAX_DIGITS) {
      value = value * 10 + bytes[at++] - '0';
    }
    return at == start || at - start > MAX_DIGITS ? -1 : value;
  }

  /** Moves behind a text, up to the next tag, and puts it in place of the other one. */
  boolean text(CellText text) {
    int start = at;
    boolean escaped = false;
    for (; at < end && bytes[at] >= 0 && PLAIN[bytes[at]]; at++) {
      escaped |= bytes[at] == 'x' && at > start && bytes[at - 1] == '_';
    }
    if (escaped) {
      return false;
    }
    text.set(bytes, start, at);
    return true;
  }
}
