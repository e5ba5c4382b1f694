package dev.usertemplate.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.usertemplate.core.schema.Rule.EmailAddress;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.Rule.Length;
import dev.usertemplate.core.schema.Rule.PhoneNumber;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules by themselves, at their limits. */
class RuleTest {
  private final ExpirationTime expirationTime = new ExpirationTime();
  private final PhoneNumber phoneNumber = new PhoneNumber(CharacterSet.of("-"));
  private final EmailAddress emailAddress =
      new EmailAddress(CharacterSet.of("a-."), CharacterSet.of("b-."));

  @Test
  void programs_know_rules_by_their_codes() {
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .flatExtracting(Column::rules)
        .extracting(Rule::code)
        .containsOnly(
            "length",
            "characters",
            "first_character",
            "last_character",
            "unique",
            "email_address",
            "phone_number",
            "expiration_time");
  }

  @Test
  void a_length_counts_from_its_least_to_its_greatest() {
    Length length = new Length(2, 3);
    assertThat(length.accepts("x")).isFalse();
    assertThat(length.accepts("xx")).isTrue();
    assertThat(length.accepts("xxx")).isTrue();
    assertThat(length.accepts("xxxx")).isFalse();
    assertThat(new Length(0, 1).accepts("x")).isTrue();
    assertThat(new Length(2, 2).accepts("xx")).isTrue();
    assertThatIllegalArgumentException().isThrownBy(() -> new Length(0, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a@b.b", "a.a@b.b", "-@b-b.b", "a@b.b.b"})
  void an_email_address_has_a_local_part_and_a_domain_with_a_dot(String value) {
    assertThat(emailAddress.accepts(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "@b.b",
        "a@",
        "a@b",
        "a@.b",
        "a@b.",
        "a.@b.b",
        ".a@b.b",
        "a..a@b.b",
        "a@b..b",
        "a@-b.b",
        "a@b.b-",
        "b@b.b",
        "a@a.b",
        "a@@b.b",
        "a.a@b",
        "b.b"
      })
  void anything_else_is_none(String value) {
    assertThat(emailAddress.accepts(value)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "1, true",
    "+1, true",
    "1-2, true",
    "+1--2, true",
    "+, false",
    "-1, false",
    "1-, false",
    "+-1, false",
    "++1, false",
    "1+2, false",
    "1 2, false"
  })
  void a_phone_number_begins_and_ends_with_a_digit(String value, boolean accepted) {
    assertThat(phoneNumber.accepts(value)).isEqualTo(accepted);
  }

  @Test
  void a_form_says_which_characters_may_stand_where() {
    String digits = "0123456789";
    assertThat(allowed("yyyy-MM-dd"))
        .isEqualTo("23456789|%1$s|%1$s|%1$s|-|01|%1$s|-|0123|%1$s".formatted(digits));
    assertThat(allowed("yyyy-MM-ddTHH:mm:ss.SSSZ").substring(allowed("yyyy-MM-dd").length()))
        .isEqualTo("|T|012|%1$s|:|012345|%1$s|:|012345|%1$s|.|%1$s|%1$s|%1$s|Z".formatted(digits));
  }

  private static String allowed(String form) {
    return IntStream.range(0, form.length())
        .mapToObj(index -> ExpirationTime.allowedAt(form, index))
        .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "2000-01-01",
        "9999-12-31",
        "2028-02-29",
        "2030-12-31T00:00:00Z",
        "2030-12-31T19:59:59Z",
        "2030-12-31T23:59:59Z",
        "2030-12-31T20:00:00.999Z"
      })
  void these_are_times(String value) {
    assertThat(expirationTime.accepts(value)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "00",
        "1999-12-31",
        "2030-00-01",
        "2030-13-01",
        "2030-01-00",
        "2030-02-29",
        "2030-12-31T24:00:00Z",
        "2030-12-31T29:00:00Z",
        "2030-12-31T23:60:00Z",
        "2030-12-31T23:59:60Z",
        "2030-12-31T23:59:59",
        "2030-12-31T23:59:59.99Z",
        "2030-12-31 23:59:59Z"
      })
  void these_are_not(String value) {
    assertThat(expirationTime.accepts(value)).isFalse();
  }

  @Test
  void a_day_alone_means_its_end() {
    assertThat(ExpirationTime.moment("2030-12-31")).isEqualTo("2030-12-31T23:59:59Z");
    assertThat(ExpirationTime.moment("2030-12-31T08:00:00Z")).isEqualTo("2030-12-31T08:00:00Z");
    assertThat(ExpirationTime.moment("0")).isEqualTo("0");
  }

  @Test
  void a_column_is_equal_to_nothing_but_a_column() {
    Column column = Schema.of(ActivationType.USER_ACTIVATE).columns().get(0);
    assertThat(column).isNotEqualTo(null).isNotEqualTo(column.key());
  }

  @Test
  void all_texts_can_be_asked_for_by_their_keys() {
    assertThat(Texts.of(Language.EN_US).keys()).contains("rule.unique", "result.heading");
    assertThat(Texts.of(Language.ZH_CN).language()).isEqualTo(Language.ZH_CN);
  }
}
