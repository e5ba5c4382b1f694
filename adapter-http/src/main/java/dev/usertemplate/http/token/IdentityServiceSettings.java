package dev.usertemplate.http.token;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * Where the identity service is and how it is asked.
 *
 * @param uri its address, with or without {@code /v3} at the end
 * @param timeout how long one validation may take in all; at most ten minutes
 * @param trust how long a verdict is trusted, and so how long a revoked token may still work; zero
 *     asks each time; at most a day
 * @param maxTokens how many tokens are remembered
 * @param maxWaiting how many callers may wait for the service at once; more are refused
 * @param clock tells whether a token has expired and a verdict has become old
 */
public record IdentityServiceSettings(
    URI uri, Duration timeout, Duration trust, int maxTokens, int maxWaiting, Clock clock) {
  /**
   * Checks each of them.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public IdentityServiceSettings {
    String scheme = Objects.requireNonNullElse(uri.getScheme(), "").toLowerCase(Locale.ROOT);
    require(
        (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null,
        "The identity service's address must be http://host[:port][/path] or https://...");
    // A user or a query could be secrets, and the address is logged.
    require(
        uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null,
        "The identity service's address must end with its path; it takes no user, query or"
            + " fragment.");
    require(
        timeout.compareTo(Duration.ZERO) > 0 && timeout.compareTo(Duration.ofMinutes(10)) <= 0,
        "The time for a validation must be above zero and at most ten minutes.");
    require(
        !trust.isNegative() && trust.compareTo(Duration.ofDays(1)) <= 0,
        "The time that a token is trusted must be from zero to a day.");
    require(maxTokens > 0, "The number of tokens to remember must be at least 1.");
    require(maxWaiting > 0, "The number of callers that may wait must be at least 1.");
    Objects.requireNonNull(clock, "clock");
  }

  private static void require(boolean met, String sentence) {
    if (!met) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
