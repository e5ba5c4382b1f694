package dev.usertemplate.http;

import java.util.Optional;
import java.util.function.Supplier;

/** Whether the server wants to be sent requests. That it serves at all, any answer says. */
final class Health {
  private static final String STOPPING = "The server is stopping.";

  private final Supplier<Optional<String>> outage;
  private volatile boolean stopping;

  /**
   * The health of a server that has just started.
   *
   * @param outage why hardly any request could be answered at the moment; empty if nothing is known
   *     to be wrong. It is called for each question and expected to answer at once.
   */
  Health(Supplier<Optional<String>> outage) {
    this.outage = outage;
  }

  /** From now on, requests should be sent to others. */
  void stop() {
    stopping = true;
  }

  /** Whether the server is about to stop. */
  boolean isStopping() {
    return stopping;
  }

  /** Why requests should be sent to others; empty as long as they are welcome. */
  Optional<String> reasonAgainst() {
    return stopping ? Optional.of(STOPPING) : outage.get();
  }
}
