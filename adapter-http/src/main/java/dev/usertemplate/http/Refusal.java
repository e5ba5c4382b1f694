package dev.usertemplate.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a body that is still on its way, and then ends the connection. For a moment it goes on
 * reading: a caller whose connection is closed while they write may never see the answer.
 */
final class Refusal extends BodyArrival {
  /** How much it goes on reading, in bytes. */
  private static final long LIMIT = 64 * 1024 * 1024;

  private final Duration time;

  private Refusal(Request request, Response response, Callback callback, Duration time) {
    super(request, response, callback);
    this.time = time;
  }

  /**
   * What is to be called when the answer is out: reads on for a moment, before it is over.
   *
   * @param time how long it goes on reading
   */
  static Callback before(Request request, Response response, Callback callback, Duration time) {
    // Who waits to be told to go on has sent nothing yet.
    return request.getHeaders().contains(HttpHeader.EXPECT)
        ? callback
        : Callback.from(
            () -> new Refusal(request, response, callback, time).begin(), callback::failed);
  }

  @Override
  boolean take(ByteBuffer bytes) {
    return length() <= LIMIT;
  }

  @Override
  Duration time(long bytes) {
    return time;
  }

  @Override
  void arrived(boolean whole) {
    callback.succeeded();
  }

  @Override
  void broke(Throwable failure) {
    callback.succeeded();
  }

  @Override
  void late() {
    callback.succeeded();
  }
}
