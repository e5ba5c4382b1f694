package dev.usertemplate.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Map;

/** Lets each caller call so many times a second, and no more. */
final class Throttle {
  /** Who has more callers at once than this forgets some of what they have called. */
  private static final int CALLERS = 100_000;

  /** By then a bucket is full again, as a new one is. */
  private static final Duration REFILLED = Duration.ofSeconds(2);

  private final int rate;
  private final LoadingCache<String, Bucket> buckets;

  /**
   * A throttle of its own.
   *
   * @param rate requests per second of each caller, and how many may come at once; 0 for any number
   */
  Throttle(int rate) {
    this.rate = rate;
    Bandwidth limit =
        Bandwidth.builder()
            .capacity(Math.max(1, rate))
            .refillGreedy(Math.max(1, rate), Duration.ofSeconds(1))
            .build();
    buckets =
        Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(REFILLED)
            .build(caller -> Bucket.builder().addLimit(limit).build());
  }

  /**
   * Counts a request.
   *
   * @throws ApiException if the caller has called too often
   */
  void count(String caller) {
    if (rate > 0 && !buckets.get(caller).tryConsume(1)) {
      throw refused();
    }
  }

  /**
   * Looks whether a request could be counted.
   *
   * @throws ApiException if the caller has called too often
   */
  void check(String caller) {
    Bucket bucket = rate > 0 ? buckets.getIfPresent(caller) : null;
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
}
