package dev.usertemplate.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Locks an access key for five minutes after six bad signatures in a row. It does so for the
 * address that they come from: the key itself is no secret, and whoever knows it could otherwise
 * keep its owner out for as long as they like. What comes during the lock does not prolong it.
 */
final class LockOut {
  /** How many bad signatures in a row it takes. */
  static final int LIMIT = 6;

  /** How long the key is locked then. */
  static final Duration DURATION = Duration.ofMinutes(5);

  /** Pairs of key and address that are remembered. */
  private static final int PAIRS = 100_000;

  private final Clock clock;
  private final Cache<Pair, Streak> streaks;

  LockOut(Clock clock) {
    this.clock = clock;
    this.streaks =
        Caffeine.newBuilder()
            .maximumSize(PAIRS)
            .expireAfterWrite(DURATION)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
            .build();
  }

  /** Whether the key is locked for the address. */
  boolean isLocked(String accessKey, String network) {
    Streak streak = streaks.getIfPresent(new Pair(accessKey, network));
    return streak != null && streak.isLockedAt(clock.instant());
  }

  /** Counts a bad signature; true when it is the one that locks the key. */
  boolean bad(String accessKey, String network) {
    Instant now = clock.instant();
    Streak streak =
        streaks
            .asMap()
            .compute(
                new Pair(accessKey, network),
                (pair, before) -> before == null ? new Streak(1, now) : before.next(now));
    return streak.count == LIMIT && streak.last.equals(now);
  }

  /** Ends the streak of bad signatures. */
  void good(String accessKey, String network) {
    streaks.invalidate(new Pair(accessKey, network));
  }

  private record Pair(String accessKey, String network) {}

  /**
   * Bad signatures in a row.
   *
   * @param last when the last of them that counts came
   */
  private record Streak(int count, Instant last) {
    Streak next(Instant now) {
      if (isLockedAt(now)) {
        return this;
      }
      return now.isAfter(last.plus(DURATION)) || count >= LIMIT
          ? new Streak(1, now)
          : new Streak(count + 1, now);
    }

    boolean isLockedAt(Instant now) {
      return count >= LIMIT && now.isBefore(last.plus(DURATION));
    }
  }
}
