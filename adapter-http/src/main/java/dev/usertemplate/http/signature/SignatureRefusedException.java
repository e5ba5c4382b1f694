package dev.usertemplate.http.signature;

import java.time.Instant;

/**
 * A request whose signature is not accepted. The message is a sentence for the caller: what is
 * wrong, and what to do. It holds no secret, no token and nothing that was computed with one.
 */
public final class SignatureRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a signature can be refused for. */
  public enum Reason {
    /** The header or the request cannot be what a signer sent. */
    MALFORMED,
    /** Nobody has this access key. */
    UNKNOWN_ACCESS_KEY,
    /** Signed too long ago, or in the future. */
    CLOCK,
    /** The body is not the one whose hash was declared. */
    BODY,
    /** The signature does not match: the only reason that speaks of guessing. */
    SIGNATURE,
    /** The security token is wrong or missing, or belongs to no such key. */
    SECURITY_TOKEN,
    /** A temporary key that has ended. */
    EXPIRED
  }

  private final Reason reason;
  private final String publishedDetail;

  private SignatureRefusedException(Reason reason, String publishedDetail, String sentence) {
    // Without a stack trace: it says something about the request, nothing about this program.
    super(sentence, null, false, false);
    this.reason = reason;
    this.publishedDetail = publishedDetail;
  }

  static SignatureRefusedException of(Reason reason, String sentence) {
    String detail =
        switch (reason) {
          case UNKNOWN_ACCESS_KEY -> "ak not exist";
          case SECURITY_TOKEN -> "decrypt token fail";
          case MALFORMED, CLOCK, BODY, SIGNATURE -> "verify aksk signature fail";
          case EXPIRED -> throw new IllegalArgumentException("needs the time");
        };
    return new SignatureRefusedException(reason, detail, sentence);
  }

  /** For a header whose access key nobody has. */
  public static SignatureRefusedException unknownAccessKey() {
    return of(
        Reason.UNKNOWN_ACCESS_KEY,
        "The access key is not known here; check it, and that it was not deleted.");
  }

  static SignatureRefusedException malformed(String sentence) {
    return of(Reason.MALFORMED, sentence);
  }

  static SignatureRefusedException expired(Instant expiresAt) {
    return new SignatureRefusedException(
        Reason.EXPIRED,
        "token expires, expires_at: " + expiresAt,
        "The temporary access key expired at %s; obtain a new one.".formatted(expiresAt));
  }

  /** What to react to. */
  public Reason reason() {
    return reason;
  }

  /** The cloud's own words for it, which stand in its message after the colon. */
  public String publishedDetail() {
    return publishedDetail;
  }
}
