package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.SheetRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Passes the rejected rows on, one by one. */
final class RejectedCollector implements TableCheck.Sink {
  private final List<Column> columns;
  private final Language language;
  private final RowResults results;
  private final RejectedRows.Sink out;
  private final List<Finding> found = new ArrayList<>();

  RejectedCollector(Table table, Language language, RejectedRows.Sink out) {
    this.columns = Schema.of(table.activationType()).columns();
    this.language = language;
    this.results = new RowResults(language, table.findings());
    this.out = out;
  }

  @Override
  public void blank() {
    found.clear();
  }

  @Override
  public void example() {
    found.clear();
  }

  @Override
  public void finding(Finding finding) {
    found.add(finding);
  }

  @Override
  public void user(SheetRow row, TableCheck read, boolean rejected) throws IOException {
    if (rejected) {
      Map<Column, String> texts = read.texts();
      out.row(
          new RejectedRows.Row(
              columns.stream().map(column -> texts.getOrDefault(column, "")).toList(),
              mistakes(),
              results.ofElsewhere(row.number(), found)));
    }
    found.clear();
  }

  private Map<Integer, String> mistakes() {
    Map<Integer, String> mistakes = new LinkedHashMap<>();
    for (Finding finding : found) {
      if (finding.isError()) {
        mistakes.merge(
            columns.indexOf(Objects.requireNonNull(finding.column())),
            finding.message(language),
            (earlier, later) -> earlier + "\n" + later);
      }
    }
    return mistakes;
  }
}
