package dev.usertemplate.xlsx;

import java.util.Arrays;

/**
 * The text of a cell, put together from its pieces. Decodes {@code _xHHHH_}, which stands for a
 * character that XML can't hold. Keeps one character more than the limit, and drops the rest.
 */
final class CellText {
  /** Of {@code _xHHHH_}. */
  private static final int ESCAPE = 7;

  private final int limit;
  private char[] chars = new char[64];
  private int length;

  /** What has been decoded up to here is no beginning of another escape. */
  private int decoded;

  /**
   * @param cellLength how many characters a text may have
   */
  CellText(int cellLength) {
    // An escape at the end is longer than what it stands for.
    limit = (int) Math.min(Integer.MAX_VALUE - 64L, cellLength + 1L);
  }

  void clear() {
    length = 0;
    decoded = 0;
  }

  /** Replaces the text with ASCII in which nothing has to be decoded. */
  void set(byte[] from, int start, int end) {
    clear();
    length = end - start;
    if (length > chars.length) {
      chars = new char[Math.max(length, 2 * chars.length)];
    }
    for (int i = 0; i < length; i++) {
      chars[i] = (char) from[start + i];
    }
  }

  void append(char[] from, int start, int count) {
    int end = start + Math.min(count, limit + ESCAPE - length);
    for (int at = start; at < end; ) {
      int run = at;
      while (run < end && from[run] != '_') {
        run++;
      }
      boolean mark = run < end;
      copy(from, at, (mark ? run + 1 : run) - at);
      at = run + 1;
      if (mark) {
        decode();
        // What has been decoded has made room.
        end = start + (int) Math.min(count, (long) at - start + limit + ESCAPE - length);
      }
    }
  }

  private void copy(char[] from, int start, int count) {
    if (length + count > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(length + count, 2 * chars.length));
    }
    System.arraycopy(from, start, chars, length, count);
    length += count;
  }

  private void decode() {
    int start = length - ESCAPE;
    if (start < decoded || chars[start] != '_' || chars[start + 1] != 'x') {
      return;
    }
    int value = 0;
    for (int i = start + 2; i < length - 1; i++) {
      int digit = chars[i] < 128 ? Character.digit(chars[i], 16) : -1;
      if (digit < 0) {
        return;
      }
      value = value * 16 + digit;
    }
    chars[start] = (char) value;
    length = start + 1;
    decoded = length;
  }

  /** Holds the text from 0 on; changes with the next piece. */
  char[] chars() {
    return chars;
  }

  int length() {
    return Math.min(length, limit);
  }

  /** Where the text begins if blanks before it do not count. */
  int start() {
    int start = 0;
    while (start < length() && chars[start] <= ' ') {
      start++;
    }
    return start;
  }

  /** Where the text ends if blanks behind it do not count; the end itself is not part of it. */
  int end() {
    int end = length();
    while (end > 0 && chars[end - 1] <= ' ') {
      end--;
    }
    return end;
  }

  @Override
  public String toString() {
    return new String(chars, 0, length());
  }
}
