package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.SampleValue;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookInMemory.ErrorValue;
import dev.usertemplate.core.workbook.WorkbookInMemory.Formula;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of a single cell. */
class CellCheckTest {
  private static final Schema SCHEMA = Schema.of(ActivationType.ADMIN_ACTIVATE);

  static Stream<Arguments> repaired() {
    return Stream.of(
        Arguments.of("user_name", " alice ", "alice", "blanks"),
        Arguments.of("user_name", "\u00A0alice\u3000", "alice", "blanks"),
        Arguments.of("user_name", "\talice\n", "alice", "blanks"),
        Arguments.of("user_name", "al\u200Bi\uFEFFce", "alice", "invisible"),
        Arguments.of("user_name", "ａｌｉｃｅ０１", "alice01", "full_width"),
        Arguments.of("user_name", "\u200B ａ ", "a", "invisible blanks full_width"),
        Arguments.of("user_name", 7.0, "7", "number"),
        Arguments.of("user_name", 1.5, "1.5", "number"),
        Arguments.of("user_name", true, "TRUE", "boolean"),
        Arguments.of("user_name", new Formula("alice"), "alice", "formula"),
        Arguments.of("user_email", "a＠example．com", "a@example.com", "full_width"),
        Arguments.of("user_email", "a@example.com\u200B", "a@example.com", "invisible"),
        Arguments.of(
            "user_phone", "0086 138 0013 8000", "+86 138 0013 8000", "international_prefix"),
        Arguments.of("user_phone", "00 8613800138000", "+8613800138000", "international_prefix"),
        Arguments.of("user_phone", "＋８６１３８００１３８０００", "+8613800138000", "full_width"),
        Arguments.of("user_phone", "+86\u00A013800138000", "+86 13800138000", "blanks"),
        Arguments.of("user_phone", 13800138000.0, "13800138000", "number"),
        Arguments.of("user_phone", "1.3800138000E+10", "13800138000", "number"),
        Arguments.of("account_expires", 47848.0, "2030-12-31T23:59:59Z", "date_form"),
        Arguments.of("account_expires", "2030/12/31", "2030-12-31T23:59:59Z", "date_form"),
        Arguments.of("account_expires", "2030.1.5", "2030-01-05T23:59:59Z", "date_form"),
        Arguments.of("account_expires", "2030年12月31日", "2030-12-31T23:59:59Z", "date_form"),
        Arguments.of("account_expires", "2030/12/31 0:00:00", "2030-12-31T23:59:59Z", "date_form"),
        Arguments.of("account_expires", "2030年12月31日8:30", "2030-12-31T08:30:00Z", "date_form"),
        Arguments.of("description", "a\u001B[31mb\uD83D", "a[31mb", "invisible"),
        Arguments.of("account_expires", "2030-12-31 8:30", "2030-12-31T08:30:00Z", "date_form"),
        Arguments.of("account_expires", "2030-12-31T23:59:59", "2030-12-31T23:59:59Z", "date_form"),
        Arguments.of(
            "account_expires", "2030-12-31T23:59:59+08:00", "2030-12-31T15:59:59Z", "date_form"),
        Arguments.of("account_expires", "２０３０-12-31", "2030-12-31T23:59:59Z", "full_width"),
        Arguments.of("description", " Sales \n", "Sales", "blanks"));
  }

  @ParameterizedTest
  @MethodSource("repaired")
  void slips_are_repaired_and_listed(String key, Object cell, String value, String codes)
      throws IOException {
    Outcome outcome = check(key, cell, false);
    assertThat(outcome.values).containsExactly(value);
    assertThat(outcome.codes).isEqualTo(codes);
    assertThat(outcome.severities).containsOnly(Severity.REPAIRED);

    Outcome strict = check(key, cell, true);
    assertThat(strict.values).isEmpty();
    assertThat(strict.codes).isEqualTo(codes);
    assertThat(strict.severities).containsOnly(Severity.ERROR);
  }

  static Stream<Arguments> asTheyAre() {
    return Stream.of(
        Arguments.of("account_expires", "0", "0"),
        Arguments.of("account_expires", 0.0, "0"),
        Arguments.of("account_expires", "2030-12-31", "2030-12-31T23:59:59Z"),
        Arguments.of("account_expires", "2030-12-31T01:02:03.456Z", "2030-12-31T01:02:03.456Z"),
        Arguments.of(
            "account_expires", LocalDateTime.of(2030, 12, 31, 0, 0), "2030-12-31T23:59:59Z"),
        Arguments.of(
            "account_expires", LocalDateTime.of(2030, 12, 31, 8, 30), "2030-12-31T08:30:00Z"),
        Arguments.of("description", "=SUM(A1)", "=SUM(A1)"),
        Arguments.of("description", "two\nlines", "two\nlines"),
        Arguments.of("description", "全角　空格", "全角　空格"),
        Arguments.of("description", "👨\u200D👩\u200D👧", "👨\u200D👩\u200D👧"),
        Arguments.of("password", "ｆｕｌｌｗｉｄｅ", "ｆｕｌｌｗｉｄｅ"));
  }

