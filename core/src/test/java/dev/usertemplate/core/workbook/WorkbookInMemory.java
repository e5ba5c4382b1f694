package dev.usertemplate.core.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A workbook made of plain values, in place of a file: a text, a number, a {@link LocalDateTime}, a
 * boolean, an {@link ErrorValue}, a {@link Formula}; null is a cell that is not there. What is
 * marked or rejected is kept.
 */
public final class WorkbookInMemory implements WorkbookFormat, ReadableWorkbook {
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<TreeMap<Integer, Row>> rows = new ArrayList<>();
  private final Map<String, String> properties = new TreeMap<>();
  private final Map<String, NamedCell> names = new TreeMap<>();
  private long unpackedBytes = 1;
  private @Nullable Marks marks;
  private boolean canBeMarked = true;
  private final List<RejectedRows.Row> rejected = new ArrayList<>();

  /**
   * An error in a cell.
   *
   * @param text such as {@code #N/A}
   */
  public record ErrorValue(String text) {}

  /**
   * A formula.
   *
   * @param result what the file holds of it; null when it holds nothing
   */
  public record Formula(@Nullable Object result) {}

  /** Begins the next sheet. */
  public WorkbookInMemory sheet(String name, boolean hidden) {
    sheets.add(new Sheet(name, hidden));
    rows.add(new TreeMap<>());
    return this;
  }

  /**
   * Adds a row to the last sheet.
   *
   * @param number from 1
   */
  public WorkbookInMemory row(int number, @Nullable Object... cells) {
    rows.get(rows.size() - 1).put(number, new Row(number, false, Arrays.asList(cells)));
    return this;
  }

  /** Adds a hidden row to the last sheet. */
  public WorkbookInMemory hiddenRow(int number, @Nullable Object... cells) {
    rows.get(rows.size() - 1).put(number, new Row(number, true, Arrays.asList(cells)));
    return this;
  }

  /** Sets a custom document property. */
  public WorkbookInMemory property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  /** Gives a cell of a sheet a name. */
  public WorkbookInMemory name(String name, int sheet, int row, int column) {
    names.put(name, new NamedCell(sheet, row, column));
    return this;
  }

  /** Says how large it is. */
  public WorkbookInMemory unpackedBytes(long bytes) {
    unpackedBytes = bytes;
    return this;
  }

  /** From now on it can be read but not be written anew. */
  public void refuseMarks() {
    canBeMarked = false;
  }

  /** What was marked last; null if nothing was. */
  public @Nullable Marks marks() {
    return marks;
  }

  /** The rows of the last workbook of rejected ones. */
  public List<RejectedRows.Row> rejected() {
    return rejected;
  }

  @Override
  public ReadableWorkbook open(SeekableByteChannel file, Limits limits) {
    return this;
  }

  @Override
  public void mark(SeekableByteChannel file, Marks wanted, OutputStream out) throws IOException {
    if (!canBeMarked) {
      throw new UnreadableWorkbookException(UnreadableWorkbookException.Problem.DAMAGED, null);
    }
    marks = wanted;
    out.write("marked".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void writeRejected(
      dev.usertemplate.core.template.TemplateRequest template,
      RejectedRows wanted,
      OutputStream out)
      throws IOException {
    rejected.clear();
    wanted.writeTo(rejected::add);
    out.write("rejected".getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public List<Sheet> sheets() {
    return sheets;
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Map<String, NamedCell> names() {
    return names;
  }

  @Override
  public long unpackedBytes() {
    return unpackedBytes;
  }

  @Override
  public void read(int sheet, RowHandler handler) throws IOException {
    for (Row row : rows.get(sheet).values()) {
      if (!handler.row(row)) {
        return;
      }
    }
  }

  @Override
  public void close() {}

  private record Row(int number, boolean hidden, List<@Nullable Object> all) implements SheetRow {
    private int[] columns() {
      return IntStream.range(0, all.size()).filter(column -> all.get(column) != null).toArray();
    }

    private @Nullable Object value(int index) {
      Object cell = all.get(columns()[index]);
      return cell instanceof Formula formula ? formula.result() : cell;
    }

    @Override
    public int size() {
      return columns().length;
    }

    @Override
    public int column(int index) {
      return columns()[index];
    }

    @Override
    public Kind kind(int index) {
      Object value = value(index);
      return value == null
          ? Kind.NOTHING
          : value instanceof String
              ? Kind.TEXT
              : value instanceof Number
                  ? Kind.NUMBER
                  : value instanceof LocalDateTime
                      ? Kind.DATE
                      : value instanceof Boolean ? Kind.BOOLEAN : Kind.ERROR;
    }

    @Override
    public boolean isFormula(int index) {
      return all.get(columns()[index]) instanceof Formula;
    }

    @Override
    public String text(int index) {
      Object value = value(index);
      if (value == null) {
        return "";
      }
      if (value instanceof Number number) {
        return new BigDecimal(number.doubleValue())
            .round(new MathContext(15))
            .stripTrailingZeros()
            .toPlainString();
      }
      if (value instanceof Boolean bool) {
        return bool ? "TRUE" : "FALSE";
      }
      return value instanceof ErrorValue error ? error.text() : value.toString();
    }

    @Override
    public double number(int index) {
      Object value = value(index);
      return value instanceof Number number
          ? number.doubleValue()
          : value instanceof LocalDateTime ? 47_000 : Double.NaN;
    }

    @Override
    public @Nullable LocalDateTime date(int index) {
      Object value = value(index);
      if (value instanceof LocalDateTime date) {
        return date;
      }
      return value instanceof Number number
          ? LocalDateTime.of(1899, 12, 30, 0, 0)
              .plusSeconds(Math.round(number.doubleValue() * 86_400))
          : null;
    }
  }
}
