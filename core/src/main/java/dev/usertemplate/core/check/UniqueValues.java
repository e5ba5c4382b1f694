package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Rule.Unique;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of a column so far: the one thing about a workbook that has to be remembered. */
final class UniqueValues {
  private final Map<String, Integer> firstRows = new HashMap<>();
  private final Map<Integer, Integer> twins = new HashMap<>();

  /**
   * Another row with the same value; null if none is known. Asked for all rows once more, it knows
   * the later ones, too.
   *
   * @param row of this value, from 1
   */
  @Nullable Integer twin(String value, int row) {
    Integer first = firstRows.putIfAbsent(Unique.fold(value), row);
    return first == null || first == row ? twins.get(row) : first;
  }

  /** Whether it was not known of the first row that its value stands again in the second. */
  boolean isNews(int first, int second) {
    return first < second && twins.putIfAbsent(first, second) == null;
  }
}
