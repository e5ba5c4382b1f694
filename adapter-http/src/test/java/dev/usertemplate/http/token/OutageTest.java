package dev.usertemplate.http.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.Outage.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failures mean, when they are logged, and when the service counts as lost. */
@ResourceLock(LogLines.LOCK)
class OutageTest {
  private static final URI SERVICE = URI.create("http://outage.example.com");
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final MovableClock clock = new MovableClock();
  private final OutageLog outages = new OutageLog(SERVICE, clock);
  private final Reachability reachability = new Reachability(clock);

  @Test
  void a_failure_is_told_without_what_futures_and_the_client_wrap_it_in() {
    Outage outage = Outage.status(500);
    assertThat(Failures.outage(outage)).isSameAs(outage);
    assertThat(Failures.outage(new IOException(outage))).isSameAs(outage);
    assertThat(Failures.outage(new CompletionException(new IOException(outage)))).isSameAs(outage);
    assertThat(Failures.cause(new CompletionException(new CompletionException(outage))))
        .isSameAs(outage);
    CompletionException empty = new CompletionException("empty", null);
    assertThat(Failures.cause(empty)).isSameAs(empty);
  }

  @Test
  void other_failures_are_told_by_their_classes() {
    assertThat(Failures.outage(new TimeoutException("secret")))
        .hasMessage("it does not answer in time")
        .extracting(Outage::kind)
        .isEqualTo(Kind.SLOW);
    assertThat(Failures.outage(new ConnectException("secret")))
        .hasMessage("it can't be reached (ConnectException)")
        .extracting(Outage::kind)
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(Failures.outage(new IllegalStateException("secret", new IOException("secret"))))
        .hasMessage("asking it failed (IllegalStateException, IOException)")
        .extracting(Outage::kind)
        .isEqualTo(Kind.OUR_FAULT);
  }

  @Test
  void of_a_long_chain_of_causes_five_are_told() {
    Throwable chain = new IOException();
    for (int i = 0; i < 4; i++) {
      chain = new IllegalStateException(chain);
    }
    assertThat(Failures.outage(new RuntimeException(chain)))
        .hasMessage("asking it failed (RuntimeException, IllegalStateException)");
  }

  @Test
  void an_outage_ends_with_an_answer_that_comes_ten_seconds_after_the_last_failure() {
    try (LogLines log = new LogLines(SERVICE)) {
      outages.answered();
      outages.failed(Outage.status(500));
      clock.move(Duration.ofSeconds(5));
      outages.failed(Outage.status(500));
      clock.move(OutageLog.CALM.minus(MOMENT));
      outages.answered();
      assertThat(log.lines()).hasSize(1);
      clock.move(MOMENT);
      outages.answered();
      outages.answered();
      assertThat(log.lines())
          .containsExactly(
              "WARN The identity service %s is of no use: it answers with status 500"
                  .formatted(SERVICE),
              "INFO The identity service %s answers again".formatted(SERVICE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void each_kind_of_failure_is_logged_once(Kind kind) {
    try (LogLines log = new LogLines(SERVICE)) {
      outages.failed(new Outage(kind, "what"));
      outages.failed(new Outage(kind, "what"));
      boolean ours = kind == Kind.OWN_CREDENTIALS || kind == Kind.OUR_FAULT;
      assertThat(log.lines())
          .containsExactly(
              "%s The identity service %s is of no use: what"
                  .formatted(ours ? "ERROR" : "WARN", SERVICE));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "SLOW", "STRANGE_ANSWER"})
  void the_service_is_lost_when_attempts_have_failed_for_a_minute(Kind kind) {
    fail(kind);
    clock.move(Reachability.LONG.minus(MOMENT));
    fail(kind);
    assertThat(reachability.isLost()).isFalse();
    clock.move(MOMENT);
    assertThat(reachability.isLost()).as("no attempt, no proof").isFalse();
    fail(kind);
    assertThat(reachability.isLost()).isTrue();
    clock.move(Duration.ofHours(1));
    assertThat(reachability.isLost()).isTrue();
    reachability.answered();
    assertThat(reachability.isLost()).isFalse();
  }

  @Test
  void a_service_that_refuses_us_answers() {
    fail(Kind.SLOW);
    clock.move(Reachability.LONG);
    fail(Kind.SLOW);
    fail(Kind.OWN_CREDENTIALS);
    assertThat(reachability.isLost()).isFalse();
    assertThat(reachability.isToBeTried()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"CROWDED", "OUR_FAULT"})
  void what_goes_wrong_here_says_nothing_about_the_service(Kind kind) {
    fail(kind);
    assertThat(reachability.isToBeTried()).isFalse();
    fail(Kind.SLOW);
    clock.move(Reachability.LONG);
    fail(kind);
    assertThat(reachability.isLost()).isFalse();
    fail(Kind.SLOW);
    fail(kind);
    assertThat(reachability.isLost()).isTrue();
  }

  @Test
  void it_is_tried_every_ten_seconds_from_the_first_failure_on() {
    assertThat(reachability.isToBeTried()).isFalse();
    fail(Kind.UNREACHABLE);
    assertThat(reachability.isToBeTried()).isTrue();
    assertThat(reachability.isToBeTried()).isFalse();
    clock.move(Reachability.PAUSE.minus(MOMENT));
    assertThat(reachability.isToBeTried()).isFalse();
    clock.move(MOMENT);
    assertThat(reachability.isToBeTried()).isTrue();
    assertThat(reachability.isToBeTried()).isFalse();
  }

  @Test
  void a_clock_that_is_set_back_does_not_end_the_trying() {
    fail(Kind.UNREACHABLE);
    assertThat(reachability.isToBeTried()).isTrue();
    clock.move(MOMENT.negated());
    assertThat(reachability.isToBeTried()).isTrue();
    assertThat(reachability.isToBeTried()).isFalse();
  }

  private void fail(Kind kind) {
    reachability.failed(new Outage(kind, "what"));
  }
}
