package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.1                          | 198.51.100.1",
        "203.0.113.1, 198.51.100.1             | 198.51.100.1",
        "203.0.113.1, 10.0.0.7, 10.0.0.8       | 203.0.113.1",
        "10.0.0.7                              | 10.0.0.7",
        "2001:db8::1, 10.0.0.7                 | 2001:db8:0:0:0:0:0:1",
        "::ffff:198.51.100.1, 10.0.0.7         | 198.51.100.1",
        "198.51.100.1, ::ffff:10.0.0.7         | 198.51.100.1",
        "198.51.100.1:50000, 10.0.0.7:443      | 198.51.100.1",
        "[2001:db8::1]:50000                   | 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1                          | 127.0.0.1",
        "nonsense                              | 127.0.0.1",
        "203.0.113.1, nonsense, 10.0.0.7       | 10.0.0.7",
        "example.com                           | 127.0.0.1",
        "1.2.3.4.5                             | 127.0.0.1",
        "::::::                                | 127.0.0.1",
        "''                                    | 127.0.0.1",
      })
  void behind_trusted_proxies_the_last_address_that_is_none_of_them_counts(
      String forwarded, String address) {
    assertThat(addressOf("127.0.0.1, 10.0.0.0/8", forwarded)).isEqualTo(address);
  }

  @Test
  void what_a_caller_writes_by_themselves_does_not_count() {
    assertThat(addressOf("10.0.0.0/8", "198.51.100.1")).isEqualTo("127.0.0.1");
    assertThat(addressOf("", "198.51.100.1")).isEqualTo("127.0.0.1");
  }

  @Test
  void half_an_address_of_version_6_stands_for_a_network() {
    assertThat(new Origin("2001:db8:1:2:aaaa::1", "").network())
        .isEqualTo(new Origin("2001:db8:1:2:bbbb::2", "").network())
        .isNotEqualTo(new Origin("2001:db8:1:3:aaaa::1", "").network());
    assertThat(new Origin("198.51.100.1", "").network()).isEqualTo("198.51.100.1");
    assertThat(new Origin("::ffff:198.51.100.1", "").network()).isNotEmpty();
  }

  private static String addressOf(String trusted, String forwarded) {
    Map<Setting, String> settings =
        Map.of(Setting.TRUSTED_PROXIES, trusted, Setting.ACCESS_LOG, "true");
    try (TestServer server = new TestServer(settings);
        CapturedLog log = new CapturedLog(server)) {
      server.get(PATH, "X-Forwarded-For", forwarded);
      await("a line").until(() -> !log.events().isEmpty());
      return log.events().get(0).getKeyValuePairs().stream()
          .filter(pair -> pair.key.equals("address"))
          .map(pair -> pair.value.toString())
          .findFirst()
          .orElseThrow();
    }
  }
}
