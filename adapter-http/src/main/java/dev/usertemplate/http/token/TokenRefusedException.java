package dev.usertemplate.http.token;

/** A token for which nothing is granted. Never says the token itself, and has no stack trace. */
public final class TokenRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a token is refused. */
  public enum Reason {
    /** It was good once. */
    EXPIRED("The token has expired; request a new one."),
    /** The identity service does not know it, or it was revoked, or it can't be one at all. */
    UNKNOWN("The identity service does not accept the token; request a new one."),
    /** Nobody could judge it. */
    UNAVAILABLE("The identity service can't be asked at the moment; try again later.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Reason reason;

  TokenRefusedException(Reason reason) {
    super(reason.sentence, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
