package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.workbook.SheetRow;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookInMemory.ErrorValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a cell where one character more would change it, and what is said of it. */
class CellCheckLimitsTest {
  private static final Schema SCHEMA = Schema.of(ActivationType.ADMIN_ACTIVATE);
  private static final int CELL_LENGTH = 300;

  private final List<Found> found = new ArrayList<>();

  private record Found(FindingCode code, List<Object> arguments) {}

  @Test
  void a_text_of_exactly_the_length_that_is_read_is_read() {
    String longest = "x".repeat(CELL_LENGTH);
    assertThat(value("password", longest)).isEqualTo(longest);
    assertThat(found).extracting(Found::code).containsExactly(FindingCode.LENGTH);
  }

  @Test
  void a_longer_one_has_no_value_at_all() {
    assertThat(value("password", "x".repeat(CELL_LENGTH + 1))).isNull();
    assertThat(found).containsExactly(found(FindingCode.CELL_TOO_LONG, CELL_LENGTH));
  }

  @Test
  void a_number_of_15_digits_is_exact_and_one_of_16_is_not() {
    assertThat(value("user_name", 999_999_999_999_999.0)).isEqualTo("999999999999999");
    assertThat(value("user_name", 1e15)).isNull();
    assertThat(found).containsExactly(found(FindingCode.NUMBER), found(FindingCode.DIGITS_LOST));
  }

  @Test
  void a_date_in_place_of_a_text_has_no_value() {
    assertThat(value("user_name", LocalDateTime.of(2030, 1, 1, 0, 0))).isNull();
    assertThat(found).containsExactly(found(FindingCode.DATE_INSTEAD_OF_TEXT));
  }

  @ParameterizedTest
  @CsvSource({"1.5E+1, 15", "5E+0, 5", "1.38e2, 138"})
  void a_number_with_an_exponent_is_read_if_none_of_its_digits_is_lost(String shown, String meant) {
    assertThat(value("user_phone", shown)).isEqualTo(meant);
    assertThat(found).containsExactly(found(FindingCode.NUMBER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2E+3", "1.38E+3"})
  void of_a_number_that_lost_digits_nothing_is_left(String shown) {
    assertThat(value("user_phone", shown)).isNull();
    assertThat(found).containsExactly(found(FindingCode.DIGITS_LOST));
  }

  @Test
  void a_password_that_looks_like_a_number_or_a_phone_is_a_password() {
    assertThat(value("password", "1.38e10")).isEqualTo("1.38e10");
    assertThat(value("password", "0086138001")).isEqualTo("0086138001");
    assertThat(found).extracting(Found::code).containsExactly(FindingCode.LENGTH);
  }

  @Test
  void an_invisible_character_within_a_password_is_kept_and_told() {
    assertThat(value("password", "1234\u200B5678")).isEqualTo("1234\u200B5678");
    assertThat(found).containsExactly(found(FindingCode.PASSWORD_BLANKS));
  }

  @Test
  void only_a_phone_has_a_prefix() {
    assertThat(value("user_email", "0012@example.com")).isEqualTo("0012@example.com");
    assertThat(found).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0012125550100, +12125550100", "00919876543210, +919876543210", "00 1, +1"})
  void each_first_digit_of_a_country_code_makes_00_a_prefix(String phone, String international) {
    assertThat(value("user_phone", phone)).isEqualTo(international);
    assertThat(found).containsExactly(found(FindingCode.INTERNATIONAL_PREFIX, international));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0086-", "001x", "00 86 138 #"})
  void a_prefix_does_not_make_a_phone_of_what_is_none(String phone) {
    assertThat(value("user_phone", phone)).isEqualTo(phone);
    assertThat(found).extracting(Found::code).containsExactly(FindingCode.PHONE_NUMBER);
  }

  @Test
  void a_time_that_is_not_understood_is_shown_as_it_stands() {
    assertThat(value("account_expires", "tomorrow")).isEqualTo("tomorrow");
    assertThat(value("account_expires", 1.0)).isEqualTo("1");
    assertThat(found)
        .extracting(Found::code)
        .containsExactly(FindingCode.EXPIRATION_TIME, FindingCode.EXPIRATION_TIME);
  }

  @Test
  void a_number_beyond_the_calendar_is_no_time() {
    SheetRow row = new BeyondTheCalendar("3000000000");
    assertThat(check("account_expires").value(row, 0, row.text(0))).isEqualTo("3000000000");
    assertThat(found).extracting(Found::code).containsExactly(FindingCode.EXPIRATION_TIME);
  }

  @Test
  void the_character_that_is_wrong_is_named() {
    value("user_name", "😀_name.");
    List<Rule> rules = SCHEMA.column("user_name").orElseThrow().rules();
    assertThat(found)
        .containsExactly(
            found(FindingCode.CHARACTERS, new CharacterList("😀"), rules.get(1)),
            found(FindingCode.FIRST_CHARACTER, new CharacterList("😀"), rules.get(2)),
            found(FindingCode.LAST_CHARACTER, new CharacterList("."), rules.get(3)));
  }

  @Test
  void where_no_character_is_to_blame_none_is_named() {
    value("user_email", "nobody");
    assertThat(found)
        .containsExactly(
            found(
                FindingCode.EMAIL_ADDRESS,
                SCHEMA.column("user_email").orElseThrow().rules().get(1)));
  }

  @Test
  void what_a_spreadsheet_program_has_made_of_a_value_is_told_unless_it_is_secret() {
    value("user_name", true);
    value("user_name", new ErrorValue("#N/A"));
    value("password", new ErrorValue("#NAME?"));
    assertThat(found)
        .containsExactly(
            found(FindingCode.BOOLEAN, "TRUE"),
            found(FindingCode.CELL_ERROR, "#N/A"),
            found(FindingCode.CELL_ERROR, "***"));
  }

  private static Found found(FindingCode code, Object... arguments) {
    return new Found(code, List.of(arguments));
  }

  private @Nullable String value(String key, Object cell) {
    List<SheetRow> rows = new ArrayList<>();
    try {
      new WorkbookInMemory().sheet("S", false).row(1, cell).read(0, rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return check(key).value(rows.get(0), 0, rows.get(0).text(0));
  }

  private CellCheck check(String key) {
    Column column = SCHEMA.column(key).orElseThrow();
    return new CellCheck(
        column, CELL_LENGTH, (code, arguments) -> found.add(found(code, arguments)));
  }

  /** A number that stands for no date. */
  private record BeyondTheCalendar(String digits) implements SheetRow {
    @Override
    public int number() {
      return 1;
    }

    @Override
    public boolean hidden() {
      return false;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public int column(int index) {
      return 0;
    }

    @Override
    public Kind kind(int index) {
      return Kind.NUMBER;
    }

    @Override
    public boolean isFormula(int index) {
      return false;
    }

    @Override
    public String text(int index) {
      return digits;
    }

    @Override
    public double number(int index) {
      return Double.parseDouble(digits);
    }

    @Override
    public @Nullable LocalDateTime date(int index) {
      return null;
    }
  }
}
