package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.usertemplate.http.token.LoopbackService.Answer;
import dev.usertemplate.http.token.LoopbackService.Question;
import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked, how answers are read, and how long they are remembered. */
@ResourceLock(LogLines.LOCK)
class IdentityServiceTest {
  private static final Duration TRUST = Duration.ofMinutes(1);
  private static final ServiceCredentials OURS =
      new ServiceCredentials("svc", "Default", "pass-of-ours", "services", "Default");

  private final MovableClock clock = new MovableClock();
  private final Instant expiry = clock.instant().plus(Duration.ofHours(1));
  private final LoopbackService loopback = new LoopbackService(this::knowsAll);
  private final AtomicReference<Optional<ServiceCredentials>> credentials =
      new AtomicReference<>(Optional.empty());
  private final IdentityService service =
      new IdentityService(
          new IdentityServiceSettings(
              loopback.uri(), Duration.ofSeconds(10), TRUST, 100, 64, clock),
          credentials::get);

  private Answer knowsAll(Question question) {
    return question.method().equals("POST")
        ? LoopbackService.issued("own", expiry)
        : LoopbackService.token(expiry);
  }

  @AfterEach
  void close() {
    service.close();
    loopback.close();
  }

  @Test
  void an_answer_becomes_an_identity() {
    assertThat(service.validate("t1"))
        .isEqualTo(new TokenIdentity("u", "ann", "d", "p", List.of("reader"), expiry));
    assertThat(loopback.questions())
        .containsExactly(new Question("GET", "/v3/auth/tokens?nocatalog", "t1", "t1", ""));
  }

  @Test
  void huaweis_answers_have_roles_with_one_id_and_times_with_microseconds() {
    loopback.answer(
        question ->
            new Answer(
                200,
                """
                {"token":{"expires_at":"2026-02-11T08:00:00.123000Z","methods":["password"],
                "catalog":[],"roles":[{"id":"0","name":"te_admin"},{"id":"0","name":"wks_adm"},
                {"id":"0","name":"op_gated_x"}],"project":{"domain":{"id":"d1","name":"acme"},
                "id":"p1","name":"cn-north-4"},"issued_at":"2026-02-10T08:00:00.123000Z",
                "user":{"domain":{"id":"d1","name":"acme"},"id":"u1","name":"bob",
                "password_expires_at":""}}}
                """));
    assertThat(service.validate("MIIa+/=="))
        .isEqualTo(
            new TokenIdentity(
                "u1",
                "bob",
                "d1",
                "p1",
                List.of("te_admin", "wks_adm", "op_gated_x"),
                Instant.parse("2026-02-11T08:00:00.123Z")));
  }

  @Test
  void a_token_without_project_roles_and_domain_is_one_all_the_same() {
    loopback.answer(
        question ->
            new Answer(
                200,
                """
                {"token":{"expires_at":"%s","user":{"id":"u","name":"n"},"project":null}}
                """
                    .formatted(expiry)));
    assertThat(service.validate("t"))
        .isEqualTo(new TokenIdentity("u", "n", "", null, List.of(), expiry));
  }

