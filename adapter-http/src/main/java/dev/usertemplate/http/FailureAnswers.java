package dev.usertemplate.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where failures become answers: those thrown by code of ours, and those that the web
 * server finds itself, such as a request line that is none.
 */
final class FailureAnswers implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

  private final Metrics metrics;

  FailureAnswers(Metrics metrics) {
    this.metrics = metrics;
  }

  /** Answers a request whose handling threw something. */
  void answer(HttpServletResponse response, Throwable thrown) {
    String requestId = response.getHeader(RequestIds.HEADER);
    if (response.isCommitted()) {
      // Nothing can be said any more. As a rule it is the caller who hung up.
      LOG.debug("Request {} ended while being answered", requestId, thrown);
      return;
    }
    Failure failure = Failure.of(thrown, requestId);
    log(failure, requestId, thrown);
    metrics.failed(failure);
    byte[] body = body(failure);
    boolean close = RequestBody.isLeftOn(response);
    response.reset();
    if (close) {
      RequestBody.leaveOn(response);
    }
    response.setStatus(failure.error().status());
    headers(failure, requestId).forEach(response::setHeader);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      // Thrown on, it would be logged as a failure of ours, with what the caller wrote.
      LOG.debug("Request {} ended while being answered", requestId, e);
    }
  }

  /** Answers a request that the web server itself refused or failed on. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = RequestIds.of(request);
    Failure failure = Failure.ofStatus(response.getStatus(), reason(request, response), requestId);
    log(failure, requestId, request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
    answer(request, response, callback, failure);
    return true;
  }

  /** Answers a request whose handling threw something, before it has written anything. */
  void answer(Request request, Response response, Callback callback, Throwable thrown) {
    String requestId = RequestIds.of(request);
    Failure failure = Failure.of(thrown, requestId);
    log(failure, requestId, thrown);
    answer(request, response, callback, failure);
  }

  /** Answers a request that is refused before the routes. */
  void answer(Request request, Response response, Callback callback, Failure failure) {
    metrics.failed(failure);
    byte[] body = body(failure);
    response.setStatus(failure.error().status());
    headers(failure, RequestIds.of(request)).forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    // The web server leaves it out by itself, but not of a request that it could not read.
    boolean withBody = !HttpMethod.HEAD.is(request.getMethod());
    response.write(true, withBody ? ByteBuffer.wrap(body) : null, callback);
  }

  /** The web server's own words; empty when they only repeat the name of the status. */
  private static String reason(Request request, Response response) {
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    return message == null || message.equals(HttpStatus.getMessage(response.getStatus()))
        ? ""
        : message.toString();
  }

  private static Map<String, String> headers(Failure failure, String requestId) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(RequestIds.HEADER, requestId);
    headers.put("Content-Type", "application/json");
    headers.put("X-Content-Type-Options", "nosniff");
    // Without it, any cache may keep a 404 for as long as it likes.
    headers.put("Cache-Control", "no-store");
    headers.put("Vary", "Accept");
    headers.putAll(failure.headers());
    return headers;
  }

  private byte[] body(Failure failure) {
    return Json.MAPPER.writeValueAsBytes(failure.body());
  }

  private static void log(Failure failure, String requestId, @Nullable Object cause) {
    // That exception is Jetty's word for a caller who hung up or fell silent within a request.
    if (failure.error() == ApiError.INTERNAL && !(cause instanceof EofException)) {
      LOG.error("Request {} failed", requestId, cause);
    }
  }
}