  @ParameterizedTest
  @MethodSource("asTheyAre")
  void what_is_right_is_taken_without_a_word(String key, Object cell, String value)
      throws IOException {
    Outcome outcome = check(key, cell, true);
    assertThat(outcome.values).containsExactly(value);
    assertThat(outcome.codes).isEmpty();
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        Arguments.of("user_name", new ErrorValue("#N/A"), "cell_error"),
        Arguments.of("user_name", new Formula(null), "formula_without_result"),
        Arguments.of("user_name", new Formula(new ErrorValue("#REF!")), "formula cell_error"),
        Arguments.of("user_name", "1.38E+10", "digits_lost"),
        Arguments.of("user_name", 1.2345678901234567E19, "digits_lost"),
        Arguments.of("user_name", LocalDateTime.of(2030, 1, 1, 0, 0), "date_instead_of_text"),
        Arguments.of("user_name", "x".repeat(40_000), "cell_too_long"),
        Arguments.of("user_phone", "1.38E+10", "digits_lost"),
        Arguments.of("user_phone", "1.38e10", "digits_lost"),
        Arguments.of("user_phone", -5.0, "number phone_number"),
        Arguments.of("user_phone", "00", ""),
        Arguments.of("account_expires", "+999999999-12-31T23:59:59-18:00", "expiration_time"),
        Arguments.of("account_expires", "-999999999-01-01T00:00:00+18:00", "expiration_time"),
        Arguments.of("account_expires", "2030-1/5", "expiration_time"),
        Arguments.of("user_phone", "00013800138000", ""),
        Arguments.of("account_expires", "12/31/2030", "expiration_time"),
        Arguments.of("account_expires", "2030-02-30", "expiration_time"),
        Arguments.of("account_expires", "1999/12/31", "expiration_time"),
        Arguments.of("account_expires", 1.0, "expiration_time"),
        Arguments.of("account_expires", true, "boolean expiration_time"),
        Arguments.of("account_expires", "45000", "expiration_time"),
        Arguments.of("password", "1234567", "length"),
        Arguments.of("password", 12345.0, "number length"));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  void what_is_wrong_is_found(String key, Object cell, String codes) throws IOException {
    Outcome outcome = check(key, cell, false);
    assertThat(outcome.codes).isEqualTo(codes);
    assertThat(outcome.values).hasSize(codes.isEmpty() ? 1 : 0);
  }

  @Test
  void a_password_is_never_changed_but_its_blanks_are_told() throws IOException {
    Outcome outcome = check("password", " 12345678\u00A0", false);
    assertThat(outcome.values).containsExactly(" 12345678\u00A0");
    assertThat(outcome.codes).isEqualTo("password_blanks");
    assertThat(outcome.severities).containsExactly(Severity.WARNING);
  }

  static List<SampleValue> samples() {
    return SampleValue.all();
  }

  /** Without repairs, so that the cell counts as it stands, as it does in the sheet. */
  @ParameterizedTest
  @MethodSource("samples")
  void a_strict_check_says_of_a_text_what_the_rules_say(SampleValue sample) throws IOException {
    Outcome outcome = check(sample.column(), sample.value(), true);
    assertThat(outcome.values.size())
        .as(sample + ": " + outcome.codes)
        .isEqualTo(sample.valid() ? 1 : 0);
  }

  private record Outcome(List<String> values, String codes, List<Severity> severities) {}

  private static Outcome check(String key, Object cell, boolean strict) throws IOException {
    WorkbookInMemory workbook =
        CheckUsersTest.template(new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE));
    Object[] cells = new Object[SCHEMA.columns().size()];
    cells[1] = "somebody";
    cells[2] = "Example-2030";
    cells[SCHEMA.columns().indexOf(SCHEMA.column(key).orElseThrow())] = cell;
    workbook.row(3, cells);
    CheckUsers checkUsers = new CheckUsers(workbook);
    CheckOptions options = CheckOptions.DEFAULT.withStrict(strict);
    CheckReport report = checkUsers.check(NoFile.OPEN, options);
    List<String> values = new ArrayList<>();
    checkUsers.readUsers(NoFile.OPEN, options, report, user -> values.add(user.value(key)));
    return new Outcome(
        values,
        String.join(
            " ", report.findings().stream().map(finding -> finding.code().wireName()).toList()),
        report.findings().stream().map(Finding::severity).toList());
  }

  @Test
  void secret_columns_have_only_rules_whose_messages_hold_nothing_of_the_value() {
    for (Column column : SCHEMA.columns()) {
      if (column.secret()) {
        assertThat(column.rules()).allMatch(Rule.Length.class::isInstance);
      }
    }
  }
}
