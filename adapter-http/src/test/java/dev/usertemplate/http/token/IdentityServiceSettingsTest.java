package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityServiceSettingsTest {
  private static final URI URI_OF_SERVICE = URI.create("https://iam.example.com/v3");
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iam.example.com",
        "ftp://iam.example.com",
        "mailto:x",
        "http:/v3",
        "https://a_b",
        "/v3",
        "https://u:secret@iam.example.com",
        "https://iam.example.com?secret",
        "https://a.b/#secret"
      })
  void an_address_that_is_none_is_refused_without_quoting_it(String uri) {
    URI given = URI.create(uri);
    assertThatThrownBy(
            () -> new IdentityServiceSettings(given, SECOND, SECOND, 1, 1, Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The identity service's address must ")
        .hasMessageNotContaining("secret");
  }

  @Test
  void times_and_numbers_have_limits() {
    refused(Duration.ZERO, SECOND, 1, 1, "The time for a validation must be above zero");
    refused(Duration.ofHours(1), SECOND, 1, 1, "The time for a validation must be above zero");
    refused(SECOND, SECOND.negated(), 1, 1, "The time that a token is trusted must be from zero");
    refused(SECOND, Duration.ofDays(2), 1, 1, "The time that a token is trusted must be from zero");
    refused(SECOND, SECOND, 0, 1, "The number of tokens to remember must be at least 1");
    refused(SECOND, SECOND, 1, 0, "The number of callers that may wait must be at least 1");
  }

  @Test
  void our_password_is_not_printed() {
    assertThat(new ServiceCredentials("u", "ud", "sesame", "p", "pd").toString())
        .isEqualTo("ServiceCredentials[user=u, userDomain=ud, project=p, projectDomain=pd]");
    assertThatThrownBy(() -> new ServiceCredentials("u", "ud", "", "p", "pd"))
        .hasMessage("The service's own password is empty.");
  }

  private static void refused(
      Duration timeout, Duration trust, int maxTokens, int maxWaiting, String sentence) {
    assertThatThrownBy(
            () ->
                new IdentityServiceSettings(
                    URI_OF_SERVICE, timeout, trust, maxTokens, maxWaiting, Clock.systemUTC()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(sentence);
  }
}