  @Test
  void a_token_of_40000_characters_is_sent() {
    String token = "x".repeat(40_000);
    service.validate(token);
    credentials.set(Optional.of(OURS));
    clock.move(TRUST);
    service.validate(token);
    assertThat(loopback.questions().get(0).own()).isEqualTo(token);
    assertThat(loopback.questions()).extracting(Question::subject).contains(token);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\tb", "a\nX-Evil: 1", "a\u007f", "\u00e9", "\u4ee4"})
  void what_fits_in_no_header_is_unknown_without_asking(String token) {
    assertThat(refusal(token)).isEqualTo(Reason.UNKNOWN);
    assertThat(refusal("x".repeat(60_001))).isEqualTo(Reason.UNKNOWN);
    assertThat(loopback.questions()).isEmpty();
  }

  @Test
  void a_verdict_is_trusted_for_a_while() {
    service.validate("t");
    clock.move(TRUST.minusMillis(1));
    service.validate("t");
    assertThat(loopback.questions()).hasSize(1);
    loopback.answer(question -> new Answer(401, ""));
    clock.move(Duration.ofMillis(1));
    assertThat(refusal("t")).isEqualTo(Reason.UNKNOWN);
    assertThat(loopback.questions()).hasSize(2);
  }

  @Test
  void a_clock_that_is_set_back_prolongs_no_trust() {
    service.validate("t");
    clock.move(Duration.ofSeconds(-1));
    service.validate("t");
    assertThat(loopback.questions()).hasSize(2);
  }

  @Test
  void a_token_that_was_seen_valid_expires_without_asking() {
    loopback.answer(question -> LoopbackService.token(clock.instant().plusSeconds(5)));
    service.validate("t");
    clock.move(Duration.ofMillis(4999));
    service.validate("t");
    clock.move(Duration.ofMillis(1));
    assertThat(refusal("t")).isEqualTo(Reason.EXPIRED);
    clock.move(TRUST.multipliedBy(2));
    assertThat(refusal("t")).isEqualTo(Reason.EXPIRED);
    assertThat(loopback.questions()).hasSize(1);
  }

  @Test
  void a_token_that_has_expired_by_our_clock_is_refused_whatever_the_service_says() {
    loopback.answer(question -> LoopbackService.token(clock.instant()));
    assertThat(refusal("t")).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void an_unknown_token_is_remembered_for_five_seconds() {
    loopback.answer(question -> new Answer(404, "{}"));
    assertThat(refusal("t")).isEqualTo(Reason.UNKNOWN);
    clock.move(Duration.ofMillis(4999));
    assertThat(refusal("t")).isEqualTo(Reason.UNKNOWN);
    assertThat(loopback.questions()).hasSize(1);
    clock.move(Duration.ofMillis(1));
    loopback.answer(this::knowsAll);
    service.validate("t");
    assertThat(loopback.questions()).hasSize(2);
  }

  @Test
  void our_own_token_is_asked_for_once_and_used_for_all() {
    credentials.set(Optional.of(OURS));
    service.validate("t1");
    service.validate("t2");
    assertThat(loopback.questions())
        .extracting(Question::method, Question::own, Question::subject)
        .containsExactly(
            tuple("POST", "", ""), tuple("GET", "own", "t1"), tuple("GET", "own", "t2"));
    assertThat(loopback.questions().get(0).body())
        .contains("\"methods\":[\"password\"]", "\"svc\"", "\"pass-of-ours\"", "\"services\"");
  }

  @Test
  void our_own_token_is_renewed_before_it_expires_and_when_the_credentials_change() {
    credentials.set(Optional.of(OURS));
    service.validate("t1");
    clock.move(Duration.ofHours(1).minusSeconds(30));
    loopback.answer(
        question ->
            question.method().equals("POST")
                ? LoopbackService.issued("newer", expiry.plusSeconds(3600))
                : LoopbackService.token(expiry.plusSeconds(3600)));
    service.validate("t2");
    credentials.set(
        Optional.of(new ServiceCredentials("svc2", "Default", "p2", "services", "Default")));
    service.validate("t3");
    assertThat(loopback.questions())
        .extracting(Question::own)
        .containsExactly("", "own", "", "newer", "", "newer");
  }

  @Test
  void our_own_token_is_renewed_once_when_it_is_refused() {
    credentials.set(Optional.of(OURS));
    service.validate("t1");
    loopback.answer(
        question -> {
          if (question.method().equals("POST")) {
            return LoopbackService.issued("newer", expiry);
          }
          return question.own().equals("newer")
              ? LoopbackService.token(expiry)
              : new Answer(401, "");
        });
    assertThat(service.validate("t2").userId()).isEqualTo("u");
    assertThat(loopback.questions())
        .extracting(Question::own)
        .containsExactly("", "own", "own", "", "newer");
  }

  @Test
  void a_login_is_repeated_once_when_the_service_hangs_up() {
    credentials.set(Optional.of(OURS));
    loopback.answer(
        question ->
            loopback.questions().size() == 1 ? LoopbackService.HANG_UP : knowsAll(question));
    service.validate("t1");
    assertThat(loopback.questions())
        .extracting(Question::method)
        .containsExactly("POST", "POST", "GET");

    loopback.answer(question -> LoopbackService.HANG_UP);
    clock.move(Duration.ofHours(1).minusSeconds(1));
    assertThat(refusal("t2")).isEqualTo(Reason.UNAVAILABLE);
    assertThat(loopback.questions()).hasSize(5);
  }

  @Test
  void our_own_token_that_stays_refused_is_our_fault_and_not_the_callers() {
    credentials.set(Optional.of(OURS));
    loopback.answer(
        question ->
            question.method().equals("POST")
                ? LoopbackService.issued("own-secret", expiry)
                : new Answer(401, Map.of("WWW-Authenticate", "Keystone"), ""));
    try (LogLines log = new LogLines(loopback.uri())) {
      assertThat(refusal("t1")).isEqualTo(Reason.UNAVAILABLE);
      assertThat(refusal("t1")).isEqualTo(Reason.UNAVAILABLE);
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith("ERROR")
          .contains("refuses this service's own token");
      assertThat(log.everything().toString()).doesNotContain("own-secret");
    }
    assertThat(loopback.questions()).hasSize(8);
  }

  @Test
  void refused_credentials_of_ours_are_not_tried_again_at_once() {
    credentials.set(Optional.of(OURS));
    loopback.answer(question -> new Answer(401, ""));
    assertThat(refusal("t1")).isEqualTo(Reason.UNAVAILABLE);
    assertThat(refusal("t2")).isEqualTo(Reason.UNAVAILABLE);
    assertThat(loopback.questions()).hasSize(1);
    clock.move(ServiceToken.PAUSE);
    loopback.answer(this::knowsAll);
    service.validate("t2");
  }

  @Test
  void an_expired_token_is_told_apart_with_our_own_credentials() {
    credentials.set(Optional.of(OURS));
    loopback.answer(
        question -> {
          if (question.method().equals("POST")) {
            return LoopbackService.issued("own", expiry);
          }
          // It may have expired by the service's clock only.
          return question.uri().endsWith("allow_expired=1") && question.subject().equals("old")
              ? LoopbackService.token(expiry)
              : new Answer(404, "");
        });
    assertThat(refusal("old")).isEqualTo(Reason.EXPIRED);
    assertThat(refusal("none")).isEqualTo(Reason.UNKNOWN);
    assertThat(loopback.questions()).hasSize(5);
    assertThat(refusal("old")).isEqualTo(Reason.EXPIRED);
    assertThat(loopback.questions()).hasSize(5);
  }

  private Reason refusal(String token) {
    TokenRefusedException refused =
        catchThrowableOfType(TokenRefusedException.class, () -> service.validate(token));
    assertThat(refused.getStackTrace()).isEmpty();
    return refused.reason();
  }
}
