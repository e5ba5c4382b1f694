package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.usertemplate.core.check.CheckReport.Rows;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.SheetRow;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sheet, which row, which columns: what a workbook is taken for. */
class RecognitionTest {
  @ParameterizedTest
  @CsvSource({
    "Username,Email",
    "用户名,邮箱",
    "user_name,user_email",
    "USERNAME *,  e m a i l ",
    "Ｕｓｅｒｎａｍｅ,E-mail Address",
    "User Name,Mail",
    "用户名（必填）,邮箱（至少填一项）",
    "登录名*,电子邮箱",
    "Username (required),EMAIL[one or both]",
  })
  void headings_are_known_in_many_spellings(String name, String email) throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("Sheet1", false)
                .row(1, "My users")
                .row(4, null, email, name)
                .row(5, null, "a@example.com", "alice"));
    assertThat(report.findings()).isEmpty();
    assertThat(report.sheet().headingRow()).isEqualTo(4);
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  @Test
  void a_heading_with_other_words_is_known_by_its_name() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("S", false)
                .row(1, "Kennung", "Email")
                .row(2, "alice", "a@example.com")
                .name("ut_column_user_name", 0, 1, 0));
    assertThat(report.rows().valid()).isEqualTo(1);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void other_columns_and_sheets_are_named_and_not_read() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("Notes", false)
                .row(1, "Account managers and their emails")
                .sheet("People", false)
                .row(1, "No.", "Username", "Email", "Department", "Result of the check")
                .row(2, "1", "alice", "a@example.com", "=cmd", "OK")
                .sheet("填写说明", false)
                .sheet("user_template", true)
                .sheet("user_template_marks", true));
    assertThat(CheckUsersTest.codes(report))
        .containsExactly("null sheet_ignored warning", "D1 column_ignored warning");
    assertThat(report.findings().get(0).message(Language.EN_US))
        .isEqualTo("The sheet \"Notes\" is not read.");
    assertThat(report.sheet().name()).isEqualTo("People");
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  @Test
  void the_sheet_that_the_names_know_comes_before_others_with_headings() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("Old", false)
                .row(1, "Username", "Email")
                .row(2, "old", "o@example.com")
                .sheet("New", true)
                .row(1, "Username", "Email")
                .row(2, "new", "n@example.com")
                .name("ut_column_user_name", 1, 1, 0));
    assertThat(report.sheet().name()).isEqualTo("New");
  }

  @Test
  void without_a_stamp_a_column_with_passwords_tells_the_activation_type() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory().sheet("S", false).row(1, "用户名", "初始密码").row(2, "a", "12345678");
    CheckReport report = check(workbook);
    assertThat(report.activationType()).isEqualTo(ActivationType.ADMIN_ACTIVATE);
    assertThat(report.language()).isEqualTo(Language.ZH_CN);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void the_stamp_is_read_from_the_hidden_sheet_when_the_properties_are_lost() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "user_name", "user_email", "password")
            .row(2, "a", "a@example.com", "12345678")
            .sheet("user_template", true)
            .row(1, "schema_version", "1")
            .row(2, "language", "zh_CN")
            .row(3, "active_type", "USER_ACTIVATE");
    CheckReport report = check(workbook);
    assertThat(report.language()).isEqualTo(Language.ZH_CN);
    assertThat(CheckUsersTest.codes(report)).containsExactly("C1 column_ignored warning");
  }

  @Test
  void a_newer_version_of_the_template_is_not_guessed_at() throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.english()
            .property(WorkbookStamp.property(WorkbookStamp.SCHEMA_VERSION), "2")
            .row(3, null, "alice", "a@example.com");
    CheckReport report = check(workbook);
    assertThat(CheckUsersTest.codes(report)).containsExactly("null schema_version error");
    assertThat(report.rows().valid()).isZero();
  }

  @Test
  void missing_and_repeated_columns_make_the_file_unusable() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("S", false)
                .row(1, "Description", "Expiration Time", "account_expires", "Username")
                .row(2, "d", null, null, "alice"));
    assertThat(CheckUsersTest.codes(report))
        .containsExactly("A1 column_missing error", "C1 column_repeated error");
    assertThat(report.findings().get(0).message(Language.EN_US))
        .isEqualTo(
            "The column \"Email\" is missing. Email or mobile number required, or both. Put it back"
                + " under this heading.");
    assertThat(report.rows()).isEqualTo(new Rows(1, 0, 0, 0, 0));
  }

  @Test
  void a_workbook_without_headings_is_refused_in_the_callers_language() {
    WorkbookInMemory workbook =
        new WorkbookInMemory().sheet("S", false).row(1, "Username").row(2, "alice");
    assertThatExceptionOfType(UnreadableWorkbookException.class)
        .isThrownBy(() -> check(workbook))
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.NO_HEADINGS))
        .satisfies(e -> assertThat(e.message(Language.ZH_CN)).contains("用户名"));
  }

  @ParameterizedTest
  @CsvSource({
    "用户名【必填】,Email：",
    "1.用户名,2、邮箱",
    "用户名/Username,邮箱 Email",
    "User-Name ★,e-mail",
    "帐户名,电子信箱",
  })
  void headings_may_have_numbers_signs_and_two_languages(String name, String email)
      throws IOException {
    CheckReport report =
        check(new WorkbookInMemory().sheet("S", false).row(1, name, email).row(2, "a", "a@b.cd"));
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Notes", "备注", "Phone (office)", "Remarks", "编号", "Email of the boss"})
  void a_column_of_ones_own_may_have_a_name_like_one_of_the_templates(String heading)
      throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "No.", "Username", "Email", "Mobile Number", "Description", heading)
            .row(2, "1", "alice", "a@example.com", null, null, "x");
    CheckReport report = check(workbook);
    assertThat(report.isClean()).isTrue();
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  @Test
  void a_title_above_the_table_is_no_row_of_headings() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("S", false)
                .row(1, "Account", null, "Notes")
                .row(2, "Username", "Email", "Description")
                .row(3, "alice", "a@example.com", "d"));
    assertThat(report.sheet().headingRow()).isEqualTo(2);
    assertThat(report.findings()).isEmpty();
  }

  @Test
  void another_table_with_such_words_is_not_the_one_with_the_users() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("Departments", false)
                .row(1, "No.", "Department", "Notes", "User")
                .row(2, "1", "Sales", "x", "y")
                .sheet("Users", false)
                .row(1, "Username", "Email")
                .row(2, "alice", "a@example.com"));
    assertThat(report.sheet().name()).isEqualTo("Users");
    assertThat(CheckUsersTest.codes(report)).containsExactly("null sheet_ignored warning");
  }

  @Test
  void a_column_whose_heading_was_cleared_is_still_known_by_its_name() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Email", null)
            .row(2, "alice", "a@example.com", "13800138000")
            .name("ut_column_user_phone", 0, 1, 2);
    List<String> phones = new ArrayList<>();
    new CheckUsers(workbook)
        .check(
            NoFile.OPEN,
            CheckOptions.DEFAULT,
            new UserHandler() {
              @Override
              public void user(User user) {
                phones.add(user.value("user_phone"));
              }
            });
    assertThat(phones).containsExactly("13800138000");
  }

  @Test
  void names_that_were_not_moved_with_their_cells_are_not_believed() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "A title")
            .row(3, "Username", "Email", "Description", "Result of the check")
            .row(4, "alice", "a@example.com", "d", "OK")
            .name("ut_column_user_name", 0, 1, 0)
            .name("ut_column_user_email", 0, 1, 1)
            .name("ut_column_account_expires", 0, 3, 2)
            .name("ut_column_description", 0, 3, 3);
    CheckReport report = check(workbook);
    assertThat(report.findings()).isEmpty();
    assertThat(report.sheet().headingRow()).isEqualTo(3);
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  @Test
  void of_a_very_wide_row_with_very_long_texts_little_is_remembered() {
    String longText = "x".repeat(32_000);
    Object[] cells = new Object[16_000];
    Arrays.fill(cells, longText);
    cells[0] = "Username";
    cells[1] = "Email";
    WorkbookInMemory workbook = new WorkbookInMemory().sheet("S", false).row(1, cells);
    HeadingRow headings = HeadingRow.of(firstRow(workbook), Map.of()).orElseThrow();
    assertThat(headings.texts().values().stream().mapToInt(String::length).sum())
        .isLessThan(50_000);
  }

  @Test
  void values_under_no_heading_are_told_once() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("S", false)
                .row(1, "Username", null, "Email")
                .row(2, "alice", "x", "a@example.com", "beyond")
                .row(3, "bob", "y", "b@example.com"));
    assertThat(CheckUsersTest.codes(report)).containsExactly("B2 column_ignored warning");
  }

  @Test
  void headings_that_stand_again_further_down_are_no_user() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("S", false)
                .row(1, "Username", "Initial Password")
                .row(2, "alice", "12345678")
                .row(3, "Username", "Initial Password")
                .row(4, "bob", "12345678"));
    assertThat(CheckUsersTest.codes(report)).containsExactly("3 headings_repeated warning");
    assertThat(report.rows().valid()).isEqualTo(2);
  }

  @Test
  void a_user_with_the_examples_name_and_nothing_else_is_a_user() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory().sheet("S", false).row(1, "序号", "用户名").row(2, "1", "zhangsan"),
            CheckOptions.DEFAULT
                .withActivationType(ActivationType.ADMIN_ACTIVATE)
                .withActiveDirectory(true));
    assertThat(report.rows()).isEqualTo(new Rows(1, 1, 0, 0, 0));
  }

  @Test
  void a_sheet_that_is_called_like_the_hidden_one_may_hold_the_users() throws IOException {
    CheckReport report =
        check(
            new WorkbookInMemory()
                .sheet("user_template", false)
                .row(1, "Username", "Email")
                .row(2, "alice", "a@example.com"));
    assertThat(report.rows().valid()).isEqualTo(1);
  }

  private static SheetRow firstRow(WorkbookInMemory workbook) {
    List<SheetRow> rows = new ArrayList<>();
    try {
      workbook.read(0, rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows.get(0);
  }

  private static CheckReport check(WorkbookInMemory workbook) throws IOException {
    return check(workbook, CheckOptions.DEFAULT);
  }

  private static CheckReport check(WorkbookInMemory workbook, CheckOptions options)
      throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, options);
  }
}
