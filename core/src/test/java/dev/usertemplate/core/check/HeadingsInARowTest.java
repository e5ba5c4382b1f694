package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the headings beside each other, and of what stands below them. */
class HeadingsInARowTest {
  @Test
  void a_heading_in_its_own_words_is_taken_before_one_that_people_use() throws IOException {
    assertThat(codes(headings("Mail", "Username", "Email")))
        .containsExactly("A1 column_ignored warning");
  }

  @Test
  void two_headings_that_people_use_for_one_column_are_one_too_many() throws IOException {
    CheckReport report = check(headings("Username", "Mail", "E-mail Address"));
    assertThat(CheckUsersTest.codes(report)).containsExactly("C1 column_repeated error");
    assertThat(report.findings().get(0).arguments()).element(1).isEqualTo("B");
  }

  @Test
  void a_column_that_is_not_read_may_stand_twice() throws IOException {
    assertThat(codes(headings("No.", "No.", "Serial Number", "Username", "Email"))).isEmpty();
  }

  @Test
  void a_blank_heading_is_none() throws IOException {
    assertThat(codes(headings("Username", " ", "Email", "\u200B"))).isEmpty();
  }

  @Test
  void a_name_at_an_empty_cell_counts_for_nothing_where_the_words_stand_elsewhere()
      throws IOException {
    WorkbookInMemory workbook =
        headings("Username", "Email", "Description").name("ut_column_description", 0, 1, 3);
    assertThat(codes(workbook)).isEmpty();
  }

  @Test
  void the_result_of_an_earlier_check_is_no_column_whatever_names_say() throws IOException {
    WorkbookInMemory workbook =
        headings("Username", "Email", "Result of the check")
            .row(2, "alice", "a@example.com", "OK")
            .name("ut_column_description", 0, 1, 2);
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    List<User> users = new ArrayList<>();
    checkUsers.readUsers(NoFile.OPEN, CheckOptions.DEFAULT, report, users::add);
    assertThat(report.findings()).isEmpty();
    assertThat(users).extracting(user -> user.value("description")).containsExactly("");
  }

  @Test
  void a_column_of_ones_own_is_told_once_at_its_heading() throws IOException {
    WorkbookInMemory workbook =
        headings("Username", "Department", "Email").row(2, "alice", "Sales", "a@example.com");
    assertThat(codes(workbook)).containsExactly("B1 column_ignored warning");
  }

  @Test
  void numbers_of_rows_need_no_heading_where_the_names_know_their_column() throws IOException {
    WorkbookInMemory workbook =
        headings(null, "Username", "Email")
            .row(2, "1", "alice", "a@example.com")
            .name("ut_column_serial_number", 0, 1, 0);
    assertThat(codes(workbook)).isEmpty();
  }

  @Test
  void five_hundred_cells_of_a_row_of_headings_are_looked_at() throws IOException {
    Object[] cells = new Object[501];
    Arrays.fill(cells, "x");
    cells[0] = "Username";
    cells[499] = "Email";
    cells[500] = "Description";
    CheckReport report = check(headings(cells));
    assertThat(report.counts()).containsOnlyKeys(FindingCode.COLUMN_IGNORED);
    assertThat(report.count(Severity.WARNING)).isEqualTo(498);
  }

  @Test
  void a_column_that_another_template_has_is_told_by_its_heading() throws IOException {
    WorkbookInMemory workbook =
        headings("Username", "Email", "Password")
            .property("user_template.active_type", ActivationType.USER_ACTIVATE.wireName());
    CheckReport report = check(workbook);
    assertThat(CheckUsersTest.codes(report)).containsExactly("C1 column_ignored warning");
    assertThat(report.findings().get(0).column()).isNotNull();
  }

  private static WorkbookInMemory headings(Object... cells) {
    return new WorkbookInMemory().sheet("S", false).row(1, cells);
  }

  private static List<String> codes(WorkbookInMemory workbook) throws IOException {
    return CheckUsersTest.codes(check(workbook));
  }

  private static CheckReport check(WorkbookInMemory workbook) throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, CheckOptions.DEFAULT);
  }
}
