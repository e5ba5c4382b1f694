package dev.usertemplate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
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
  static final String METRICS = "/metrics";

  /** By which a proxy says that it is one. */
  private static final List<String> FORWARDED =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

  /** The name of the connector that is for nothing else. */
  static final String CONNECTOR = "operations";

  private static final String ATTRIBUTE = Operations.class.getName();

  private static final HttpField JSON =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");

  private static final HttpField TEXT =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");

  private static final HttpFields HEADERS =
      HttpFields.build()
          .add(new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store"))
          .add(new PreEncodedHttpField("X-Content-Type-Options", "nosniff"))
          .asImmutable();

  private static final Failure WRONG_METHOD =
      new Failure(
          ApiError.METHOD_NOT_ALLOWED,
          "This path takes only: GET, HEAD.",
          Map.of("Allow", "GET, HEAD"));

  private static final Failure FROM_ELSEWHERE =
      new Failure(
          ApiError.FORBIDDEN,
          "On this port, metrics are for callers on the same machine only; start the server with %s"
                  .formatted(Setting.MANAGEMENT_PORT.flag())
              + " and ask there.");

  private final Health health;
  private final Metrics metrics;
  private final boolean hasPortOfTheirOwn;
  private final FailureAnswers failures;

  Operations(Handler next, Parts parts, FailureAnswers failures) {
    super(next);
    this.health = parts.health();
    this.metrics = parts.metrics();
    // Then the other port has none of them.
    this.hasPortOfTheirOwn = parts.settings().isGiven(Setting.MANAGEMENT_PORT);
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
        ApiError.NOT_FOUND,
        "This port has nothing but %s, %s and %s.".formatted(LIVE, READY, METRICS));
  }

  private boolean answered(Request request, Response response, Callback callback) {
    String path = request.getHttpURI().getPath();
    if (!LIVE.equals(path) && !READY.equals(path) && !METRICS.equals(path)) {
      return false;
    }
    request.setAttribute(ATTRIBUTE, true);
    Metrics.route(request, path);
    if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
      return refuse(request, response, callback, WRONG_METHOD);
    }
    if (METRICS.equals(path)) {
      if (!hasPortOfTheirOwn && isFromElsewhere(request)) {
        return refuse(request, response, callback, FROM_ELSEWHERE);
      }
      // Longer than the thread may wait that reads.
      request.getComponents().getExecutor().execute(() -> tell(request, response, callback));
      return true;
    }
    Optional<String> against = READY.equals(path) ? health.reasonAgainst() : Optional.empty();
    byte[] body = Json.MAPPER.writeValueAsBytes(against.map(State::down).orElse(State.UP));
    send(request, response, callback, against.isEmpty() ? 200 : 503, JSON, body);
    return true;
  }

  /** A proxy on this machine would make all its callers look like callers from it. */
  private static boolean isFromElsewhere(Request request) {
    return !(request.getConnectionMetaData().getRemoteSocketAddress()
            instanceof InetSocketAddress peer)
        || !peer.getAddress().isLoopbackAddress()
        || FORWARDED.stream().anyMatch(request.getHeaders()::contains);
  }

  private void tell(Request request, Response response, Callback callback) {
    try {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      metrics.write(body);
      send(request, response, callback, 200, TEXT, body.toByteArray());
    } catch (IOException | RuntimeException | Error e) {
      failures.answer(request, response, callback, e);
    }
  }

  private static void send(
      Request request,
      Response response,
      Callback callback,
      int status,
      HttpField type,
      byte[] body) {
    response.setStatus(status);
    response.getHeaders().add(HEADERS).put(type).put(HttpHeader.CONTENT_LENGTH, body.length);
    boolean withBody = HttpMethod.GET.is(request.getMethod());
    response.write(true, withBody ? ByteBuffer.wrap(body) : null, callback);
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
