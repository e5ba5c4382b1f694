package dev.usertemplate.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one place where failures become answers: those thrown by code of ours, and those that the web
 * server finds itself, such as a request line that is none.
 */
final class FailureAnswers implements Request.Handler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

  private static final String JSON = "application/json";
  // A 404 without this may be kept by any cache for as long as it likes.
  private static final String NO_STORE = "no-store";

  private final JsonMapper json = new JsonMapper();

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
    byte[] body = body(failure);
    response.reset();
    response.setStatus(failure.error().status());
    response.setHeader(RequestIds.HEADER, requestId);
    response.setHeader(HttpHeader.CACHE_CONTROL.asString(), NO_STORE);
    failure.headers().forEach(response::setHeader);
    response.setContentType(JSON);
    response.setContentLength(body.length);
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a request that the web server itself refused or failed on. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String requestId = RequestIds.of(request);
    Object message = request.getAttribute(ErrorHandler.ERROR_MESSAGE);
    Failure failure =
        Failure.ofStatus(
            response.getStatus(), message == null ? "" : message.toString(), requestId);
    log(failure, requestId, request.getAttribute(ErrorHandler.ERROR_EXCEPTION));
    byte[] body = body(failure);
    response.setStatus(failure.error().status());
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(RequestIds.HEADER, requestId);
    headers.put(HttpHeader.CACHE_CONTROL, NO_STORE);
    failure.headers().forEach(headers::put);
    headers.put(HttpHeader.CONTENT_TYPE, JSON);
    headers.put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private byte[] body(Failure failure) {
    ApiError error = failure.error();
    return json.writeValueAsBytes(new ErrorBody(error.code(), error.message(), failure.detail()));
  }

  private static void log(Failure failure, String requestId, @Nullable Object cause) {
    if (failure.error() == ApiError.INTERNAL) {
      LOG.error("Request {} failed", requestId, cause);
    }
  }
}
