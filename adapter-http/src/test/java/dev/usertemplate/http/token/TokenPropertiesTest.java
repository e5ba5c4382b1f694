package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.LoopbackService.Answer;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever comes, from callers or from the identity service. */
class TokenPropertiesTest {
  private static LoopbackService loopback;
  private static IdentityService service;

  @BeforeContainer
  static void open() {
    loopback = new LoopbackService(question -> new Answer(404, ""));
    IdentityServiceSettings settings =
        new IdentityServiceSettings(
            loopback.uri(), Duration.ofSeconds(20), Duration.ZERO, 100, 8, new MovableClock());
    service = new IdentityService(settings, Optional::empty);
  }

  @AfterContainer
  static void close() {
    service.close();
    loopback.close();
  }

  @Property(tries = 300)
  void any_token_is_refused_as_unknown(@ForAll String token) {
    assertThat(refusal(token)).isEqualTo(Reason.UNKNOWN);
  }

  @Property(tries = 300)
  void a_sendable_token_arrives_as_it_is(@ForAll("visible") String token) {
    assertThat(refusal(token)).isEqualTo(Reason.UNKNOWN);
    assertThat(loopback.questions()).anyMatch(question -> question.subject().equals(token));
  }

  @Provide
  Arbitrary<String> visible() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(300);
  }

  @Property(tries = 300)
  void any_bytes_are_an_identity_or_an_outage(@ForAll byte[] body) {
    identityOrOutage(body);
  }

  @Property(tries = 2000)
  void any_json_is_an_identity_or_an_outage(@ForAll("answers") String body) {
    identityOrOutage(body.getBytes(StandardCharsets.UTF_8));
  }

  /** A good answer in which one place is something else, or a text cut short. */
  @Provide
  Arbitrary<String> answers() {
    String good = LoopbackService.token(Instant.parse("2026-02-10T09:00:00Z")).body();
    Arbitrary<String> values =
        Arbitraries.of(
            "null", "1", "-0.5e9", "true", "\"\"", "[]", "{}", "[[null]]", "\"\\u0000\"", "x", "");
    Arbitrary<String> places =
        Arbitraries.of(
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
    Arbitrary<String> changed =
        Combinators.combine(places, values).as((place, value) -> good.replace(place, value));
    Arbitrary<String> cut =
        Arbitraries.integers().between(0, good.length()).map(end -> good.substring(0, end));
    return Arbitraries.oneOf(changed, cut);
  }

  private static void identityOrOutage(byte[] body) {
    try {
      TokenIdentity identity = TokenAnswer.read(body);
      assertThat(identity.userId()).isNotEmpty();
      assertThat(identity.userName()).isNotEmpty();
    } catch (Outage outage) {
      assertThat(outage.kind()).isEqualTo(Outage.Kind.STRANGE_ANSWER);
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
