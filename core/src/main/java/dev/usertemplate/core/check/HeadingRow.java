package dev.usertemplate.core.check;

import dev.usertemplate.core.check.Headings.Heading;
import dev.usertemplate.core.check.Headings.Rank;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.SheetRow;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A row with headings of the template.
 *
 * @param number of the row, from 1
 * @param isNamed whether defined names of headings point to it
 * @param texts what stands in the row, by column, from 0; what is blank is not there
 * @param columns where each column stands, from 0
 * @param repeated where columns stand again, just as surely, from 0
 * @param unknown where other headings stand, from 0, and what they say
 * @param languages how many headings are in each language
 */
record HeadingRow(
    int number,
    boolean isNamed,
    Map<Integer, String> texts,
    Map<Column, Integer> columns,
    Map<Integer, Column> repeated,
    Map<Integer, String> unknown,
    Map<Language, Integer> languages) {
  /** A single word such as "Account" may stand anywhere; two headings make a row of headings. */
  private static final int LEAST = 2;

  /** Cells of a row of headings that are looked at: nobody has more columns. */
  private static final int MAX_CELLS = 500;

  /**
   * Reads the row as headings; empty if it has too few of them.
   *
   * @param named the columns that defined names have for cells of the row, by the cell's column
   */
  static Optional<HeadingRow> of(SheetRow row, Map<Integer, Column> named) {
    HeadingRow found =
        new HeadingRow(
            row.number(),
            !named.isEmpty(),
            new TreeMap<>(),
            new LinkedHashMap<>(),
            new TreeMap<>(),
            new TreeMap<>(),
            new EnumMap<>(Language.class));
    found.read(row, named);
    return found.columns.size() >= LEAST ? Optional.of(found) : Optional.empty();
  }

  /** The language of most headings; empty if they are in none. */
  Optional<Language> language() {
    return languages.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  /** How many columns are known by the words of their headings. */
  int said() {
    return (int) columns.values().stream().filter(index -> isSaid(index)).count();
  }

  private boolean isSaid(int index) {
    return Headings.of(texts.getOrDefault(index, "")).isPresent();
  }

  /** Whether one of the columns has this key. */
  boolean has(String key) {
    return columns.keySet().stream().anyMatch(column -> column.key().equals(key));
  }

  private void read(SheetRow row, Map<Integer, Column> named) {
    Map<Integer, Heading> headings = new TreeMap<>();
    for (int i = 0; i < Math.min(row.size(), MAX_CELLS); i++) {
      String text = row.text(i);
      if (!CellText.isBlank(text)) {
        int index = row.column(i);
        texts.put(index, Shortened.of(text));
        Headings.of(text).ifPresent(heading -> headings.put(index, heading));
      }
    }
    // Words come first: not every program moves names along with their cells.
    named.forEach(
        (index, column) -> {
          boolean isSaid = headings.values().stream().anyMatch(it -> it.column().equals(column));
          if (!isSaid && !Headings.isResult(texts.getOrDefault(index, ""))) {
            headings.putIfAbsent(index, new Heading(column, null, Rank.NAMED));
          }
        });
    take(headings);
  }

  /** The surest heading of each column, of equals the first. */
  private void take(Map<Integer, Heading> headings) {
    Map<Column, Rank> ranks = new HashMap<>();
    headings.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getValue().rank()))
        .forEach(
            entry -> {
              Heading heading = entry.getValue();
              Column column = heading.column();
              int index = entry.getKey();
              if (columns.putIfAbsent(column, index) == null) {
                ranks.put(column, heading.rank());
                if (heading.language() != null) {
                  languages.merge(heading.language(), 1, Integer::sum);
                }
              } else if (column.isRead() && ranks.get(column) == heading.rank()) {
                repeated.put(index, column);
              } else if (column.isRead()) {
                unknown.put(index, texts.getOrDefault(index, ""));
              }
            });
    texts.forEach(
        (index, text) -> {
          if (!headings.containsKey(index) && !Headings.isResult(text)) {
            unknown.put(index, text);
          }
        });
  }
}
