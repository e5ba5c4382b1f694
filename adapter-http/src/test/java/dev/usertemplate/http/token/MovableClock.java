package dev.usertemplate.http.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class MovableClock extends Clock {
  private volatile Instant now;

  /** At some moment. */
  public MovableClock() {
    this(Instant.parse("2026-02-10T08:00:00Z"));
  }

  /** At that moment; now, for those who have to agree with somebody else's clock. */
  public MovableClock(Instant now) {
    this.now = now;
  }

  /** Sets it forward, or back. */
  public synchronized void move(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
