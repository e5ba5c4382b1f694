package dev.usertemplate.http;

import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.Callback;

/** Takes on no more requests at once than it can serve; the others are told to come back. */
final class Overload extends QoSHandler {
  private static final Failure FULL =
      new Failure(
          ApiError.UNAVAILABLE,
          "The server has as many requests in flight as it takes; send the request again in a"
              + " moment.",
          Map.of("Retry-After", "1"));

  private final FailureAnswers failures;

  Overload(int maxRequests, FailureAnswers failures) {
    this.failures = failures;
    setMaxRequestCount(maxRequests);
    setMaxSuspendedRequestCount(0);
  }

  @Override
  protected void reject(Request request, Response response, Callback callback, int status) {
    failures.answer(request, response, callback, FULL);
  }
}
