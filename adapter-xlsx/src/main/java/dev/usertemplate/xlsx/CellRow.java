package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.SheetRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The one row that is read just now; filled anew for each. */
final class CellRow implements SheetRow {
  /** Of the texts that stand in the row itself. */
  private static final long HEAP_BYTES = 16L << 20;

  /** What a text is found with if it stands in the row itself; shared ones have numbers from 0. */
  private static final int IN_ROW = -1;

  private final SerialDates dates;
  private final @Nullable SharedStrings shared;
  private final TextStore texts;

  private int number;
  private boolean hidden;
  private int size;
  private int[] columns = new int[16];
  private Kind[] kinds = new Kind[16];
  private boolean[] formulas = new boolean[16];
  private double[] numbers = new double[16];
  private int[] sharedNumbers = new int[16];
  private long[] ownTexts = new long[16];

  CellRow(SerialDates dates, @Nullable SharedStrings shared, TextStore texts) {
    this.dates = dates;
    this.shared = shared;
    this.texts = texts;
  }

  /** A place for the texts of a row. */
  static TextStore texts() {
    return new TextStore(new Chunks(HEAP_BYTES));
  }

  void start(int newNumber, boolean isHidden) throws IOException {
    number = newNumber;
    hidden = isHidden;
    size = 0;
    texts.clear();
  }

  private int add(int column, Kind kind, boolean formula) {
    if (size == columns.length) {
      grow();
    }
    columns[size] = column;
    kinds[size] = kind;
    formulas[size] = formula;
    return size++;
  }

  private void grow() {
    int length = 2 * size;
    columns = Arrays.copyOf(columns, length);
    kinds = Arrays.copyOf(kinds, length);
    formulas = Arrays.copyOf(formulas, length);
    numbers = Arrays.copyOf(numbers, length);
    sharedNumbers = Arrays.copyOf(sharedNumbers, length);
    ownTexts = Arrays.copyOf(ownTexts, length);
  }

  void addNothing(int column) {
    add(column, Kind.NOTHING, true);
  }

  /**
   * @param kind {@link Kind#NUMBER}, {@link Kind#DATE} or {@link Kind#BOOLEAN}
   */
  void addNumber(int column, Kind kind, boolean formula, double value) {
    // In two steps: the arrays may be other ones after the first.
    int index = add(column, kind, formula);
    numbers[index] = value;
  }

  void addShared(int column, boolean formula, int sharedNumber) {
    int index = add(column, Kind.TEXT, formula);
    sharedNumbers[index] = sharedNumber;
  }

  /**
   * @param kind {@link Kind#TEXT} or {@link Kind#ERROR}
   */
  void addText(int column, Kind kind, boolean formula, CellText text) throws IOException {
    int index = add(column, kind, formula);
    sharedNumbers[index] = IN_ROW;
    ownTexts[index] = texts.add(text.chars(), text.length());
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public boolean hidden() {
    return hidden;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public int column(int index) {
    return columns[Objects.checkIndex(index, size)];
  }

  @Override
  public Kind kind(int index) {
    return kinds[Objects.checkIndex(index, size)];
  }

  @Override
  public boolean isFormula(int index) {
    return formulas[Objects.checkIndex(index, size)];
  }

  @Override
  public String text(int index) {
    return switch (kind(index)) {
      case NOTHING -> "";
      case NUMBER, DATE -> NumberText.of(numbers[index]);
      case BOOLEAN -> numbers[index] == 0 ? "FALSE" : "TRUE";
      case TEXT, ERROR -> keptText(index);
    };
  }

  /**
   * @throws UncheckedIOException if the temporary file can't be read; {@link XlsxWorkbook#read}
   *     unwraps it
   */
  private String keptText(int index) {
    int sharedNumber = sharedNumbers[index];
    try {
      return sharedNumber == IN_ROW || shared == null
          ? texts.get(ownTexts[index])
          : shared.get(sharedNumber);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public double number(int index) {
    Kind kind = kind(index);
    return kind == Kind.NUMBER || kind == Kind.DATE ? numbers[index] : Double.NaN;
  }

  @Override
  public @Nullable LocalDateTime date(int index) {
    return dates.date(number(index));
  }
}
