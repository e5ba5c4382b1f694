package dev.usertemplate.core.check;

import dev.usertemplate.core.check.CheckReport.Rows;
import dev.usertemplate.core.check.CheckReport.SheetPart;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.SheetRow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts rows and findings while a workbook is read, and makes the report of them. */
final class Collector implements TableCheck.Sink {
  private static final Comparator<Finding> IN_ROW_ORDER =
      Comparator.comparingInt(Finding::row).thenComparingInt(Finding::columnIndex);

  private final CheckOptions options;
  private final UserHandler handler;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<FindingCode, Integer> counts = new EnumMap<>(FindingCode.class);
  private final Map<Severity, Integer> severities = new EnumMap<>(Severity.class);
  private final BitSet rejected = new BitSet();

  private @Nullable Table table;
  private int users;
  private int blank;
  private int example;
  private int hidden;
  private int firstHidden;
  private int firstRow;
  private int lastRow;

  Collector(CheckOptions options, UserHandler handler) {
    this.options = options;
    this.handler = handler;
  }

  /** Begins with the headings. */
  void begin(Table found) {
    table = found;
    found.findings().forEach(this::finding);
  }

  @Override
  public void blank() {
    blank++;
  }

  @Override
  public void example() {
    example++;
  }

  @Override
  public void user(SheetRow row, TableCheck read, boolean isRejected) {
    users++;
    lastRow = row.number();
    firstRow = firstRow == 0 ? lastRow : firstRow;
    if (row.hidden()) {
      firstHidden = hidden++ == 0 ? lastRow : firstHidden;
    }
    if (isRejected) {
      rejected.set(lastRow);
    } else if (handler != UserHandler.NONE) {
      handler.user(read.user());
    }
  }

  @Override
  public void finding(Finding finding) {
    counts.merge(finding.code(), 1, Integer::sum);
    severities.merge(finding.severity(), 1, Integer::sum);
    if (finding.isError() && finding.row() > headingRow()) {
      rejected.set(finding.row());
    }
    // What concerns the whole file comes last and is always told.
    if (findings.size() < options.maxFindings() || finding.columnIndex() < 0) {
      findings.add(finding);
    }
    handler.finding(finding);
  }

  /** What is known when all rows are read. */
  CheckReport report(ReadableWorkbook workbook, UserSheet sheet) {
    Table read = Objects.requireNonNull(table);
    sheet
        .otherSheets(read.sheet())
        .forEach(name -> add(FindingCode.SHEET_IGNORED, 0, Shortened.of(name)));
    if (hidden > 0) {
      add(FindingCode.ROWS_HIDDEN, firstHidden, hidden, firstHidden);
    }
    if (users > Schema.MAX_USERS) {
      add(FindingCode.TOO_MANY_USERS, 0, users, Schema.MAX_USERS);
    }
    findings.sort(IN_ROW_ORDER);
    return new CheckReport(
        options.language() == null ? read.language() : options.language(),
        read.activationType(),
        new SheetPart(
            read.sheet(),
            workbook.sheets().get(read.sheet()).name(),
            read.headings().number(),
            firstRow,
            lastRow),
        new Rows(users, users - rejected.cardinality(), blank, example, hidden),
        findings,
        counts,
        severities,
        rejected);
  }

  private int headingRow() {
    return table == null ? 0 : table.headings().number();
  }

  private void add(FindingCode code, int row, Object... arguments) {
    Column none = null;
    finding(new Finding(code, options.severity(code), row, -1, none, null, List.of(arguments)));
  }
}
