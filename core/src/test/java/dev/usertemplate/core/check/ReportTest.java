package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a report counts, holds and says to programs. */
class ReportTest {
  @Test
  void hidden_rows_are_counted_and_the_first_is_named() throws IOException {
    CheckReport report =
        check(
            CheckUsersTest.english()
                .row(3, null, "alice", "a@example.com")
                .hiddenRow(4, null, "bob", "b@example.com")
                .row(5, null, "carol", "c@example.com")
                .hiddenRow(6, null, "dave", "d@example.com"));
    assertThat(report.findings()).extracting(Finding::row).containsExactly(4);
    assertThat(report.findings().get(0).arguments()).containsExactly(2, 4);
    assertThat(report.rows().hidden()).isEqualTo(2);
  }

  @Test
  void as_many_users_as_the_console_takes_are_no_finding() throws IOException {
    WorkbookInMemory workbook = CheckUsersTest.english();
    for (int row = 3; row < 203; row++) {
      workbook.row(row, null, "user" + row, "a@example.com");
    }
    CheckReport report = check(workbook);
    assertThat(report.rows().users()).isEqualTo(200);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void beyond_the_limit_only_what_concerns_the_whole_file_is_held() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Email")
            .hiddenRow(2, "a b", "a@example.com")
            .row(3, "c d", "c@example.com");
    assertThat(CheckUsersTest.codes(check(workbook, CheckOptions.DEFAULT.withMaxFindings(1))))
        .containsExactly("2 rows_hidden warning", "A2 characters error");
    assertThat(check(workbook).findings())
        .extracting(finding -> finding.document(Language.EN_US).get("cell"))
        .containsExactly(null, "A2", "A3");
    CheckReport report = check(workbook, CheckOptions.DEFAULT.withMaxFindings(0));
    assertThat(CheckUsersTest.codes(report)).containsExactly("2 rows_hidden warning");
    assertThat(report.omitted()).isEqualTo(2);
    assertThat(report.rejected().stream()).containsExactly(2, 3);
  }

  @Test
  void each_row_is_told_and_each_valid_user_handed_out_as_it_is_read() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, "alice", "a@example.com")
            .row(4, null, "b b", "b@example.com")
            .row(7);
    List<String> told = new ArrayList<>();
    new CheckUsers(workbook)
        .check(
            NoFile.OPEN,
            CheckOptions.DEFAULT,
            new UserHandler() {
              @Override
              public void user(User user) {
                told.add(user.row() + " " + user.value("user_name"));
              }

              @Override
              public void row(int number) {
                told.add("row " + number);
              }
            });
    assertThat(told).containsExactly("row 2", "row 3", "3 alice", "row 4", "row 7");
  }

  @Test
  void programs_read_everything_by_its_name() throws IOException {
    Map<String, Object> document =
        check(
                CheckUsersTest.english()
                    .row(3, null, "alice ", "a@example.com")
                    .hiddenRow(4, null, "bob", null)
                    .row(5))
            .document();
    assertThat(document)
        .containsOnlyKeys(
            "language", "active_type", "sheet", "rows", "counts", "omitted", "findings")
        .containsEntry("language", "en_US")
        .containsEntry("active_type", "USER_ACTIVATE")
        .containsEntry(
            "sheet", Map.of("name", "Users", "heading_row", 1, "first_row", 3, "last_row", 4))
        .containsEntry(
            "rows", Map.of("users", 2, "valid", 1, "blank", 1, "example", 1, "hidden", 1))
        .containsEntry("counts", Map.of("error", 1, "warning", 1, "repaired", 1))
        .containsEntry("omitted", 0);
    List<?> findings = (List<?>) Objects.requireNonNull(document.get("findings"));
    assertThat(findings).hasSize(3);
    assertThat(map(findings.get(0)))
        .containsOnlyKeys("cell", "row", "column", "code", "severity", "message", "value")
        .containsEntry("cell", "B3")
        .containsEntry("row", 3)
        .containsEntry("column", "user_name")
        .containsEntry("code", "blanks")
        .containsEntry("severity", "repaired")
        .containsEntry("value", "alice ");
    assertThat(map(findings.get(1))).containsOnlyKeys("row", "code", "severity", "message");
    assertThat(map(findings.get(2)))
        .containsOnlyKeys("cell", "row", "column", "code", "severity", "message")
        .containsEntry("cell", "C4");
  }

  @Test
  void what_concerns_no_row_has_none() throws IOException {
    Map<String, Object> document =
        check(
                CheckUsersTest.english()
                    .sheet("Notes", false)
                    .row(1, "A note that somebody has left"))
            .document();
    assertThat(document).containsEntry("sheet", Map.of("name", "Users", "heading_row", 1));
    List<?> findings = (List<?>) Objects.requireNonNull(document.get("findings"));
    assertThat(map(findings.get(0))).containsOnlyKeys("code", "severity", "message");
  }

  @Test
  void a_slip_that_counts_as_a_mistake_is_told_with_more_words_and_a_mistake_is_not()
      throws IOException {
    WorkbookInMemory workbook = CheckUsersTest.english().row(3, null, "alice ", "nobody");
    List<Finding> found = check(workbook).findings();
    List<Finding> strict = check(workbook, CheckOptions.DEFAULT.withStrict(true)).findings();
    String slip = found.get(0).message(Language.EN_US);
    assertThat(strict.get(0).message(Language.EN_US)).contains(slip).isNotEqualTo(slip);
    assertThat(strict.get(1).message(Language.EN_US))
        .isEqualTo(found.get(1).message(Language.EN_US));
  }

  @Test
  void nobody_can_change_a_report() throws IOException {
    CheckReport report = check(CheckUsersTest.english().row(3, null, "b b", "b@example.com"));
    report.rejected().clear();
    assertThat(report.rejected().stream()).containsExactly(3);
    assertThat(report.toString()).contains("users=1").doesNotContain("b b");
  }

  private static Map<String, Object> map(Object value) {
    return ((Map<?, ?>) value)
        .entrySet().stream()
            .collect(Collectors.toMap(entry -> (String) entry.getKey(), Map.Entry::getValue));
  }

  private static CheckReport check(WorkbookInMemory workbook) throws IOException {
    return check(workbook, CheckOptions.DEFAULT);
  }

  private static CheckReport check(WorkbookInMemory workbook, CheckOptions options)
      throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, options);
  }
}
