package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written beside rows and into cells when a workbook is handed back. */
class ResultsOfRowsTest {
  @Test
  void the_result_of_a_row_names_each_column_in_the_order_of_the_sheet() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Email", "Username", "Description")
            .row(2, "nobody", "_a_", "x".repeat(256));
    Marks marks = marks(workbook, CheckOptions.DEFAULT);
    String text = marks.results().get(0).text();
    assertThat(text).containsSubsequence("Email: ", "Username: ", "Username: ", "Description: ");
    assertThat(marks.cells()).extracting(Marks.Cell::column).containsExactly(1, 0, 2);
    assertThat(marks.cells().get(0).message()).hasLineCount(2);
  }

  @Test
  void a_slip_is_told_beside_a_right_row_and_not_beside_a_wrong_one() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, "alice ", "a@example.com")
            .row(4, null, "bob ", "nobody")
            .row(5, null, "carol", "c@example.com");
    Marks marks = marks(workbook, CheckOptions.DEFAULT);
    assertThat(marks.results())
        .extracting(Marks.Result::rejected)
        .containsExactly(false, true, false);
    assertThat(marks.results().get(0).text()).startsWith("OK, ").contains("Username: ");
    assertThat(marks.results().get(1).text()).contains("Email: ").doesNotContain("Username");
    assertThat(marks.results().get(2).text()).isEqualTo("OK");
    assertThat(marks.cells()).extracting(Marks.Cell::row).containsExactly(4);
  }

  @Test
  void a_wrong_heading_is_marked_and_a_note_says_so_once() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Email", "user_email", "EMAIL", "Department")
            .row(2, "alice", "a@example.com");
    Marks marks = marks(workbook, CheckOptions.DEFAULT);
    assertThat(marks.cells()).extracting(Marks.Cell::column).containsExactly(2, 3);
    assertThat(marks.notes()).hasSize(2).doesNotHaveDuplicates();
    assertThat(marks.results().get(0).rejected()).isTrue();
    assertThat(marks.results().get(0).text())
        .contains(marks.cells().get(0).message())
        .doesNotContain("Department");
  }

  @Test
  void what_concerns_the_file_and_no_cell_is_a_note_only() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory().sheet("S", false).row(1, "Username", "No.").row(2, "alice");
    Marks marks =
        marks(workbook, CheckOptions.DEFAULT.withActivationType(ActivationType.USER_ACTIVATE));
    assertThat(marks.cells())
        .extracting(cell -> cell.row() + "/" + cell.column())
        .containsExactly("1/0");
    workbook.property("user_template.active_type", "ADMIN_ACTIVATE");
    workbook.row(1, "Username", "Password").row(2, "alice", "12345678");
    marks = marks(workbook, CheckOptions.DEFAULT.withActivationType(ActivationType.USER_ACTIVATE));
    assertThat(marks.cells()).isEmpty();
    assertThat(marks.notes()).hasSize(1);
  }

  @Test
  void fifty_notes_are_written_at_most() throws IOException {
    Object[] headings =
        Stream.concat(Stream.of("Username", "Email"), Stream.iterate(0, i -> i < 51, i -> i + 1))
            .map(Object::toString)
            .toArray();
    WorkbookInMemory workbook =
        new WorkbookInMemory().sheet("S", false).row(1, headings).row(2, "alice", "a@b.cd");
    assertThat(marks(workbook, CheckOptions.DEFAULT).notes()).hasSize(50);
  }

  @Test
  void of_three_equal_names_each_row_names_another() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .row(3, null, "alice", "1@example.com")
            .row(4, null, "alice", "2@example.com")
            .row(5, null, "alice", "3@example.com");
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    assertThat(report.findings())
        .extracting(finding -> finding.row() + ": " + finding.arguments().get(0))
        .containsExactly("3: 4", "4: 3", "5: 3");
    checkUsers.writeRejected(
        NoFile.OPEN, CheckOptions.DEFAULT, report, new ByteArrayOutputStream());
    assertThat(workbook.rejected())
        .extracting(row -> row.mistakes().get(1))
        .extracting(message -> message.replaceAll("\\D+", " ").strip())
        .containsExactly("4", "3", "3");
  }

  @Test
  void a_workbook_of_exactly_the_size_that_is_marked_is_marked() throws IOException {
    WorkbookInMemory workbook = CheckUsersTest.english().row(3, null, "b b", "b@example.com");
    workbook.unpackedBytes(7);
    CheckOptions options = CheckOptions.DEFAULT.withLimits(Limits.DEFAULT.with("marked_bytes", 7));
    assertThat(handBack(workbook, options)).isEqualTo(HandBack.MARKED);
    workbook.unpackedBytes(8);
    assertThat(handBack(workbook, options)).isEqualTo(HandBack.REJECTED_ROWS);
  }

  @Test
  void an_earlier_row_that_is_blank_or_an_example_leaves_nothing_beside_the_next()
      throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", null, "Email")
            .row(2, null, "under no heading")
            .row(3, "Username", null, "Email")
            .row(4, "b b", null, "b@example.com");
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    checkUsers.writeRejected(
        NoFile.OPEN, CheckOptions.DEFAULT, report, new ByteArrayOutputStream());
    assertThat(workbook.rejected()).hasSize(1);
    List<Column> withMistakes =
        report.findings().stream().filter(Finding::isError).map(Finding::column).toList();
    assertThat(withMistakes).extracting(Column::key).containsExactly("user_name");
    assertThat(workbook.rejected().get(0).mistakes()).containsOnlyKeys(1);
    assertThat(workbook.rejected().get(0).result())
        .startsWith("Row 4 ")
        .doesNotContain("stand again");
  }

  private static Marks marks(WorkbookInMemory workbook, CheckOptions options) throws IOException {
    assertThat(handBack(workbook, options)).isEqualTo(HandBack.MARKED);
    return Objects.requireNonNull(workbook.marks());
  }

  private static HandBack handBack(WorkbookInMemory workbook, CheckOptions options)
      throws IOException {
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, options);
    return checkUsers.handBack(NoFile.OPEN, options, report, new ByteArrayOutputStream());
  }
}
