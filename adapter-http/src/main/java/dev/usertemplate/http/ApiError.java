package dev.usertemplate.http;

/**
 * Every error that a caller can meet: the one table of statuses, codes and messages. The codes are
 * those of the cloud service, so that a client's error handling works unchanged.
 */
enum ApiError {
  INVALID_PARAMETER(400, "WKS.00211102", "The parameter is invalid."),
  NOT_FOUND(
      404, "APIGW.0101", "The API does not exist or has not been published in the environment."),
  METHOD_NOT_ALLOWED(
      405, "WKS.00000405", "The method specified in the request is not allowed for this resource."),
  URI_TOO_LONG(414, "APIGW.0201", "Request URI too large."),
  HEADERS_TOO_LARGE(431, "APIGW.0201", "Request headers too large."),
  INTERNAL(500, "WKS.00211401", "The requested operation failed. Please try again later."),
  UNAVAILABLE(503, "WKS.00050902", "The service is now unavailable to process the request.");

  private final int status;
  private final String code;
  private final String message;

  ApiError(int status, String code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  /** The HTTP status. */
  int status() {
    return status;
  }

  /** The member {@code error_code}: what programs go by. */
  String code() {
    return code;
  }

  /** The member {@code error_msg}: the same sentence for every error of this kind. */
  String message() {
    return message;
  }

  /**
   * The error for a status that the web server chose by itself, before any code of ours ran. What
   * has no entry of its own is the caller's fault below 500, and ours from 500 on.
   */
  static ApiError ofStatus(int status) {
    for (ApiError error : values()) {
      if (error.status == status) {
        return error;
      }
    }
    // 505 is the caller's: a version of HTTP that does not exist.
    return status < 500 || status == 505 ? INVALID_PARAMETER : INTERNAL;
  }
}
