package dev.usertemplate.http.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What can be said of a token from its characters alone. */
final class TokenText {
  /** Published tokens have up to 40,000 characters. */
  static final int MAX_LENGTH = 60_000;

  private TokenText() {}

  /** Whether it can be sent in a header; what can't has never been received in one either. */
  static boolean isSendable(String token) {
    return !token.isEmpty()
        && token.length() <= MAX_LENGTH
        && token.chars().allMatch(c -> c > ' ' && c < 0x7F);
  }

  /** Stands for the token where it is remembered, so that memory dumps hold no tokens for long. */
  static String digest(String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
