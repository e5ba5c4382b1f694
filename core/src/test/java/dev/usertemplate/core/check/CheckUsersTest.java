package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckReport.Rows;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckUsersTest {
  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_untouched_template_is_clean_and_has_no_users(TemplateRequest request)
      throws IOException {
    CheckReport report = check(template(request));
    assertThat(report.findings()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.rows()).isEqualTo(new Rows(0, 0, 0, 1, 0));
    assertThat(report.language()).isEqualTo(request.language());
    assertThat(report.activationType()).isEqualTo(request.activationType());
  }

  @Test
  void users_are_handed_out_in_row_order_with_wire_names() throws IOException {
    WorkbookInMemory workbook =
        english()
            .row(3, "1", "alice", "alice@example.com", null, "2030-12-31", "Sales")
            .row(4, null, "bob", null, "+86 138 0013 8000");
    assertThat(users(workbook))
        .extracting(User::document)
        .containsExactly(
            Map.of(
                "user_name", "alice",
                "user_email", "alice@example.com",
                "account_expires", "2030-12-31T23:59:59Z",
                "description", "Sales",
                "active_type", "USER_ACTIVATE"),
            Map.of(
                "user_name", "bob",
                "user_phone", "+86 138 0013 8000",
                "active_type", "USER_ACTIVATE"));
  }

  @Test
  void rows_are_counted_by_what_they_hold() throws IOException {
    CheckReport report =
        check(
            english()
                .row(3, null, "alice", "a@example.com")
                .row(4, "7", " ", "\u00A0")
                .row(5)
                .hiddenRow(6, null, "bob", "b@example.com")
                .row(8, null, "carol")
                .row(9, null, null, null));
    assertThat(report.rows()).isEqualTo(new Rows(3, 2, 3, 1, 1));
    assertThat(report.sheet()).isEqualTo(new CheckReport.SheetPart(0, "Users", 1, 3, 8));
    assertThat(codes(report)).containsExactly("6 rows_hidden warning", "C8 any_of error");
  }

  @Test
  void the_example_is_skipped_in_any_language_and_read_once_a_value_is_changed()
      throws IOException {
    Object[] chinese = example(Language.ZH_CN, ActivationType.USER_ACTIVATE);
    Object[] changed = example(Language.EN_US, ActivationType.USER_ACTIVATE);
    changed[1] = "john.doe";
    CheckReport report = check(english().row(3, chinese).row(4, changed));
    assertThat(report.rows()).isEqualTo(new Rows(1, 1, 0, 2, 0));
  }

  @Test
  void equal_user_names_are_found_in_both_rows_whatever_their_case_and_width() throws IOException {
    WorkbookInMemory workbook =
        english()
            .row(3, null, "alice", "1@example.com")
            .row(4, null, "bob", "2@example.com")
            .row(5, null, "ＡＬＩＣＥ", "3@example.com")
            .row(6, null, "Alice", "4@example.com");
    CheckReport report = check(workbook);
    assertThat(codes(report))
        .containsExactly(
            "B3 unique error", "B5 full_width repaired", "B5 unique error", "B6 unique error");
    assertThat(report.findings().get(0).message(Language.EN_US)).startsWith("Row 5 holds the same");
    assertThat(report.findings().get(2).message(Language.ZH_CN)).startsWith("与第 3 行重复");
    assertThat(report.rows().valid()).isEqualTo(1);
    assertThat(users(workbook)).extracting(user -> user.value("user_name")).containsExactly("bob");
  }

  @Test
  void every_mistake_of_a_row_is_found() throws IOException {
    CheckReport report =
        check(english().row(3, null, "_a b_", "nobody", "12a", "tomorrow", "d".repeat(256)));
    assertThat(codes(report))
        .containsExactly(
            "B3 characters error",
            "B3 first_character error",
            "B3 last_character error",
            "C3 email_address error",
            "D3 phone_number error",
            "E3 expiration_time error",
            "F3 length error");
    assertThat(report.findings().get(0).message(Language.EN_US))
        .isEqualTo("Not allowed in it: space. Rule: only letters A-Z a-z, digits, . - _.");
  }

  @Test
  void a_workbook_for_another_activation_type_is_one_finding_and_nothing_is_valid()
      throws IOException {
    WorkbookInMemory workbook =
        english().row(3, null, "alice", "a@example.com").row(4, null, "bob", "b@example.com");
    CheckReport report =
        check(workbook, CheckOptions.DEFAULT.withActivationType(ActivationType.ADMIN_ACTIVATE));
    assertThat(codes(report)).containsExactly("null active_type error");
    assertThat(report.activationType()).isEqualTo(ActivationType.USER_ACTIVATE);
    assertThat(report.rows()).isEqualTo(new Rows(2, 0, 0, 1, 0));
  }

  @Test
  void accounts_from_active_directory_need_no_password() throws IOException {
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Initial Password")
            .row(2, "alice");
    assertThat(codes(check(workbook))).containsExactly("B2 required error");
    assertThat(check(workbook).findings().get(0).message(Language.EN_US))
        .isEqualTo(
            "\"Initial Password\" is empty. Required, except for accounts from Active Directory.");
    assertThat(check(workbook, CheckOptions.DEFAULT.withActiveDirectory(true)).isClean()).isTrue();
  }

  @Test
  void more_users_than_the_console_takes_are_worth_a_warning() throws IOException {
    WorkbookInMemory workbook = english();
    for (int row = 3; row < 204; row++) {
      workbook.row(row, null, "user" + row, "a@example.com");
    }
    CheckReport report = check(workbook);
    assertThat(codes(report)).containsExactly("null too_many_users warning");
    assertThat(report.isClean()).isTrue();
    List<Integer> sizes = new ArrayList<>();
    CreateUsersCalls calls =
        new CreateUsersCalls(
            body -> sizes.add(((List<?>) Objects.requireNonNull(body.get("users"))).size()));
    users(workbook).forEach(calls);
    calls.finish();
    assertThat(sizes).containsExactly(200, 1);
  }

  @Test
  void findings_beyond_the_limit_are_counted_and_still_handed_out() throws IOException {
    WorkbookInMemory workbook = english();
    for (int row = 3; row < 103; row++) {
      workbook.row(row, null, "user " + row, "a@example.com");
    }
    List<Finding> handed = new ArrayList<>();
    CheckReport report =
        new CheckUsers(workbook)
            .check(
                NoFile.OPEN,
                CheckOptions.DEFAULT.withMaxFindings(10),
                new UserHandler() {
                  @Override
                  public void finding(Finding finding) {
                    handed.add(finding);
                  }
                });
    assertThat(report.findings()).hasSize(10);
    assertThat(report.omitted()).isEqualTo(90);
    assertThat(report.count(Severity.ERROR)).isEqualTo(100);
    assertThat(handed).hasSize(100);
    assertThat(report.document()).containsEntry("omitted", 90);
  }

  @Test
  void no_text_of_a_report_holds_a_password() throws IOException {
    String secret = "Xq\u00A0Zv9w";
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("S", false)
            .row(1, "Username", "Password", "Email")
            .row(2, "alice", secret, "x")
            .row(3, "alice", " " + secret + "12345678901234567890123456789")
            .row(4, "carol", new WorkbookInMemory.Formula(secret))
            .row(5, "dave", 1234567)
            .row(6, "erin", new WorkbookInMemory.ErrorValue(secret));
    StringBuilder all = new StringBuilder();
    CheckReport report = check(workbook);
    all.append(report).append(report.document()).append(report.document().get("findings"));
    for (Finding finding : report.findings()) {
      all.append(finding).append(finding.message(Language.ZH_CN));
    }
    assertThat(report.findings()).hasSizeGreaterThan(6);
    assertThat(all.toString()).doesNotContain("Zv9w").doesNotContain("1234567");
    assertThat(new User(1, ActivationType.ADMIN_ACTIVATE, Map.of("password", secret)).toString())
        .doesNotContain("Zv9w");
  }

  static WorkbookInMemory english() {
    return template(new TemplateRequest(Language.EN_US, ActivationType.USER_ACTIVATE));
  }

  static WorkbookInMemory template(TemplateRequest request) {
    Texts texts = Texts.of(request.language());
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet(texts.get("sheet.users"), false)
            .row(
                1,
                Schema.of(request.activationType()).columns().stream()
                    .map(column -> texts.heading(column) + " *")
                    .toArray())
            .row(2, example(request.language(), request.activationType()));
    WorkbookStamp.of(request)
        .forEach((key, value) -> workbook.property(WorkbookStamp.property(key), value));
    return workbook;
  }

  private static Object[] example(Language language, ActivationType type) {
    List<Column> columns = Schema.of(type).columns();
    return columns.stream().map(Texts.of(language)::example).toArray();
  }

  private static CheckReport check(WorkbookInMemory workbook) throws IOException {
    return check(workbook, CheckOptions.DEFAULT);
  }

  private static CheckReport check(WorkbookInMemory workbook, CheckOptions options)
      throws IOException {
    return new CheckUsers(workbook).check(NoFile.OPEN, options);
  }

  private static List<User> users(WorkbookInMemory workbook) throws IOException {
    List<User> users = new ArrayList<>();
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckReport report = checkUsers.check(NoFile.OPEN, CheckOptions.DEFAULT);
    checkUsers.readUsers(NoFile.OPEN, CheckOptions.DEFAULT, report, users::add);
    return users;
  }

  static List<String> codes(CheckReport report) {
    return report.findings().stream()
        .map(
            finding ->
                "%s %s %s"
                    .formatted(
                        finding.row() > 0 && finding.cell() == null
                            ? finding.row()
                            : finding.cell(),
                        finding.code().wireName(),
                        finding.severity().wireName()))
        .toList();
  }
}
