package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpirationFormsTest {
  @ParameterizedTest
  @CsvSource({
    "2030/1/5, 2030-01-05T23:59:59Z",
    "2030.12.31, 2030-12-31T23:59:59Z",
    "2030年1月5日, 2030-01-05T23:59:59Z",
    "2030年12月31, 2030-12-31T23:59:59Z",
    "2030-12-31 00:00, 2030-12-31T23:59:59Z",
    "2030-12-31 00:00:00 Z, 2030-12-31T00:00:00Z",
    "2030-12-31t8:05, 2030-12-31T08:05:00Z",
    "2030-12-31 18:05:07z, 2030-12-31T18:05:07Z",
    "2030-12-31T23:00:00-02:00, 2031-01-01T01:00:00Z",
    "2030-12-31T12:00:00.25+01:00, 2030-12-31T11:00:00.250Z",
  })
  void a_text_with_the_year_first_is_understood(String text, String moment) {
    assertThat(ExpirationForms.parse(text)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "31.12.2030",
        "30/12/31",
        "2030/12-31",
        "2030/13/01",
        "2030/2/29",
        "2030/12/31 24:00",
        "2030/12/31 8:60",
        "1999/12/31",
        "2000-01-01T00:59:59+01:00"
      })
  void any_other_text_is_not(String text) {
    assertThat(ExpirationForms.parse(text)).isNull();
  }

  @Test
  void a_true_date_at_midnight_means_the_end_of_its_day() {
    assertThat(ExpirationForms.of(LocalDateTime.of(2030, 12, 31, 0, 0)))
        .isEqualTo("2030-12-31T23:59:59Z");
    assertThat(ExpirationForms.of(LocalDateTime.of(2030, 12, 31, 0, 1)))
        .isEqualTo("2030-12-31T00:01:00Z");
    assertThat(ExpirationForms.of(LocalDateTime.of(2030, 12, 31, 8, 30, 0, 500_000_000)))
        .isEqualTo("2030-12-31T08:30:00.500Z");
    assertThat(ExpirationForms.of(LocalDateTime.of(1999, 12, 31, 0, 0))).isNull();
  }

  @Test
  void a_date_is_shown_without_its_time_when_that_is_midnight() {
    assertThat(ExpirationForms.shown(LocalDateTime.of(2030, 12, 31, 0, 0))).isEqualTo("2030-12-31");
    assertThat(ExpirationForms.shown(LocalDateTime.of(2030, 12, 31, 8, 30)))
        .isEqualTo("2030-12-31T08:30");
  }
}
