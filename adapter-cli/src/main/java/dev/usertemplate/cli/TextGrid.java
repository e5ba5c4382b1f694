package dev.usertemplate.cli;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Rows of cells as aligned, wrapped lines of text on a screen, where a Chinese character is two
 * columns wide. (picocli's own table fills up cells as if it were one.)
 *
 * @param rows the rows, each with the same number of cells
 * @param width how many columns a line may have; more where the cells can't be any narrower
 */
record TextGrid(List<List<String>> rows, int width) {
  private static final String GAP = "  ";

  /** How narrow a cell gets at most. */
  private static final int NARROW = 8;

  // The wide and full-width ranges of Unicode Standard Annex 11, as far as letters and signs go.
  private static final Pattern WIDE =
      Pattern.compile(
          "[\\u1100-\\u115F\\u2E80-\\uA4CF\\uAC00-\\uD7A3\\uF900-\\uFAFF\\uFE30-\\uFE6F"
              + "\\uFF01-\\uFF60\\uFFE0-\\uFFE6\\x{20000}-\\x{3FFFD}]");

  /** The lines of each row, without blanks at their ends. */
  List<List<String>> lines() {
    int[] widths = widths();
    return rows.stream().map(row -> lines(row, widths)).toList();
  }

  private static List<String> lines(List<String> row, int[] widths) {
    List<List<String>> cells =
        IntStream.range(0, widths.length)
            .mapToObj(column -> wrap(row.get(column), widths[column]))
            .toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    return IntStream.range(0, height).mapToObj(line -> line(cells, line, widths)).toList();
  }

  private static String line(List<List<String>> cells, int line, int[] widths) {
    StringBuilder text = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      List<String> cell = cells.get(column);
      String part = line < cell.size() ? cell.get(line) : "";
      text.append(part).append(" ".repeat(widths[column] - width(part))).append(GAP);
    }
    return text.toString().stripTrailing();
  }

  // As wide as its widest cell each; where that is too much, the widest give way first.
  private int[] widths() {
    int columns = rows.get(0).size();
    int[] widths =
        IntStream.range(0, columns)
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    int available = width - GAP.length() * (columns - 1);
    while (IntStream.of(widths).sum() > available) {
      int widest = IntStream.range(0, columns).reduce(0, (a, b) -> widths[b] >= widths[a] ? b : a);
      if (widths[widest] <= NARROW) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  /** The text in lines of at most this width; where it has line breaks, they stay. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String piece : pieces(paragraph)) {
        if (width(line + piece.stripTrailing()) > width) {
          addTo(lines, line);
        }
        for (int character : piece.codePoints().toArray()) {
          // Only a piece that is too wide by itself is cut anywhere.
          if (width(line + Character.toString(character).strip()) > width) {
            addTo(lines, line);
          }
          line.appendCodePoint(character);
        }
      }
      addTo(lines, line);
    }
    return lines;
  }

  // What stays together. ROOT: the machine's locale has no say in where Chinese may be broken.
  private static List<String> pieces(String text) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> pieces = new ArrayList<>();
    int start = 0;
    for (int end = breaks.first(); end != BreakIterator.DONE; end = breaks.next()) {
      if (end > start && (end == text.length() || isBreak(text, end))) {
        pieces.add(text.substring(start, end));
        start = end;
      }
    }
    return pieces;
  }

  // Not after the hyphens and colons within an example: it is easier to copy in one piece.
  private static boolean isBreak(String text, int index) {
    return text.charAt(index - 1) == ' '
        || WIDE.matcher(text.substring(index - 1, index)).matches()
        || WIDE.matcher(text.substring(index, index + 1)).matches();
  }

  private static void addTo(List<String> lines, StringBuilder line) {
    if (!line.isEmpty()) {
      lines.add(line.toString().stripTrailing());
      line.setLength(0);
    }
  }

  /** How many columns of a screen the text takes. */
  static int width(String text) {
    return text.codePoints()
        .map(character -> WIDE.matcher(Character.toString(character)).matches() ? 2 : 1)
        .sum();
  }
}
