package dev.usertemplate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.util.Map;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Answers those who watch over the server: whether it lives, and whether it wants requests. It
 * stands before everything that could make them wait or refuse them, answers on the thread that
 * reads, and asks nobody who they are.
 */
final class Operations extends Handler.Wrapper {
  static final String LIVE = "/health/live";
  static final String READY = "/health/ready";

  /** The name of the connector that is for nothing else. */
  static final String CONNECTOR = "operations";

  private static final String ATTRIBUTE = Operations.class.getName();

  private static final HttpFields HEADERS =
      HttpFields.build()
          .add(new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json"))
          .add(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"))
          .add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"))
          .asImmutable();

  private static final Failure WRONG_METHOD =
      new Failure(
          ApiError.METHOD_NOT_ALLOWED,
          "This path takes only: GET, HEAD.",
          Map.of("Allow", "GET, HEAD"));

  private final Health health;
  private final boolean hasPortOfTheirOwn;
  private final FailureAnswers failures;

  /**
   * The answers.
   *
   * @param hasPortOfTheirOwn whether they have one, so that the other port has none of them
   */
  Operations(Handler next, Health health, boolean hasPortOfTheirOwn, FailureAnswers failures) {
    super(next);
    this.health = health;
    this.hasPortOfTheirOwn = hasPortOfTheirOwn;
    this.failures = failures;
  }

  /** Whether the connector is for nothing else. */
  static boolean isTheirs(Connector connector) {
    return CONNECTOR.equals(connector.getName());
  }

  /** Whether the request was one of those that are answered here. */
  static boolean hasAnswered(Attributes request) {
    return request.getAttribute(ATTRIBUTE) != null;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (health.isStopping() && isHttp1(request)) {
      // The next request is to find another server.
      RequestBody.leaveOn(response);
    }
    if (hasPortOfTheirOwn) {
      return isTheirs(request.getConnectionMetaData().getConnector())
          ? answered(request, response, callback)
              || refuse(request, response, callback, nothingElse())
          : super.handle(request, response, callback);
    }
    return answered(request, response, callback) || super.handle(request, response, callback);
  }

  private static boolean isHttp1(Request request) {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_2;
  }

  private static Failure nothingElse() {
    return new Failure(
        ApiError.NOT_FOUND, "This port has nothing but %s and %s.".formatted(LIVE, READY));
  }

  private boolean answered(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    boolean isReady = READY.equals(path);
    if (!isReady && !LIVE.equals(path)) {
      return false;
    }
    request.setAttribute(ATTRIBUTE, true);
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      return refuse(request, response, callback, WRONG_METHOD);
    }
    State state = isReady ? health.reasonAgainst().map(State::down).orElse(State.UP) : State.UP;
    response.setStatus(state.reason() == null ? 200 : 503);
    byte[] body = Json.MAPPER.writeValueAsBytes(state);
    response.getHeaders().add(HEADERS).put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean withBody = HttpMethod.GET.is(request.getMethod());
    response.write(true, withBody ? ByteBuffer.wrap(body) : null, callback);
    return true;
  }

  private boolean refuse(Request request, Response response, Callback callback, Failure failure) {
    failures.answer(request, response, callback, failure);
    return true;
  }

  /**
   * The body of an answer.
   *
   * @param reason what is against it; null if nothing is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record State(String status, @Nullable String reason) {
    static final State UP = new State("UP", null);

    static State down(String reason) {
      return new State("DOWN", reason);
    }
  }
}
