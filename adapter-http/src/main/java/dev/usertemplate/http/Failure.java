package dev.usertemplate.http;

import dev.usertemplate.core.template.InvalidParameterException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is told about a request that failed.
 *
 * @param error status, code and message
 * @param publishedDetail what is added to the error's message: one of the details that the API
 *     publishes for it; empty for most errors
 * @param detail the sentence about this case
 * @param headers what the answer carries besides the headers of every answer
 * @param authorizationMessage why a policy denies the request, sealed; null for all other failures
 */
record Failure(
    ApiError error,
    String publishedDetail,
    String detail,
    Map<String, String> headers,
    @Nullable String authorizationMessage) {
  /** The next request on this connection would find nobody. */
  static final Failure STOPPING =
      new Failure(
          ApiError.UNAVAILABLE,
          "The server is stopping; send the request to another one, or later.",
          Map.of("Connection", "close"));

  Failure {
    headers = Map.copyOf(headers);
  }

  Failure(ApiError error, String detail) {
    this(error, detail, Map.of());
  }

  Failure(ApiError error, String detail, Map<String, String> headers) {
    this(error, "", detail, headers, null);
  }

  /** The body of its answer. */
  ErrorBody body() {
    return new ErrorBody(
        error.code(), error.message() + publishedDetail, detail, authorizationMessage);
  }

  /** What to tell about anything that was thrown. Only what is meant for callers reaches them. */
  static Failure of(Throwable thrown, String requestId) {
    if (thrown instanceof ApiException refusal) {
      return refusal.failure();
    }
    if (thrown instanceof InvalidParameterException invalid) {
      return new Failure(ApiError.INVALID_PARAMETER, String.valueOf(invalid.getMessage()));
    }
    if (thrown instanceof MethodNotAllowedResponse notAllowed) {
      String allowed = notAllowed.getDetails().getOrDefault("availableMethods", "");
      return new Failure(
          ApiError.METHOD_NOT_ALLOWED,
          "This path takes only: %s.".formatted(allowed),
          Map.of("Allow", allowed));
    }
    if (thrown instanceof HttpResponseException other) {
      return ofStatus(other.getStatus(), String.valueOf(other.getMessage()), requestId);
    }
    return internal(requestId);
  }

  /**
   * What to tell when the web server refused a request by itself.
   *
   * @param reason its words, passed on only when the fault is in the request; may be empty
   */
  static Failure ofStatus(int status, String reason, String requestId) {
    ApiError error = ApiError.ofStatus(status);
    return switch (error) {
      case INVALID_PARAMETER ->
          new Failure(
              error,
              reason.isEmpty()
                  ? "The request is malformed."
                  : "The request is malformed: %s.".formatted(reason));
      case NOT_FOUND ->
          new Failure(error, "There is nothing at this path; compare it with the API's reference.");
      case METHOD_NOT_ALLOWED -> new Failure(error, "This path does not take the method.");
      case URI_TOO_LONG, HEADERS_TOO_LARGE ->
          new Failure(
              error,
              "Request line and headers together may have %s bytes."
                  .formatted(Listener.MAX_HEADER_BYTES));
      case UNAVAILABLE -> STOPPING;
      case BODY_TOO_LARGE -> new Failure(error, "The body is too large.");
      case UNSUPPORTED_MEDIA_TYPE -> new Failure(error, "The body has the wrong media type.");
      // The web server itself has no reason for any of the others.
      default -> internal(requestId);
    };
  }

  private static Failure internal(String requestId) {
    return new Failure(
        ApiError.INTERNAL,
        "The cause is in the server's log, under the request id %s.".formatted(requestId));
  }
}
