package dev.usertemplate.http.token;

/** Why the identity service could not judge a token; its message is for the log. */
final class Outage extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What an operator can do something about, each in another way. */
  enum Kind {
    UNREACHABLE,
    SLOW,
    CROWDED,
    STRANGE_ANSWER,
    OWN_CREDENTIALS,
    OUR_FAULT
  }

  private final Kind kind;

  /**
   * An outage.
   *
   * @param what what the service does, as the end of a sentence: no part of a token
   */
  Outage(Kind kind, String what) {
    super(what, null, false, false);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  static Outage status(int status) {
    return new Outage(Kind.STRANGE_ANSWER, "it answers with status " + status);
  }
}
