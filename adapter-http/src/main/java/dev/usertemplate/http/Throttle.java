package dev.usertemplate.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets each caller call so many times a second, and no more. */
final class Throttle {
  /** Who has more callers at once than this forgets some of what they have called. */
  private static final int CALLERS = 100_000;

  /** By then a bucket is full again, as a new one is. */
  private static final Duration REFILLED = Duration.ofSeconds(2);

  private final int rate;

  /** Null for any number of requests. */
  private final @Nullable LoadingCache<String, Bucket> buckets;

  /**
   * A throttle of its own.
   *
   * @param rate requests per second of each caller, and how many may come at once; 0 for any number
   */
  Throttle(int rate, Clock clock) {
    this.rate = rate;
    this.buckets = rate > 0 ? buckets(rate, new Meter(clock)) : null;
  }

  private static LoadingCache<String, Bucket> buckets(int rate, Meter time) {
    Bandwidth limit =
        Bandwidth.builder().capacity(rate).refillGreedy(rate, Duration.ofSeconds(1)).build();
    return Caffeine.newBuilder()
        .maximumSize(CALLERS)
        .expireAfterAccess(REFILLED)
        .ticker(time::currentTimeNanos)
        .build(caller -> Bucket.builder().addLimit(limit).withCustomTimePrecision(time).build());
  }

  /**
   * Counts a request.
   *
   * @throws ApiException if the caller has called too often
   */
  void count(String caller) {
    if (buckets != null && !buckets.get(caller).tryConsume(1)) {
      throw refused();
    }
  }

  /**
   * Looks whether a request could be counted.
   *
   * @throws ApiException if the caller has called too often
   */
  void check(String caller) {
    Bucket bucket = buckets == null ? null : buckets.getIfPresent(caller);
    if (bucket != null && bucket.getAvailableTokens() == 0) {
      throw refused();
    }
  }

  private ApiException refused() {
    return new ApiException(
        new Failure(
            ApiError.THROTTLED,
            "A caller may send %s requests a second; wait and send the request again."
                .formatted(rate),
            // By then at least one more may come.
            Map.of("Retry-After", "1")));
  }

  /** The clock, as buckets read it. */
  private record Meter(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
