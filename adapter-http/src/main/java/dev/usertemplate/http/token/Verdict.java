package dev.usertemplate.http.token;

import dev.usertemplate.http.token.TokenRefusedException.Reason;
import java.time.Duration;
import java.time.Instant;

/** What is remembered of a token. */
sealed interface Verdict {
  /** Whether the identity service need not be asked again. */
  boolean holdsAt(Instant now);

  /**
   * Whom the token stands for.
   *
   * @throws TokenRefusedException if it stands for nobody
   */
  TokenIdentity identityAt(Instant now);

  /** The service accepted it when it was asked. */
  record Accepted(TokenIdentity identity, Instant asked, Duration trust) implements Verdict {
    @Override
    public boolean holdsAt(Instant now) {
      // One that has expired stays expired.
      return hasExpired(now) || isRecent(asked, now, trust);
    }

    @Override
    public TokenIdentity identityAt(Instant now) {
      if (hasExpired(now)) {
        throw new TokenRefusedException(Reason.EXPIRED);
      }
      return identity;
    }

    private boolean hasExpired(Instant now) {
      return !now.isBefore(identity.expiresAt());
    }
  }

  /** The service said that it was good once, whatever our clock says. */
  record Expired() implements Verdict {
    @Override
    public boolean holdsAt(Instant now) {
      return true;
    }

    @Override
    public TokenIdentity identityAt(Instant now) {
      throw new TokenRefusedException(Reason.EXPIRED);
    }
  }

  /** The service did not accept it. */
  record Unknown(Instant asked) implements Verdict {
    /** Long enough that a stranger who repeats it is no burden for the service. */
    static final Duration REMEMBERED = Duration.ofSeconds(5);

    @Override
    public boolean holdsAt(Instant now) {
      return isRecent(asked, now, REMEMBERED);
    }

    @Override
    public TokenIdentity identityAt(Instant now) {
      throw new TokenRefusedException(Reason.UNKNOWN);
    }
  }

  private static boolean isRecent(Instant asked, Instant now, Duration span) {
    // A clock that was set back must not prolong the trust.
    return !now.isBefore(asked) && now.isBefore(asked.plus(span));
  }
}
