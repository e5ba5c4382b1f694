package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.RowHandler;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds the sheet and the row with the headings, and goes on with the rows below them. */
final class UserSheet {
  /** Headings further down than this are not looked for. */
  private static final int SEARCHED_ROWS = 100;

  private static final int SEARCHED_SHEETS = 100;

  private static final String NAME = "user_name";

  private static final Comparator<Table> BETTER =
      Comparator.comparing(Table::isComplete)
          .thenComparing(table -> table.headings().isNamed() && table.headings().said() > 0)
          .thenComparing(table -> table.headings().said())
          .thenComparing(table -> table.headings().isNamed());

  private final ReadableWorkbook workbook;
  private final CheckOptions options;
  private final WorkbookStamp stamp;

  /** For each column of any template, the cell that the name of its heading refers to. */
  private final Map<Column, NamedCell> named = new HashMap<>();

  UserSheet(ReadableWorkbook workbook, CheckOptions options) throws IOException {
    this.workbook = workbook;
    this.options = options;
    this.stamp = WorkbookStamp.read(workbook);
    Map<String, NamedCell> names = workbook.names();
    for (Column column : Headings.columns().values()) {
      NamedCell cell = names.get(WorkbookStamp.headingName(column));
      if (cell != null) {
        named.put(column, cell);
      }
    }
  }

  /**
   * Names other sheets with cells than the one that is read; those of the template are left out.
   */
  List<String> otherSheets(int read) {
    return IntStream.range(0, workbook.sheets().size())
        .filter(sheet -> sheet != read && !isOurs(sheet))
        .mapToObj(sheet -> workbook.sheets().get(sheet).name())
        .toList();
  }

  /**
   * Reads the headings, then the rows.
   *
   * @param start is called once, with the headings, and answers who takes the rows below them
   * @throws UnreadableWorkbookException if there are no headings
   */
  void read(Function<Table, RowHandler> start) throws IOException {
    Table table = table();
    RowHandler rows = start.apply(table);
    int headingRow = table.headings().number();
    workbook.read(table.sheet(), row -> row.number() <= headingRow || rows.row(row));
  }

  /** The best of all rows with headings near the top of any sheet. */
  private Table table() throws IOException {
    AtomicReference<@Nullable Table> best = new AtomicReference<>();
    for (int sheet : candidates()) {
      workbook.read(
          sheet,
          row -> {
            if (row.number() > SEARCHED_ROWS) {
              return false;
            }
            HeadingRow.of(row, namedIn(sheet, row.number()))
                .filter(headings -> headings.isNamed() || headings.has(NAME))
                .map(headings -> Table.of(sheet, headings, stamp, options))
                .ifPresent(table -> best.accumulateAndGet(table, UserSheet::better));
            return true;
          });
    }
    Table table = best.get();
    if (table == null) {
      throw new UnreadableWorkbookException(Problem.NO_HEADINGS, null);
    }
    return table;
  }

  /** Of equals, the first: the best sheet, the topmost row. */
  private static Table better(@Nullable Table one, Table other) {
    return one == null || BETTER.compare(other, one) > 0 ? other : one;
  }

  private Map<Integer, Column> namedIn(int sheet, int row) {
    Map<Integer, Column> columns = new HashMap<>();
    named.forEach(
        (column, cell) -> {
          if (cell.sheet() == sheet && cell.row() == row) {
            columns.put(cell.column(), column);
          }
        });
    return columns;
  }

  /** The sheet that the names know, those that people see, the hidden ones, our own others. */
  private List<Integer> candidates() {
    return IntStream.range(0, workbook.sheets().size())
        .boxed()
        .sorted(
            Comparator.<Integer, Boolean>comparing(sheet -> !isNamed(sheet))
                .thenComparing(this::isOurs)
                .thenComparing(sheet -> workbook.sheets().get(sheet).hidden()))
        .limit(SEARCHED_SHEETS)
        .toList();
  }

  private boolean isNamed(int sheet) {
    return named.values().stream().anyMatch(cell -> cell.sheet() == sheet);
  }

  /** Whether the template has put the sheet there for another purpose. */
  private boolean isOurs(int index) {
    Sheet sheet = workbook.sheets().get(index);
    return sheet.name().equals(WorkbookStamp.SHEET)
        || sheet.name().equals(WorkbookStamp.MARKS_SHEET)
        || Arrays.stream(Language.values())
            .anyMatch(
                language -> Texts.of(language).get("sheet.instructions").equals(sheet.name()));
  }
}
