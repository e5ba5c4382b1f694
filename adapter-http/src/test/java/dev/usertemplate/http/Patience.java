package dev.usertemplate.http;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How tests wait for what comes about by itself: for a condition, and never for a time. */
public final class Patience {
  /** More than anything takes on a slow and busy machine; only a test that fails waits so long. */
  private static final Duration MOST = Duration.ofSeconds(60);

  private static final Duration INTERVAL = Duration.ofMillis(20);

  private Patience() {}

  /**
   * To be completed with the condition, such as {@code until(() -> server.isIdle())}. What the
   * condition throws ends the waiting.
   *
   * @param what is waited for, as a failure tells it
   */
  public static ConditionFactory await(String what) {
    return Awaitility.await(what)
        .atMost(MOST)
        .pollDelay(Duration.ZERO)
        .pollInterval(INTERVAL)
        // Nothing of this changes what other tests of the JVM see.
        .pollInSameThread()
        .dontCatchUncaughtExceptions();
  }
}
