package dev.usertemplate.http;

import java.util.Map;

/** The answer to those who have not proved who they are. */
final class Unauthenticated {
  /** What HTTP asks of every 401: a way in. */
  static final Map<String, String> CHALLENGE = Map.of("WWW-Authenticate", "SDK-HMAC-SHA256");

  private Unauthenticated() {}

  /**
   * The refusal.
   *
   * @param publishedDetail one of the details that the API publishes
   * @param sentence what is wrong, and what to do
   */
  static ApiException because(String publishedDetail, String sentence) {
    return new ApiException(
        new Failure(ApiError.NOT_AUTHENTICATED, publishedDetail, sentence, CHALLENGE, null));
  }
}
