package dev.usertemplate.xlsx;

import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTRst;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STCellType;

/**
 * Texts as cells and comments hold them. The text of a cell stands in the cell itself and not in
 * the table of the whole workbook, from which nothing is ever taken out.
 */
final class WrittenText {
  /** The most characters that Excel takes. */
  static final int MAX = 32_767;

  private static final Pattern LOOKS_ESCAPED = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");

  private WrittenText() {}

  /** Makes the cell one with this text; what it held before is gone, its format stays. */
  static void set(XSSFCell cell, String text) {
    cell.setBlank();
    CTRst string = cell.getCTCell().addNewIs();
    cell.getCTCell().setT(STCellType.INLINE_STR);
    string.setT(escape(text));
    CommentText.keepBlanks(string.xgetT());
  }

  /**
   * The text as it stands in the file: not longer than {@value #MAX} characters, and with the
   * format's own way to write characters that XML can't hold.
   */
  static String escape(String text) {
    String escaped = LOOKS_ESCAPED.matcher(shorten(text, MAX)).replaceAll("_x005F_");
    StringBuilder result = new StringBuilder(escaped.length());
    escaped
        .codePoints()
        .forEach(
            character -> {
              if (isXml(character)) {
                result.appendCodePoint(character);
              } else {
                result.append("_x%04X_".formatted(character));
              }
            });
    return result.toString();
  }

  private static boolean isXml(int character) {
    return character >= ' '
        ? (character < Character.MIN_SURROGATE || character > Character.MAX_SURROGATE)
            && character != 0xFFFE
            && character != 0xFFFF
        : character == '\n' || character == '\t';
  }

  /** The text, or its beginning with an ellipsis, never half a character. */
  static String shorten(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = Math.max(0, length - 1);
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end) + "…";
  }
}
