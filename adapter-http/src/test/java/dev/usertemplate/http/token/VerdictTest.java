package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long a verdict holds, to the nanosecond. */
class VerdictTest {
  private static final Instant ASKED = Instant.parse("2026-02-10T08:00:00Z");
  private static final Duration TRUST = Duration.ofMinutes(1);
  private static final TokenIdentity IDENTITY =
      new TokenIdentity("u", "n", "d", null, List.of(), ASKED.plusSeconds(3600));

  private final Verdict accepted = new Verdict.Accepted(IDENTITY, ASKED, TRUST);

  @Test
  void an_accepted_token_is_trusted_from_the_question_on_for_the_time_that_was_set() {
    assertThat(accepted.holdsAt(ASKED.minusNanos(1))).isFalse();
    assertThat(accepted.holdsAt(ASKED)).isTrue();
    assertThat(accepted.holdsAt(ASKED.plus(TRUST).minusNanos(1))).isTrue();
    assertThat(accepted.holdsAt(ASKED.plus(TRUST))).isFalse();
    assertThat(accepted.identityAt(ASKED.plus(TRUST))).isSameAs(IDENTITY);
  }

  @Test
  void it_expires_at_its_end_and_stays_so() {
    Instant end = IDENTITY.expiresAt();
    assertThat(accepted.identityAt(end.minusNanos(1))).isSameAs(IDENTITY);
    assertThat(refusal(accepted, end)).isEqualTo(Reason.EXPIRED);
    assertThat(accepted.holdsAt(end)).isTrue();
  }

  @Test
  void what_the_service_says_is_over_is_over() {
    Verdict expired = new Verdict.Expired();
    assertThat(expired.holdsAt(Instant.MAX)).isTrue();
    assertThat(refusal(expired, ASKED)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void an_unknown_token_is_remembered_for_five_seconds() {
    Verdict unknown = new Verdict.Unknown(ASKED);
    assertThat(unknown.holdsAt(ASKED.plusSeconds(5).minusNanos(1))).isTrue();
    assertThat(unknown.holdsAt(ASKED.plusSeconds(5))).isFalse();
    assertThat(unknown.holdsAt(ASKED.minusNanos(1))).isFalse();
    assertThat(refusal(unknown, ASKED)).isEqualTo(Reason.UNKNOWN);
  }

  private static Reason refusal(Verdict verdict, Instant now) {
    return catchThrowableOfType(TokenRefusedException.class, () -> verdict.identityAt(now))
        .reason();
  }
}
