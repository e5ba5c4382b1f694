package dev.usertemplate.core.workbook;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of a workbook that only has the rejected ones of another; asked for once. */
@FunctionalInterface
public interface RejectedRows {
  /** Gives all rows to the sink, in their order. */
  void writeTo(Sink sink) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface Sink {
    /** The next row. */
    void row(Row row) throws IOException;
  }

  /**
   * A rejected row.
   *
   * @param values the texts of its cells, one for each column of the template, in the template's
   *     order; empty where the cell is
   * @param mistakes what is wrong with the cell of a column, by the column's index in {@code
   *     values}
   * @param result what is said of the row as a whole
   */
  record Row(List<String> values, Map<Integer, String> mistakes, String result) {
    /** Makes list and map unmodifiable. */
    public Row {
      values = List.copyOf(values);
      mistakes = Collections.unmodifiableMap(new LinkedHashMap<>(mistakes));
    }

    /** Leaves out the values: one may be a password. */
    @Override
    public String toString() {
      return "Row[" + values.size() + " values]";
    }
  }
}
