package dev.usertemplate.cli;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
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

  /** How wide a column may be without giving any of it to others. */
  private static final int SMALL = 14;

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

  // As browsers do it: each column gets what it can't do without, and what is left over goes to the
  // columns that would like more, the more of it the more they would like.
  private int[] widths() {
    int[] least = widest(cell -> words(cell).stream().mapToInt(TextGrid::width));
    int[] wished = widest(cell -> cell.lines().mapToInt(TextGrid::width));
    Arrays.setAll(least, column -> Math.max(least[column], Math.min(wished[column], SMALL)));
    int gaps = GAP.length() * (least.length - 1);
    int spare = Math.max(0, width - gaps - IntStream.of(least).sum());
    int missing = IntStream.of(wished).sum() - IntStream.of(least).sum();
    return IntStream.range(0, least.length)
        .map(
            column -> {
              int more = wished[column] - least[column];
              return least[column] + (missing <= spare ? more : more * spare / missing);
            })
        .toArray();
  }

  private int[] widest(Function<String, IntStream> measure) {
    return IntStream.range(0, rows.get(0).size())
        .map(
            column ->
                rows.stream().flatMapToInt(row -> measure.apply(row.get(column))).max().orElse(0))
        .toArray();
  }

  /** The text in lines of at most this width, or of one longer word; its own line breaks stay. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String piece : pieces(paragraph)) {
        if (!line.isEmpty() && width(line + piece.stripTrailing()) > width) {
          lines.add(line.toString().stripTrailing());
          line.setLength(0);
        }
        line.append(piece);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** The texts one after the other, with a line break between them where the next does not fit. */
  static List<String> fill(List<String> texts, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String text : texts) {
      String longer = line.isEmpty() ? text : line + " " + text;
      if (!line.isEmpty() && width(longer) > width) {
        lines.addAll(wrap(line, width));
        line = text;
      } else {
        line = longer;
      }
    }
    if (!line.isEmpty()) {
      lines.addAll(wrap(line, width));
    }
    return lines;
  }

  private static List<String> words(String text) {
    return text.lines().flatMap(line -> pieces(line).stream()).map(String::stripTrailing).toList();
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

  /** How many columns of a screen the text takes. */
  static int width(String text) {
    return text.codePoints()
        .map(character -> WIDE.matcher(Character.toString(character)).matches() ? 2 : 1)
        .sum();
  }
}
