package dev.usertemplate.xlsx;

import org.jspecify.annotations.Nullable;

/** What a cell says of its value. */
enum CellType {
  NUMBER("n"),
  SHARED("s"),
  TEXT("str"),
  BOOLEAN("b"),
  ERROR("e"),
  DATE("d");

  private static final String IN_CELL = "inlineStr";
  private static final CellType[] ALL = values();

  private final String code;

  CellType(String code) {
    this.code = code;
  }

  /** The type of this code; null when there is none. */
  static @Nullable CellType of(char[] chars, int start, int end) {
    for (CellType type : ALL) {
      if (is(type.code, chars, start, end)) {
        return type;
      }
    }
    return is(IN_CELL, chars, start, end) ? TEXT : null;
  }

  private static boolean is(String code, char[] chars, int start, int end) {
    if (code.length() != end - start) {
      return false;
    }
    for (int i = 0; i < code.length(); i++) {
      if (code.charAt(i) != chars[start + i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether an empty value is a value. */
  boolean isText() {
    return this == TEXT;
  }
}
