package dev.usertemplate.http;

import dev.usertemplate.core.template.InvalidParameterException;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.Map;

/**
 * What a caller is told about a request that failed.
 *
 * @param error status, code and message
 * @param detail the sentence about this case
 * @param headers what the answer carries besides the headers of every answer
 */
record Failure(ApiError error, String detail, Map<String, String> headers) {
  Failure {
    headers = Map.copyOf(headers);
  }

  Failure(ApiError error, String detail) {
    this(error, detail, Map.of());
  }

  /** What to tell about anything that was thrown. Only what is meant for callers reaches them. */
  static Failure of(Throwable thrown, String requestId) {
    if (thrown instanceof ApiException refusal) {
      return new Failure(refusal.error(), String.valueOf(refusal.getMessage()));
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
                  .formatted(Server.MAX_HEADER_BYTES));
      case INTERNAL -> internal(requestId);
      case UNAVAILABLE ->
          new Failure(
              error,
              "The server is stopping; send the request to another one, or later.",
              // The next request on this connection would find nobody.
              Map.of("Connection", "close"));
    };
  }

  private static Failure internal(String requestId) {
    return new Failure(
        ApiError.INTERNAL,
        "The cause is in the server's log, under the request id %s.".formatted(requestId));
  }
}
