package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.SheetRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects what is written into a workbook that is handed back marked. */
final class MarkCollector implements TableCheck.Sink {
  private static final int MAX_NOTES = 50;

  private final Table table;
  private final Language language;
  private final Map<Integer, List<Finding>> byRow = new TreeMap<>();
  private final Set<Integer> users = new TreeSet<>();

  MarkCollector(Table table, Language language) {
    this.table = table;
    this.language = language;
  }

  @Override
  public void user(SheetRow row, TableCheck read, boolean rejected) {
    users.add(row.number());
  }

  @Override
  public void finding(Finding finding) {
    byRow.computeIfAbsent(finding.row(), number -> new ArrayList<>()).add(finding);
  }

  Marks marks() {
    RowResults results = new RowResults(language, table.findings());
    List<Marks.Result> rows = new ArrayList<>();
    List<Finding> wrong =
        new ArrayList<>(table.findings().stream().filter(it -> it.columnIndex() >= 0).toList());
    byRow.values().forEach(wrong::addAll);
    users.forEach(
        row -> {
          List<Finding> findings = byRow.getOrDefault(row, List.of());
          boolean rejected = table.isUnusable() || findings.stream().anyMatch(Finding::isError);
          rows.add(new Marks.Result(row, rejected, results.of(findings, rejected)));
        });
    return new Marks(
        table.sheet(),
        table.headings().number(),
        language,
        Texts.of(language).get("result.heading"),
        table.findings().stream()
            .map(finding -> finding.message(language))
            .distinct()
            .limit(MAX_NOTES)
            .toList(),
        cells(wrong),
        rows);
  }

  private List<Marks.Cell> cells(List<Finding> findings) {
    Map<List<Integer>, String> messages = new LinkedHashMap<>();
    for (Finding finding : findings) {
      if (finding.isError()) {
        messages.merge(
            List.of(finding.row(), finding.columnIndex()),
            finding.message(language),
            (earlier, later) -> earlier + "\n" + later);
      }
    }
    return messages.entrySet().stream()
        .map(cell -> new Marks.Cell(cell.getKey().get(0), cell.getKey().get(1), cell.getValue()))
        .toList();
  }
}
