package dev.usertemplate.http;

/** Ends the handling of a request with an error that the caller is to see. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ApiError error;

  /**
   * The error and a sentence about this case of it.
   *
   * @param error what to answer
   * @param detail the caller's {@code error_detail}: what is wrong, and what would be right
   */
  ApiException(ApiError error, String detail) {
    // Without a stack trace: it says something about the request, nothing about this program.
    super(detail, null, false, false);
    this.error = error;
  }

  ApiError error() {
    return error;
  }
}
