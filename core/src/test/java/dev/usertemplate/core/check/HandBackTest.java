package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class HandBackTest {
  private final WorkbookInMemory workbook =
      CheckUsersTest.english()
          .row(3, null, "alice", "a@example.com")
          .row(4, null, "b b", "nobody")
          .row(5)
          .row(6, "3", "Alice", "c@example.com")
          .row(7, null, "dave ", "d@example.com");

  @Test
  void each_wrong_cell_gets_one_comment_and_each_user_a_result() throws IOException {
    Marks marks = marks(CheckOptions.DEFAULT);
    assertThat(marks.sheet()).isZero();
    assertThat(marks.headingRow()).isEqualTo(1);
    assertThat(marks.resultHeading()).isEqualTo("Result of the check");
    assertThat(marks.notes()).isEmpty();
    assertThat(marks.cells())
        .extracting(cell -> cell.row() + "/" + cell.column())
        .containsExactly("3/1", "4/1", "4/2", "6/1");
    assertThat(marks.cells().get(0).message()).startsWith("Row 6 holds the same.");
    assertThat(marks.results())
        .extracting(Marks.Result::row, Marks.Result::rejected)
        .containsExactly(tuple(3, true), tuple(4, true), tuple(6, true), tuple(7, false));
    assertThat(marks.results().get(1).text())
        .startsWith("To correct: Username: Not allowed in it: space.")
        .contains(" Email: It is no email address.");
    assertThat(marks.results().get(3).text())
        .isEqualTo(
            "OK, with slips: Username: Blanks before or after it are left out, and others taken as"
                + " usual ones.");
  }

  @Test
  void rows_without_a_user_have_no_result_and_columns_none_in_the_rows() throws IOException {
    WorkbookInMemory odd =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "No. *", "Username *", null, "Email *")
            .row(2, "1", "alice", null, "a@example.com")
            .row(3, "No. *", "Username *", null, "Email *")
            .row(4, "2", "erin", "under no heading", "e@example.com");
    CheckUsers checkUsers = new CheckUsers(odd);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    checkUsers.handBack(NoFile.OPEN, CheckOptions.DEFAULT, report, new ByteArrayOutputStream());
    assertThat(Objects.requireNonNull(odd.marks()).results())
        .containsExactly(new Marks.Result(2, false, "OK"), new Marks.Result(4, false, "OK"));
  }

  @Test
  void what_concerns_the_whole_file_is_a_note_and_the_result_of_every_row() throws IOException {
    Marks marks =
        marks(
            CheckOptions.DEFAULT
                .withActivationType(ActivationType.ADMIN_ACTIVATE)
                .withLanguage(Language.ZH_CN));
    assertThat(marks.language()).isEqualTo(Language.ZH_CN);
    assertThat(marks.notes()).singleElement().asString().contains("用户激活", "管理员激活");
    assertThat(marks.results()).allMatch(Marks.Result::rejected);
    assertThat(marks.results().get(3).text()).contains("用户激活");
  }

  @Test
  void a_large_workbook_is_handed_back_as_its_rejected_rows() throws IOException {
    workbook.unpackedBytes(Limits.DEFAULT.markedBytes() + 1);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(handBack(CheckOptions.DEFAULT, out)).isEqualTo(HandBack.REJECTED_ROWS);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("rejected");
    assertThat(workbook.rejected())
        .extracting(row -> row.values().subList(0, 3))
        .containsExactly(
            List.of("", "alice", "a@example.com"),
            List.of("", "b b", "nobody"),
            List.of("", "Alice", "c@example.com"));
    assertThat(workbook.rejected())
        .allSatisfy(
            row -> assertThat(row.values().subList(3, row.values().size())).containsOnly(""));
    RejectedRows.Row first = workbook.rejected().get(0);
    assertThat(first.mistakes()).containsOnlyKeys(1);
    assertThat(first.mistakes().get(1)).startsWith("Row 6 holds the same.");
    assertThat(first.result())
        .startsWith("Row 3 of the checked workbook. To correct: Username: Row 6 holds the same.");
    assertThat(first.toString()).doesNotContain("alice");
  }

  @Test
  void a_workbook_that_cannot_be_written_anew_is_handed_back_as_its_rejected_rows()
      throws IOException {
    workbook.refuseMarks();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(handBack(CheckOptions.DEFAULT, out)).isEqualTo(HandBack.REJECTED_ROWS);
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("rejected");
    assertThat(workbook.rejected()).hasSize(3);
  }

  private Marks marks(CheckOptions options) throws IOException {
    assertThat(handBack(options, new ByteArrayOutputStream())).isEqualTo(HandBack.MARKED);
    return Objects.requireNonNull(workbook.marks());
  }

  private HandBack handBack(CheckOptions options, ByteArrayOutputStream out) throws IOException {
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, options);
    return checkUsers.handBack(NoFile.OPEN, options, report, out);
  }
}
