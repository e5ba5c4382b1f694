package dev.usertemplate.http;

/**
 * Every error that a caller can meet: the one table of statuses, codes and messages. The codes are
 * those of the cloud service, so that a client's error handling works unchanged.
 */
enum ApiError {
  INVALID_PARAMETER(400, "WKS.00211102", "The parameter is invalid."),
  /** The message ends with what the API publishes as details of this error. */
  NOT_AUTHENTICATED(401, "APIGW.0301", "Incorrect IAM authentication information: "),
  TOKEN_EXPIRED(401, "APIGW.0307", "The token must be updated."),
  FORBIDDEN(403, "WKS.00081102", "User does not have permission to access this resource."),
  NOT_FOUND(
      404, "APIGW.0101", "The API does not exist or has not been published in the environment."),
  METHOD_NOT_ALLOWED(
      405, "WKS.00000405", "The method specified in the request is not allowed for this resource."),
  BODY_TOO_LARGE(413, "APIGW.0201", "Request entity too large."),
  URI_TOO_LONG(414, "APIGW.0201", "Request URI too large."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "WKS.00000415", "The server does not support the media type of the request payload."),
  THROTTLED(429, "APIGW.0308", "The throttling threshold has been reached."),
  HEADERS_TOO_LARGE(431, "APIGW.0201", "Request headers too large."),
  INTERNAL(500, "WKS.00211401", "The requested operation failed. Please try again later."),
  UNAVAILABLE(503, "WKS.00050902", "The service is now unavailable to process the request."),
  IDENTITY_SERVICE_UNAVAILABLE(503, "APIGW.0613", "The IAM service is currently unavailable."),
  UNDECODABLE(400, "STS5.1001", "The encoded message cannot be decoded."),
  DECODING_FORBIDDEN(403, "STS5.1001", "Access denied.");

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
