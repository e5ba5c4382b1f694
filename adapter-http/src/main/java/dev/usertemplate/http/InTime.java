package dev.usertemplate.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the connection of a request that is not over in time: its caller does not read, or so
 * slowly that the answer only occupies memory. The web server's idle timeout does not end it, since
 * a byte now and then is enough to stay.
 */
final class InTime extends Handler.Wrapper implements Runnable {
  private static final String EXTRA = InTime.class.getName();

  private static final Logger LOG = LoggerFactory.getLogger(InTime.class);

  private final Duration limit;
  private final LongSupplier nanoTime;
  private final Map<Request, Long> running = new ConcurrentHashMap<>();

  InTime(Handler next, Duration limit) {
    this(next, limit, System::nanoTime);
  }

  InTime(Handler next, Duration limit, LongSupplier nanoTime) {
    super(next);
    this.limit = limit;
    this.nanoTime = nanoTime;
  }

  /** Gives a request so much more time than others have; forgets what it was given before. */
  static void extend(Request request, Duration extra) {
    request.setAttribute(EXTRA, extra);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    running.put(request, nanoTime.getAsLong());
    Request.addCompletionListener(request, failure -> running.remove(request));
    return super.handle(request, response, callback);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    again();
  }

  @Override
  public void run() {
    if (!isRunning()) {
      return;
    }
    try {
      long now = nanoTime.getAsLong();
      running.forEach(
          (request, since) -> {
            if (now - since > limit.plus(extra(request)).toNanos()) {
              end(request);
            }
          });
    } finally {
      again();
    }
  }

  /** One that can't be ended must not keep the others from it. */
  private static void end(Request request) {
    try {
      // What works for it ends as well: nobody would read the answer.
      Upload.abandonOn(request);
      request.getConnectionMetaData().getConnection().getEndPoint().close();
    } catch (RuntimeException e) {
      LOG.warn("Request {}: its connection did not close", RequestIds.of(request), e);
    }
  }

  private static Duration extra(Request request) {
    return request.getAttribute(EXTRA) instanceof Duration extra ? extra : Duration.ZERO;
  }

  private void again() {
    getServer().getScheduler().schedule(this, limit.toMillis() / 10, TimeUnit.MILLISECONDS);
  }
}
