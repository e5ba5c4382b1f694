package dev.usertemplate.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.usertemplate.core.schema.Rule.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {
  static List<SampleValue> samples() {
    return SampleValue.all();
  }

  @Test
  void users_who_activate_themselves_need_an_email_or_a_phone() {
    assertThat(Schema.of(ActivationType.USER_ACTIVATE).columns())
        .extracting(Column::key, Column::requirement)
        .containsExactly(
            tuple("serial_number", Requirement.NOT_READ),
            tuple("user_name", Requirement.REQUIRED),
            tuple("user_email", Requirement.ANY_OF),
            tuple("user_phone", Requirement.ANY_OF),
            tuple("account_expires", Requirement.OPTIONAL),
            tuple("description", Requirement.OPTIONAL));
  }

  @Test
  void users_whom_the_administrator_activates_need_a_password() {
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .extracting(Column::key, Column::requirement)
        .containsExactly(
            tuple("serial_number", Requirement.NOT_READ),
            tuple("user_name", Requirement.REQUIRED),
            tuple("password", Requirement.REQUIRED),
            tuple("user_email", Requirement.OPTIONAL),
            tuple("user_phone", Requirement.OPTIONAL),
            tuple("account_expires", Requirement.OPTIONAL),
            tuple("description", Requirement.OPTIONAL));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_sample_value_is_judged_as_expected(SampleValue sample) {
    Column column = column(sample.column());
    assertThat(column.violations(sample.value()).isEmpty()).isEqualTo(sample.valid());
  }

  @Test
  void all_broken_rules_are_named_not_only_the_first() {
    assertThat(column("user_name").violations("_ends with a dot and is far too long."))
        .extracting(Rule::code)
        .containsExactly("length", "characters", "first_character", "last_character");
  }

  @Test
  void an_empty_value_breaks_no_rule() {
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .allSatisfy(column -> assertThat(column.violations("")).isEmpty());
  }

  @Test
  void user_names_differ_by_more_than_case() {
    assertThat(column("user_name").rules()).contains(new Unique());
    assertThat(Unique.fold("Alice")).isEqualTo(Unique.fold("aLICE"));
    assertThat(Unique.fold("007")).isNotEqualTo(Unique.fold("7"));
  }

  @ParameterizedTest
  @EnumSource
  void the_example_row_satisfies_its_own_rules(Language language) {
    Texts texts = Texts.of(language);
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .allSatisfy(column -> assertThat(column.violations(texts.example(column))).isEmpty());
  }

  @Test
  void a_length_that_nothing_can_have_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Length(5, 4));
    assertThatIllegalArgumentException().isThrownBy(() -> new Rule.Length(-1, 4));
  }

  private static Column column(String key) {
    return Schema.of(ActivationType.ADMIN_ACTIVATE).column(key).orElseThrow();
  }

  @Test
  void a_column_is_equal_to_another_if_all_of_it_is() {
    Column column = new Column("key", Requirement.OPTIONAL, List.of(new Unique()), true, false);
    assertThat(column)
        .isEqualTo(new Column("key", Requirement.OPTIONAL, List.of(new Unique()), true))
        .hasSameHashCodeAs(new Column("key", Requirement.OPTIONAL, List.of(new Unique()), true))
        .isNotEqualTo(new Column("other", Requirement.OPTIONAL, List.of(new Unique()), true))
        .isNotEqualTo(new Column("key", Requirement.REQUIRED, List.of(new Unique()), true))
        .isNotEqualTo(new Column("key", Requirement.OPTIONAL, List.of(), true))
        .isNotEqualTo(new Column("key", Requirement.OPTIONAL, List.of(new Unique()), false))
        .isNotEqualTo(new Column("key", Requirement.OPTIONAL, List.of(new Unique()), true, true));
  }
}
