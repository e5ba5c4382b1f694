package dev.usertemplate.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Closes the connection of a request that is not over in time: its caller does not read, or so
 * slowly that the answer only occupies memory. The web server's idle timeout does not end it, since
 * a byte now and then is enough to stay.
 */
final class InTime extends Handler.Wrapper implements Runnable {
  private final Duration limit;
  private final Map<Request, Long> running = new ConcurrentHashMap<>();

  InTime(Handler next, Duration limit) {
    super(next);
    this.limit = limit;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    running.put(request, System.nanoTime());
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
      long now = System.nanoTime();
      running.forEach(
          (request, since) -> {
            if (now - since > limit.toNanos()) {
              request.getConnectionMetaData().getConnection().getEndPoint().close();
            }
          });
    } finally {
      again();
    }
  }

  private void again() {
    getServer().getScheduler().schedule(this, limit.toMillis() / 10, TimeUnit.MILLISECONDS);
  }
}
