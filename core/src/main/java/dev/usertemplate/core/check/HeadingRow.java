package dev.usertemplate.core.check;

import dev.usertemplate.core.check.Headings.Heading;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.SheetRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A row with headings of the template.
 *
 * @param number of the row, from 1
 * @param columns where each column stands, from 0
 * @param repeated where columns stand again, from 0, and which they are
 * @param unknown where other headings stand, from 0, and what they say
 * @param languages how many headings are in each language
 */
record HeadingRow(
    int number,
    Map<Column, Integer> columns,
    Map<Integer, Column> repeated,
    Map<Integer, String> unknown,
    Map<Language, Integer> languages) {
  /** A single word such as "Account" may stand anywhere; two headings make a row of headings. */
  private static final int LEAST = 2;

  /**
   * Reads the row as headings; empty if it has too few of them.
   *
   * @param named the columns that defined names have for cells of the row, by the cell's column
   */
  static Optional<HeadingRow> of(SheetRow row, Map<Integer, Column> named) {
    HeadingRow found =
        new HeadingRow(
            row.number(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new EnumMap<>(Language.class));
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Optional<Heading> heading = Headings.of(row.text(i));
      if (heading.isPresent()) {
        found.add(row.column(i), heading.get().column(), heading.get().language());
      } else {
        others.add(i);
      }
    }
    // Whoever has changed a heading's words still has its name.
    for (int i : others) {
      Column column = named.get(row.column(i));
      if (column != null && !found.columns.containsKey(column)) {
        found.columns.put(column, row.column(i));
      } else if (!CellText.isBlank(row.text(i)) && !Headings.isResult(row.text(i))) {
        found.unknown.put(row.column(i), row.text(i));
      }
    }
    return found.columns.size() >= LEAST ? Optional.of(found) : Optional.empty();
  }

  /** The language of most headings; empty if they are in none. */
  Optional<Language> language() {
    return languages.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  boolean has(String key) {
    return columns.keySet().stream().anyMatch(column -> column.key().equals(key));
  }

  private void add(int index, Column column, @Nullable Language language) {
    if (columns.putIfAbsent(column, index) != null) {
      repeated.put(index, column);
    }
    if (language != null) {
      languages.merge(language, 1, Integer::sum);
    }
  }
}
