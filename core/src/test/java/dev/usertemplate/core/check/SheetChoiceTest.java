package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.usertemplate.core.check.CheckReport.SheetPart;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Which of several tables is taken for the one with the users. */
class SheetChoiceTest {
  private static final String[] HEADINGS = {"Username", "Email"};
  private static final String[] USER = {"alice", "a@example.com"};

  private final WorkbookInMemory workbook = new WorkbookInMemory();

  @Test
  void of_equal_tables_the_one_on_the_sheet_that_the_names_know_is_read() throws IOException {
    table("Old").sheet("New", false).row(1, "A title").row(2, cells(HEADINGS)).row(3, cells(USER));
    workbook.name("ut_column_user_name", 1, 1, 0);
    assertThat(read()).isEqualTo(new SheetPart(1, "New", 2, 3, 3));
  }

  @Test
  void of_equal_tables_one_that_people_see_is_read() throws IOException {
    workbook.sheet("Hidden", true).row(1, cells(HEADINGS)).row(2, cells(USER));
    table("Seen");
    assertThat(read()).isEqualTo(new SheetPart(1, "Seen", 1, 2, 2));
  }

  @Test
  void of_equal_tables_the_first_is_read() throws IOException {
    table("One");
    table("Two");
    assertThat(read()).isEqualTo(new SheetPart(0, "One", 1, 2, 2));
  }

  @Test
  void a_column_of_ones_own_makes_no_table_worse() throws IOException {
    workbook.sheet("One", false).row(1, "Username", "Email", "Department").row(2, cells(USER));
    table("Two");
    assertThat(read()).isEqualTo(new SheetPart(0, "One", 1, 2, 2));
  }

  @Test
  void a_table_with_more_headings_is_read_before_one_with_fewer() throws IOException {
    table("Few");
    workbook
        .sheet("More", false)
        .row(1, "Username", "Email", "Description")
        .row(2, "bob", "b@example.com", "x");
    assertThat(read()).isEqualTo(new SheetPart(1, "More", 1, 2, 2));
  }

  @Test
  void a_table_that_the_names_know_is_read_before_one_with_more_headings() throws IOException {
    workbook
        .sheet("More", false)
        .row(1, "Username", "Email", "Description")
        .row(2, "bob", "b@example.com", "x");
    table("Named");
    workbook.name("ut_column_user_name", 1, 1, 0);
    assertThat(read()).isEqualTo(new SheetPart(1, "Named", 1, 2, 2));
  }

  @Test
  void names_alone_do_not_make_a_table_that_is_read_before_one_with_headings() throws IOException {
    workbook.sheet("Named", false).row(1, "Kennung", "Post").row(2, cells(USER));
    table("Table");
    workbook.name("ut_column_user_name", 0, 1, 0).name("ut_column_user_email", 0, 1, 1);
    assertThat(read()).isEqualTo(new SheetPart(1, "Table", 1, 2, 2));
  }

  @Test
  void a_name_counts_in_its_own_row_of_its_own_sheet_only() throws IOException {
    workbook
        .sheet("S", false)
        .row(1, "Username", "Email", "Kommentar", "Abteilung")
        .row(2, "alice", "a@example.com", "x", "y");
    workbook.sheet("T", false).row(1, "x");
    workbook.name("ut_column_user_phone", 0, 2, 2).name("ut_column_description", 1, 1, 3);
    CheckReport report = check();
    assertThat(CheckUsersTest.codes(report))
        .containsExactly(
            "null sheet_ignored warning", "C1 column_ignored warning", "D1 column_ignored warning");
  }

  @Test
  void headings_are_looked_for_in_the_first_hundred_rows() throws IOException {
    workbook.sheet("S", false).row(100, cells(HEADINGS)).row(101, cells(USER));
    assertThat(read()).isEqualTo(new SheetPart(0, "S", 100, 101, 101));
  }

  @Test
  void headings_further_down_are_not_found() {
    workbook.sheet("S", false).row(101, cells(HEADINGS)).row(102, cells(USER));
    assertThatExceptionOfType(UnreadableWorkbookException.class).isThrownBy(this::check);
  }

  @Test
  void headings_without_a_user_name_make_no_table_of_users() {
    workbook.sheet("S", false).row(1, "Email", "Description").row(2, "a@example.com", "x");
    assertThatExceptionOfType(UnreadableWorkbookException.class).isThrownBy(this::check);
  }

  @Test
  void but_they_do_where_the_names_know_the_row() throws IOException {
    workbook.sheet("S", false).row(1, null, "Email", "Description").row(2, null, "a@b.cd", "x");
    workbook.name("ut_column_user_email", 0, 1, 1);
    assertThat(CheckUsersTest.codes(check())).containsExactly("B1 column_missing error");
  }

  private WorkbookInMemory table(String name) {
    return workbook.sheet(name, false).row(1, cells(HEADINGS)).row(2, cells(USER));
  }

  private static Object[] cells(String[] texts) {
    return texts.clone();
  }

  private SheetPart read() throws IOException {
    return check().sheet();
  }

  private CheckReport check() throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, CheckOptions.DEFAULT);
  }
}
