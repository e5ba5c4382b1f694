package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.core.check.Severity;
import dev.usertemplate.core.schema.Texts;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * How many findings there are of each kind, and where the first ones are.
 *
 * @param report what was found
 * @param strict whether repairs counted as mistakes
 */
record ReportKinds(CheckReport report, boolean strict) {
  /** How many cells are named of each kind. */
  private static final int CELLS = 3;

  /** A row for each kind, the most frequent first: its number, its words, its first cells. */
  List<List<String>> rows(Severity severity) {
    List<FindingCode> codes =
        Arrays.stream(FindingCode.values())
            .filter(code -> count(code) > 0 && severity(code) == severity)
            .sorted(Comparator.comparingInt(this::count).reversed())
            .toList();
    int width =
        codes.stream().mapToInt(code -> ReportText.number(count(code)).length()).max().orElse(1);
    Texts texts = Texts.of(report.language());
    return codes.stream()
        .map(
            code ->
                List.of(
                    // Right-aligned.
                    ("%" + width + "s").formatted(ReportText.number(count(code))),
                    texts.get("report.kind." + code.wireName()),
                    cells(code, texts)))
        .toList();
  }

  private int count(FindingCode code) {
    return report.counts().getOrDefault(code, 0);
  }

  // A kind has one severity in one check.
  private Severity severity(FindingCode code) {
    return strict && code.severity() == Severity.REPAIRED ? Severity.ERROR : code.severity();
  }

  private String cells(FindingCode code, Texts texts) {
    List<String> first =
        report.findings().stream()
            .filter(finding -> finding.code() == code)
            .map(Finding::cell)
            .filter(Objects::nonNull)
            .limit(CELLS)
            .toList();
    String named = String.join(", ", first);
    int more = count(code) - first.size();
    return more == 0 || first.isEmpty()
        ? named
        : texts.get("report.cells_more", named, ReportText.number(more));
  }
}
