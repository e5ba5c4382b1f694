package dev.usertemplate.core.workbook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a file is taken before it is refused.
 *
 * @param bytes the file's length
 * @param unpackedBytes the length of all parts that are read, once they are unpacked
 * @param entries the number of parts
 * @param ratio how many bytes may come out of each byte of a part, counted from the first MB on
 * @param rows the number of rows that the sheet mentions
 * @param cellLength the characters of a cell
 * @param markedBytes the length of all parts up to which a workbook is marked, which has to be held
 *     in memory as a whole; a larger one is handed back as its rejected rows
 */
public record Limits(
    long bytes,
    long unpackedBytes,
    int entries,
    int ratio,
    int rows,
    int cellLength,
    long markedBytes) {
  private static final int MB = 1024 * 1024;

  /** In the order of the components. */
  private static final List<String> NAMES =
      List.of("bytes", "unpacked_bytes", "entries", "ratio", "rows", "cell_length", "marked_bytes");

  /** What is taken unless something else is said. */
  public static final Limits DEFAULT =
      new Limits(100L * MB, 1024L * MB, 2_000, 200, 1_048_576, 32_767, 10L * MB);

  /** Refuses anything below 1. */
  public Limits {
    for (Map.Entry<String, Long> limit :
        values(bytes, unpackedBytes, entries, ratio, rows, cellLength, markedBytes).entrySet()) {
      if (limit.getValue() < 1) {
        throw new IllegalArgumentException(limit.getKey() + ": has to be 1 or more");
      }
    }
  }

  /** All of them by name, in snake_case, such as {@code unpacked_bytes}, in a fixed order. */
  public Map<String, Long> values() {
    return values(bytes, unpackedBytes, entries, ratio, rows, cellLength, markedBytes);
  }

  /**
   * The same with one of them changed.
   *
   * @param name as {@link #values()} has it
   * @throws IllegalArgumentException if there is none of the name, or the value is out of its
   *     range; the message says so
   */
  public Limits with(String name, long value) {
    long[] all =
        values().entrySet().stream()
            .mapToLong(limit -> limit.getKey().equals(name) ? value : limit.getValue())
            .toArray();
    if (!values().containsKey(name)) {
      throw new IllegalArgumentException(
          "'%s' is no limit; use one of: %s".formatted(name, String.join(", ", values().keySet())));
    }
    try {
      return new Limits(
          all[0],
          all[1],
          Math.toIntExact(all[2]),
          Math.toIntExact(all[3]),
          Math.toIntExact(all[4]),
          Math.toIntExact(all[5]),
          all[6]);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "%s: has to be %s or less".formatted(name, Integer.MAX_VALUE), e);
    }
  }

  private static Map<String, Long> values(long... limits) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (int i = 0; i < NAMES.size(); i++) {
      values.put(NAMES.get(i), limits[i]);
    }
    return values;
  }
}
