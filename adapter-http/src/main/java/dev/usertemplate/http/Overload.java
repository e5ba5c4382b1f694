package dev.usertemplate.http;

import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Takes on no more requests at once than it can serve; the others are told to come back. A request
 * counts while it is worked on, not while its caller takes their time to read the answer: those who
 * never read could else keep everybody out. (So does Jetty's own handler for this.)
 */
final class Overload extends Handler.Wrapper {
  static final Failure FULL =
      new Failure(
          ApiError.UNAVAILABLE,
          "The server has as many requests in flight as it takes; send the request again in a"
              + " moment.",
          Map.of("Retry-After", "1"));

  private final FailureAnswers failures;
  private final Semaphore places;

  Overload(Handler next, int maxRequests, FailureAnswers failures) {
    super(next);
    this.failures = failures;
    this.places = new Semaphore(maxRequests);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!places.tryAcquire()) {
      failures.answer(request, response, callback, FULL);
      return true;
    }
    try {
      return super.handle(request, response, callback);
    } finally {
      places.release();
    }
  }
}
