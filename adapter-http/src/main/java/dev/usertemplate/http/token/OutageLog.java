package dev.usertemplate.http.token;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs each kind of failure once in an outage, not for each request, and the outage's end. */
final class OutageLog {
  /**
   * An outage has ended when an answer comes this long after the last failure: a service that fails
   * now and then would fill the log otherwise.
   */
  static final Duration CALM = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(IdentityService.class);

  private final URI service;
  private final Clock clock;
  private final Set<Outage.Kind> told = EnumSet.noneOf(Outage.Kind.class);
  private Instant lastFailure = Instant.MIN;

  OutageLog(URI service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  synchronized void failed(Outage outage) {
    lastFailure = clock.instant();
    if (!told.add(outage.kind())) {
      return;
    }
    switch (outage.kind()) {
      case OWN_CREDENTIALS, OUR_FAULT ->
          LOG.error("The identity service {} is of no use: {}", service, outage.getMessage());
      default -> LOG.warn("The identity service {} is of no use: {}", service, outage.getMessage());
    }
  }

  synchronized void answered() {
    if (!told.isEmpty() && !clock.instant().isBefore(lastFailure.plus(CALM))) {
      told.clear();
      LOG.info("The identity service {} answers again", service);
    }
  }
}
