package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import dev.usertemplate.http.token.LoopbackService.Answer;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever comes, from callers or from the identity service. */
class TokenPropertiesTest {
  private static final List<String> PLACES =
      List.of(
          "\"u\"",
          "\"ann\"",
          "\"d\"",
          "\"p\"",
          "\"reader\"",
          "{\"id\": \"d\"}",
          "{\"id\": \"p\"}",
          "[{\"id\": \"1\", \"name\": \"reader\"}]",
          "\"2026-02-10T09:00:00Z\"",
          "\"token\"",
          "\"user\"",
          "\"roles\"");

  private static final List<String> VALUES =
      List.of(
          "null", "1", "-0.5e9", "true", "\"\"", "[]", "{}", "[[null]]", "\"\\u0000\"", "x", "");

  private static LoopbackService loopback;
  private static IdentityService service;

  @BeforeAll
  static void open() {
    loopback = new LoopbackService(question -> new Answer(404, ""));
    IdentityServiceSettings settings =
        new IdentityServiceSettings(
            loopback.uri(), Duration.ofSeconds(20), Duration.ZERO, 100, 8, new MovableClock());
    service = new IdentityService(settings, Optional::empty);
  }

  @AfterAll
  static void close() {
    service.close();
    loopback.close();
  }

  @Test
  void any_token_is_refused_as_unknown() {
    Property.holds(300, any -> assertThat(refusal(any.text(0, 255))).isEqualTo(Reason.UNKNOWN));
  }

  @Test
  void a_sendable_token_arrives_as_it_is() {
    Property.holds(
        300,
        any -> {
          String token = any.text(RandomValues.range('!', '~'), 1, 300);

          assertThat(refusal(token)).isEqualTo(Reason.UNKNOWN);
          assertThat(loopback.questions()).anyMatch(question -> question.subject().equals(token));
        });
  }

  @Test
  void any_bytes_are_an_identity_or_an_outage() {
    Property.holds(300, any -> identityOrOutage(any.bytes(0, 255)));
  }

  @Test
  void any_json_is_an_identity_or_an_outage() {
    Set<Boolean> identities = new HashSet<>();
    Property.holds(
        2000,
        any -> identities.add(identityOrOutage(answer(any).getBytes(StandardCharsets.UTF_8))));
    assertThat(identities).containsOnly(true, false);
  }

  /** A good answer in which one place is something else, or a text cut short. */
  private static String answer(RandomValues any) {
    String good = LoopbackService.token(Instant.parse("2026-02-10T09:00:00Z")).body();
    return any.oneOf(
        () -> good.replace(any.of(PLACES), any.of(VALUES)),
        () -> good.substring(0, any.between(0, good.length())));
  }

  /** Says whether it is an identity. */
  private static boolean identityOrOutage(byte[] body) {
    try {
      TokenIdentity identity = TokenAnswer.read(body);
      assertThat(identity.userId()).isNotEmpty();
      assertThat(identity.userName()).isNotEmpty();
      return true;
    } catch (Outage outage) {
      assertThat(outage.kind()).isEqualTo(Outage.Kind.STRANGE_ANSWER);
      return false;
    }
  }

  private static Reason refusal(String token) {
    try {
      service.validate(token);
      throw new AssertionError("accepted");
    } catch (TokenRefusedException e) {
      return e.reason();
    }
  }
}
