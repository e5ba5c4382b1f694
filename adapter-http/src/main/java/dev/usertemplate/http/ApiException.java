package dev.usertemplate.http;

/** Ends the handling of a request with a failure that the caller is to see. */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  ApiException(Failure failure) {
    // Without a stack trace: it says something about the request, nothing about this program.
    super(failure.detail(), null, false, false);
    this.failure = failure;
  }

  /**
   * The error and a sentence about this case of it.
   *
   * @param error what to answer
   * @param detail the caller's {@code error_detail}: what is wrong, and what would be right
   */
  ApiException(ApiError error, String detail) {
    this(new Failure(error, detail));
  }

  Failure failure() {
    return failure;
  }
}
