package dev.usertemplate.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;

/**
 * Reads the body before the request goes on, also where nothing takes one: a signature covers it,
 * and the connection would else be closed as soon as the answer is out, under a caller who still
 * writes. While a body is on its way it occupies neither a thread nor a place among the requests in
 * flight, and it has to arrive in time.
 */
final class RequestBody extends Handler.Wrapper {
  /** How much of a body is kept, in bytes: more than any request here needs. */
  static final int KEPT = 16 * 1024;

  /** How much is read, in bytes; after a longer body the connection is closed, and we say so. */
  static final int LIMIT = 1024 * 1024;

  private static final String ATTRIBUTE = RequestBody.class.getName();
  private static final String CONNECTION = "Connection";
  private static final String CLOSE = "close";
  private static final byte[] NONE = new byte[0];

  private static final Failure LATE =
      new Failure(
          ApiError.INVALID_PARAMETER,
          "The body did not arrive in time; send the request again.",
          Map.of(CONNECTION, CLOSE));

  /** Bodies on their way at once: each of them occupies memory. */
  private static final int MOST = 256;

  private final FailureAnswers failures;
  private final Duration time;
  private final Semaphore places = new Semaphore(MOST);

  /**
   * A reader of bodies.
   *
   * @param time how long a body may take
   */
  RequestBody(Handler next, FailureAnswers failures, Duration time) {
    super(next);
    this.failures = failures;
    this.time = time;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (hasNone(request) || Upload.isOn(request)) {
      return super.handle(request, response, callback);
    }
    if (places.tryAcquire()) {
      new Arrival(request, response, callback).begin();
    } else {
      failures.answer(request, response, callback, Overload.FULL);
    }
    return true;
  }

  /** In HTTP/1.1, the headers say whether there is a body; in HTTP/2 they need not. */
  static boolean hasNone(Request request) {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2
        && request.getLength() <= 0
        && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  /**
   * The body; empty when there is none.
   *
   * @throws ApiException if it is longer than what is kept, or did not arrive as a whole
   */
  static byte[] of(Attributes request) {
    Object body = request.getAttribute(ATTRIBUTE);
    if (body instanceof Throwable) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER, "The body did not arrive; send the request again.");
    }
    byte[] bytes = body instanceof byte[] kept ? kept : NONE;
    if (bytes.length > KEPT) {
      throw new ApiException(
          ApiError.BODY_TOO_LARGE, "The body may have %s bytes.".formatted(KEPT));
    }
    return bytes;
  }

  /** Says that the connection ends with this answer. */
  static void leaveOn(HttpServletResponse response) {
    response.setHeader(CONNECTION, CLOSE);
  }

  /** Says that the connection ends with this answer. */
  static void leaveOn(Response response) {
    response.getHeaders().put(CONNECTION, CLOSE);
  }

  /** Whether the answer says that the connection ends with it. */
  static boolean isLeftOn(HttpServletResponse response) {
    return CLOSE.equals(response.getHeader(CONNECTION));
  }

  /** A body of which a little is kept in memory. */
  private final class Arrival extends BodyArrival {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Arrival(Request request, Response response, Callback callback) {
      super(request, response, callback);
    }

    @Override
    boolean take(ByteBuffer bytes) {
      // One more than is kept tells that there was more.
      byte[] piece = new byte[Math.min(bytes.remaining(), KEPT + 1 - kept.size())];
      bytes.get(piece);
      kept.writeBytes(piece);
      return length() <= LIMIT;
    }

    @Override
    Duration time(long bytes) {
      return time;
    }

    @Override
    void ended() {
      places.release();
    }

    @Override
    void arrived(boolean whole) {
      goOn(kept.toByteArray(), whole);
    }

    @Override
    void broke(Throwable failure) {
      // Who needs the body says so.
      goOn(failure, false);
    }

    @Override
    void late() {
      failures.answer(request, response, callback, LATE);
    }

    private void goOn(Object body, boolean whole) {
      request.setAttribute(ATTRIBUTE, body);
      if (!whole) {
        leaveOn(response);
      }
      HandOver.goOn(getHandler(), request, response, callback);
    }
  }
}
