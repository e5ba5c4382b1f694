package dev.usertemplate.cli;

import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckReport.Rows;
import dev.usertemplate.core.check.CheckReport.SheetPart;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.check.Severity;
import dev.usertemplate.core.schema.Texts;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * A report as people read it: what was read, the mistakes by row, warnings and repairs, and a last
 * line that says how it ended. Of very many findings, the first are shown and all are counted by
 * kind.
 *
 * @param report what was found
 * @param name of the file
 * @param strict whether repairs counted as mistakes
 * @param width how many columns of text fit into a line
 * @param out where it is going to be shown
 */
record ReportText(CheckReport report, String name, boolean strict, int width, Output out) {
  /** How many rows with mistakes are shown with all their mistakes. */
  static final int ROWS = 50;

  /** How many warnings, or repairs, are shown one by one. */
  static final int SINGLES = 20;

  /** How many characters of what a cell holds are shown. */
  private static final int VALUE = 32;

  private static final String INDENT = "  ";

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    head(text);
    errors(text);
    others(text, Severity.WARNING, "report.warnings", Style.fg_yellow);
    others(text, Severity.REPAIRED, "report.repairs", Style.faint);
    text.append('\n');
    paragraph(text, "", summary(), Style.bold);
    return text.toString();
  }

  /** A number with its thousands apart. */
  static String number(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** The text on one line, without anything that would steer a terminal: files come from anyone. */
  static String plain(String text) {
    return text.replaceAll("[\\n\\r\\t]", " ")
        .replaceAll("[\\p{Cc}\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]", "\uFFFD");
  }

  private void head(StringBuilder text) {
    Texts texts = texts();
    SheetPart sheet = report.sheet();
    paragraph(text, "", plain(name), Style.bold);
    String type = texts.activation(report.activationType());
    paragraph(
        text,
        INDENT,
        texts.get("report.sheet", plain(sheet.name()), type, sheet.headingRow()),
        Style.reset);
    Rows rows = report.rows();
    List<String> counts = new ArrayList<>();
    if (rows.users() > 0) {
      counts.add(users());
      counts.add(texts.get("report.valid", number(rows.valid())));
    }
    count(counts, "report.blank", rows.blank());
    count(counts, "report.example", rows.example());
    count(counts, "report.hidden", rows.hidden());
    TextGrid.fill(counts, width - INDENT.length()).forEach(line -> line(text, INDENT + line));
  }

  private String users() {
    String number = number(report.rows().users());
    int first = report.sheet().firstRow();
    int last = report.sheet().lastRow();
    return first == last
        ? texts().get("report.users.single_row", number, first)
        : texts().get("report.users", number, first, last);
  }

  private void count(List<String> counts, String key, int number) {
    if (number > 0) {
      counts.add(texts().get(key, number(number)));
    }
  }

  private void errors(StringBuilder text) {
    int all = report.count(Severity.ERROR);
    if (all == 0) {
      return;
    }
    title(text, "report.errors", all, Style.fg_red);
    List<Finding> shown = firstErrors();
    list(text, shown, Style.fg_red, true);
    if (shown.size() < all) {
      text.append('\n');
      String more = texts().get("report.kinds", number(all - shown.size()), number(all));
      paragraph(text, "", more, Style.bold);
      kinds(text, Severity.ERROR);
      paragraph(text, "", texts().get("report.command.all"), Style.reset);
    }
  }

  private List<Finding> firstErrors() {
    List<Finding> first = new ArrayList<>();
    Set<Integer> rows = new HashSet<>();
    for (Finding finding : report.findings()) {
      if (finding.isError()) {
        rows.add(finding.row());
        if (rows.size() > ROWS) {
          break;
        }
        first.add(finding);
      }
    }
    return first;
  }

  private void others(StringBuilder text, Severity severity, String title, IStyle colour) {
    int all = report.count(severity);
    if (all == 0) {
      return;
    }
    title(text, title, all, colour);
    List<Finding> found =
        report.findings().stream().filter(finding -> finding.severity() == severity).toList();
    if (all > SINGLES || found.size() < all) {
      kinds(text, severity);
    } else {
      list(text, found, colour, false);
    }
  }

  /** The findings one by one: those without a cell first, as sentences, the others as a grid. */
  private void list(StringBuilder text, List<Finding> found, IStyle colour, boolean byRow) {
    found.stream()
        .filter(finding -> finding.cell() == null)
        .forEach(finding -> paragraph(text, INDENT, sentence(finding), Style.reset));
    List<Finding> inCells = found.stream().filter(finding -> finding.cell() != null).toList();
    List<List<String>> lines = grid(inCells.stream().map(this::cells).toList());
    int row = -1;
    for (int i = 0; i < inCells.size(); i++) {
      Finding finding = inCells.get(i);
      if (byRow && finding.row() != row) {
        row = finding.row();
        paragraph(text, "", texts().get("report.row", row), Style.bold);
      }
      finding(text, finding, lines.get(i), colour);
    }
  }

  private void kinds(StringBuilder text, Severity severity) {
    List<List<String>> rows = new ReportKinds(report, strict).rows(severity);
    grid(rows).stream().flatMap(List::stream).forEach(line -> line(text, INDENT + line));
  }

  private void title(StringBuilder text, String key, int number, IStyle colour) {
    text.append('\n');
    line(text, out.styled(out.styled(texts().get(key, number(number)), Style.bold), colour));
  }

  /** The lines of a finding, its cell in colour. */
  private void finding(StringBuilder text, Finding finding, List<String> lines, IStyle colour) {
    String cell = Objects.requireNonNull(finding.cell());
    line(text, INDENT + out.styled(cell, colour) + lines.get(0).substring(cell.length()));
    lines.stream().skip(1).forEach(line -> line(text, INDENT + line));
  }

  /** A finding without a cell, with its row if it has one. */
  private String sentence(Finding finding) {
    String sentence = cells(finding).get(2);
    return finding.row() == 0
        ? sentence
        : texts().get("report.row.finding", texts().get("report.row", finding.row()), sentence);
  }

  private List<String> cells(Finding finding) {
    String message = finding.message(report.language());
    String value = finding.value();
    return List.of(
        Objects.requireNonNullElse(finding.cell(), ""),
        finding.column() == null ? "" : texts().heading(finding.column()),
        plain(value == null ? message : texts().get("report.value", shortened(value), message)));
  }

  // So that it does not make a line longer than the screen.
  private static String shortened(String value) {
    return value.codePointCount(0, value.length()) <= VALUE
        ? value
        : value.substring(0, value.offsetByCodePoints(0, VALUE)) + "...";
  }

  /** The lines of rows, without the columns in which nothing stands. */
  private List<List<String>> grid(List<List<String>> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] filled =
        IntStream.range(0, rows.get(0).size())
            .filter(column -> rows.stream().anyMatch(row -> !row.get(column).isEmpty()))
            .toArray();
    List<List<String>> kept =
        rows.stream().map(row -> IntStream.of(filled).mapToObj(row::get).toList()).toList();
    return new TextGrid(kept, width - INDENT.length()).lines();
  }

  private String summary() {
    Rows rows = report.rows();
    if (!report.isClean()) {
      return texts()
          .get(
              "report.summary.errors",
              number(report.count(Severity.ERROR)),
              number(rows.valid()),
              number(rows.users()));
    }
    return rows.users() == 0
        ? texts().get("report.summary.no_users")
        : texts().get("report.summary.clean", number(rows.users()));
  }

  private void paragraph(StringBuilder text, String indent, String words, IStyle style) {
    for (String line : TextGrid.wrap(words, width - indent.length())) {
      line(text, indent + (style == Style.reset ? line : out.styled(line, style)));
    }
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  private Texts texts() {
    return Texts.of(report.language());
  }
}
