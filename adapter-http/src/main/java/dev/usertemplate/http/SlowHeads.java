package dev.usertemplate.http;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.AbstractConnector;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which the head of a request, or a TLS handshake, takes longer than anybody
 * honest needs. The web server's idle timeout does not end them: a byte now and then is enough to
 * stay. In HTTP/2, whatever arrives without beginning a request counts alike, also pings: a
 * connection that only rests may be closed at any time.
 */
final class SlowHeads implements Runnable {
  private final AbstractConnector connector;
  private final Duration limit;
  private final LongSupplier nanoTime;
  private Map<EndPoint, Watched> watched = Map.of();

  SlowHeads(AbstractConnector connector, Duration limit, LongSupplier nanoTime) {
    this.connector = connector;
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Looks at the connections for as long as the connector runs, which it does already. */
  static void watch(AbstractConnector connector, Duration limit) {
    new SlowHeads(connector, limit, System::nanoTime).again();
  }

  private void again() {
    connector.getScheduler().schedule(this, limit.toMillis() / 4, TimeUnit.MILLISECONDS);
  }

  @Override
  public void run() {
    if (!connector.isRunning()) {
      return;
    }
    try {
      look();
    } finally {
      again();
    }
  }

  private void look() {
    long now = nanoTime.getAsLong();
    Map<EndPoint, Watched> next = new HashMap<>();
    for (EndPoint endPoint : connector.getConnectedEndPoints()) {
      Watched seen = look(endPoint, watched.get(endPoint), now);
      if (seen == null) {
        continue;
      }
      if (seen.begun && now - seen.since > limit.toNanos()) {
        endPoint.close();
      } else {
        next.put(endPoint, seen);
      }
    }
    watched = next;
  }

  private static @Nullable Watched look(EndPoint endPoint, @Nullable Watched before, long now) {
    Connection outer = endPoint.getConnection();
    Connection inner =
        outer instanceof SslConnection tls ? tls.getSslEndPoint().getConnection() : outer;
    if (outer == null || inner == null) {
      return null;
    }
    long requests = inner.getMessagesIn();
    long bytes = outer.getBytesIn();
    boolean resting = requests == inner.getMessagesOut();
    if (before == null) {
      // None of the bytes of a new connection without a request belongs to a complete one.
      return new Watched(requests, requests > 0 ? bytes : 0, now, requests <= 0 && bytes > 0);
    }
    if (!resting || requests != before.requests) {
      return new Watched(requests, bytes, now, false);
    }
    return before.begun || bytes == before.bytes
        ? before
        : new Watched(requests, before.bytes, now, true);
  }

  /**
   * A connection as it was.
   *
   * @param requests how many heads had arrived
   * @param bytes how many bytes had, when nothing more was known to have begun
   * @param since when the head that has begun was first seen, by the clock of nanoseconds
   * @param begun whether a head has begun, and is not there as a whole
   */
  private record Watched(long requests, long bytes, long since, boolean begun) {}
}
