package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.Headings.Heading;
import dev.usertemplate.core.check.Headings.Rank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadingsTest {
  @ParameterizedTest
  @CsvSource({
    "Username, user_name, PUBLISHED",
    "user_name, user_name, PUBLISHED",
    "ＵＳＥＲ　ＮＡＭＥ, user_name, PUBLISHED",
    "Login, user_name, OTHER",
    "S/N, serial_number, OTHER",
    "S/N (of the row), serial_number, LOOSE",
    "2) Email, user_email, LOOSE",
    "用户名/Username, user_name, LOOSE",
    "邮箱Email, user_email, LOOSE",
  })
  void a_heading_means_a_column_more_or_less_surely(String text, String key, Rank rank) {
    Heading heading = Headings.of(text).orElseThrow();
    assertThat(heading.column().key()).isEqualTo(key);
    assertThat(heading.rank()).isEqualTo(rank);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Kennung",
        "Kennung/Username",
        "Username/Kennung",
        "Username/Email",
        "用户名Email",
        "Username/",
        "(Username)"
      })
  void anything_else_is_none(String text) {
    assertThat(Headings.of(text)).isEmpty();
  }

  @Test
  void longer_texts_than_a_hundred_characters_are_not_looked_at() {
    assertThat(Headings.of("Username" + " ".repeat(92))).isPresent();
    assertThat(Headings.of("Username" + " ".repeat(93))).isEmpty();
    assertThat(Headings.isResult("Result of the check" + " ".repeat(81))).isTrue();
    assertThat(Headings.isResult("Result of the check" + " ".repeat(82))).isFalse();
    assertThat(Headings.isResult("Username")).isFalse();
  }
}
