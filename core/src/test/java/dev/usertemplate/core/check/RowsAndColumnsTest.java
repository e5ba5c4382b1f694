package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckReport.Rows;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in a table as a whole, and what is handed back of its rows. */
class RowsAndColumnsTest {
  private static final TemplateRequest BY_ADMIN =
      new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE);

  @Test
  void a_missing_column_is_told_at_the_first_heading() throws IOException {
    WorkbookInMemory workbook = stamped().row(1, null, "Username", "Email").row(2, null, "alice");
    CheckReport report = check(workbook, CheckOptions.DEFAULT);
    assertThat(CheckUsersTest.codes(report)).containsExactly("B1 column_missing error");
    assertThat(report.findings().get(0).message(Language.EN_US))
        .contains("The column \"Initial Password\" is missing.");
  }

  @Test
  void accounts_from_active_directory_need_no_column_of_passwords() throws IOException {
    WorkbookInMemory workbook = stamped().row(1, null, "Username", "Email").row(2, null, "alice");
    assertThat(check(workbook, CheckOptions.DEFAULT.withActiveDirectory(true)).findings())
        .isEmpty();
  }

  @Test
  void but_they_need_a_name() throws IOException {
    WorkbookInMemory workbook =
        stamped().row(1, "Username", "Email").row(2, null, "a@example.com").row(3, "bob");
    assertThat(
            CheckUsersTest.codes(check(workbook, CheckOptions.DEFAULT.withActiveDirectory(true))))
        .containsExactly("A2 required error");
  }

  @Test
  void a_strict_check_makes_mistakes_of_slips_and_of_nothing_else() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .hiddenRow(3, null, "alice ", "a@example.com")
            .sheet("Notes", false)
            .row(1, "x");
    assertThat(CheckUsersTest.codes(check(workbook, CheckOptions.DEFAULT.withStrict(true))))
        .containsExactly("null sheet_ignored warning", "3 rows_hidden warning", "B3 blanks error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "0", "1", "001", "000000001"})
  void an_empty_or_older_version_of_the_template_is_known(String version) throws IOException {
    assertThat(check(ofVersion(version), CheckOptions.DEFAULT).findings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "1.0", "-1", "one", "0000000001", "９"})
  void any_other_version_is_not(String version) throws IOException {
    CheckReport report = check(ofVersion(version), CheckOptions.DEFAULT);
    assertThat(CheckUsersTest.codes(report)).containsExactly("null schema_version error");
    assertThat(report.findings().get(0).arguments()).containsExactly(version, "1");
  }

  @Test
  void headings_that_stand_again_count_as_a_row_without_a_user() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Email")
            .row(2, "Username", "Email")
            .row(3, "alice", "a@example.com");
    assertThat(check(workbook, CheckOptions.DEFAULT).rows()).isEqualTo(new Rows(1, 1, 1, 0, 0));
  }

  @Test
  void blanks_under_no_heading_are_nothing_to_tell() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", null, "Email")
            .row(2, "alice", " \u00A0", "a@example.com")
            .row(3, "bob", "x", "b@example.com");
    assertThat(CheckUsersTest.codes(check(workbook, CheckOptions.DEFAULT)))
        .containsExactly("B3 column_ignored warning");
  }

  @Test
  void equal_names_are_found_up_to_the_longest_that_a_user_can_have() throws IOException {
    String longest = "x".repeat(32);
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, longest, "1@example.com")
            .row(4, null, longest, "2@example.com")
            .row(5, null, longest + "y", "3@example.com")
            .row(6, null, longest + "y", "4@example.com");
    assertThat(CheckUsersTest.codes(check(workbook, CheckOptions.DEFAULT)))
        .containsExactly(
            "B3 unique error", "B4 unique error", "B5 length error", "B6 length error");
  }

  @Test
  void a_finding_holds_the_value_as_people_see_it_but_no_secret_one() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.template(BY_ADMIN)
            .row(3, null, "b b", "short", null, LocalDateTime.of(2030, 1, 1, 0, 0))
            .row(4, null, null, "12345678", null, LocalDateTime.of(2030, 1, 1, 8, 30));
    assertThat(check(workbook, CheckOptions.DEFAULT).findings())
        .extracting(finding -> finding.cell() + " " + finding.value())
        .containsExactly("B3 b b", "C3 null", "E3 2030-01-01", "B4 null", "E4 2030-01-01T08:30");
  }

  @Test
  void rejected_rows_have_times_as_the_api_takes_them_and_all_else_as_it_stands()
      throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, "a a", "nobody", 13800138000.0, 47848.0)
            .row(4, null, "b b", null, "00 86 1", "2030/12/31")
            .row(5, null, "c c", null, " ", 1.0, "d".repeat(300))
            .row(6, null, "d d", null, true, LocalDateTime.of(2030, 1, 1, 8, 30));
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    checkUsers.writeRejected(
        NoFile.OPEN, CheckOptions.DEFAULT, report, new ByteArrayOutputStream());
    assertThat(workbook.rejected())
        .extracting(RejectedRows.Row::values)
        .containsExactly(
            List.of("", "a a", "nobody", "13800138000", "2030-12-31T23:59:59Z", ""),
            List.of("", "b b", "", "00 86 1", "2030/12/31", ""),
            List.of("", "c c", "", "", "1", "d".repeat(300)),
            List.of("", "d d", "", "TRUE", "2030-01-01T08:30:00Z", ""));
  }

  @Test
  void each_column_of_a_rejected_row_has_all_its_mistakes() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, "_a", "a@example.com")
            .row(4, null, "good ", "g@example.com")
            .row(5, null, "_b_", "nobody");
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    checkUsers.writeRejected(
        NoFile.OPEN, CheckOptions.DEFAULT, report, new ByteArrayOutputStream());
    List<RejectedRows.Row> rejected = workbook.rejected();
    assertThat(rejected).hasSize(2);
    Map<Integer, String> first = rejected.get(0).mistakes();
    Map<Integer, String> second = rejected.get(1).mistakes();
    assertThat(first).containsOnlyKeys(1);
    assertThat(second).containsOnlyKeys(1, 2);
    assertThat(second.get(1)).startsWith(first.get(1) + "\n").hasLineCount(2);
  }

  private static WorkbookInMemory stamped() {
    return new WorkbookInMemory()
        .sheet("S", false)
        .property(WorkbookStamp.property(TemplateRequest.ACTIVE_TYPE), "ADMIN_ACTIVATE");
  }

  private static WorkbookInMemory ofVersion(String version) {
    return CheckUsersTest.english()
        .property(WorkbookStamp.property(WorkbookStamp.SCHEMA_VERSION), version);
  }

  private static CheckReport check(WorkbookInMemory workbook, CheckOptions options)
      throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, options);
  }
}
