package dev.usertemplate.http.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Remembers since when the identity service has given no answer. */
final class Reachability {
  /**
   * Attempts have to fail for so long before it counts as lost; shorter gaps are nobody's fault.
   */
  static final Duration LONG = Duration.ofSeconds(60);

  /** Between two attempts that nobody but us wants to know the result of. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final Clock clock;
  private @Nullable Instant firstFailure;
  private Instant lastFailure = Instant.MIN;
  private Instant tried = Instant.MIN;

  Reachability(Clock clock) {
    this.clock = clock;
  }

  synchronized void answered() {
    firstFailure = null;
  }

  synchronized void failed(Outage outage) {
    switch (outage.kind()) {
      case UNREACHABLE, SLOW, STRANGE_ANSWER -> {
        lastFailure = clock.instant();
        if (firstFailure == null) {
          firstFailure = lastFailure;
        }
      }
      // It says no, which is an answer.
      case OWN_CREDENTIALS -> firstFailure = null;
      case CROWDED, OUR_FAULT -> {
        // These say nothing about it.
      }
    }
  }

  /** Whether no answer has come since an attempt failed. */
  synchronized boolean isFailing() {
    return firstFailure != null;
  }

  /** Whether all attempts have failed for long, up to now or the latest one. */
  synchronized boolean isLost() {
    return firstFailure != null && !lastFailure.isBefore(firstFailure.plus(LONG));
  }

  /**
   * Whether it is time to try again, since the latest attempt failed; then it counts as tried.
   * However often calls for tokens fail: strangers may send tokens that it cannot judge.
   */
  synchronized boolean isToBeTried() {
    Instant now = clock.instant();
    if (tried.isAfter(now)) {
      // The clock was set back.
      tried = Instant.MIN;
    }
    boolean due = firstFailure != null && !now.isBefore(tried.plus(PAUSE));
    if (due) {
      tried = now;
    }
    return due;
  }
}
