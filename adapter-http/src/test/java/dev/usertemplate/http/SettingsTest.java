package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
  @ParameterizedTest
  @CsvSource({"4, 8192, 4", "4, 512, 4", "4, 511, 3", "64, 1024, 8", "2, 100, 1", "1, 4096, 1"})
  void there_are_as_many_checks_as_processors_and_heap_allow(int processors, long mb, int checks) {
    assertThat(Settings.maxChecks(processors, mb * 1024 * 1024)).isEqualTo(checks);
  }

  @Test
  void a_number_of_checks_that_is_set_counts() {
    assertThat(new Settings(Map.of(Setting.MAX_CHECKS, "77")).maxChecks()).isEqualTo(77);
    assertThat(new Settings(Map.of(Setting.MAX_CHECKS, "processors")).maxChecks()).isPositive();
  }

  @Test
  void a_limit_that_is_not_set_keeps_the_servers_default() {
    Settings settings = new Settings(Map.of(Setting.CHECK_LIMITS, "rows=10"));
    assertThat(settings.checkLimits().markedBytes()).isEqualTo(2 * 1024 * 1024);
    assertThat(settings.checkLimits().rows()).isEqualTo(10);
  }
}
