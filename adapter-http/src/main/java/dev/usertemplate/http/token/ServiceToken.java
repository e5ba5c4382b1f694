package dev.usertemplate.http.token;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** This service's own token, renewed when it is refused or about to expire. */
final class ServiceToken {
  /** A token that expires so soon could do so on its way. */
  private static final Duration EARLY = Duration.ofSeconds(30);

  /** Refused credentials are not tried again at once: that could lock the user. */
  static final Duration PAUSE = Duration.ofSeconds(10);

  private final TokenApi api;
  private final Duration timeout;
  private final Clock clock;
  private @Nullable Login login;

  ServiceToken(TokenApi api, Duration timeout, Clock clock) {
    this.api = api;
    this.timeout = timeout;
    this.clock = clock;
  }

  /** A token and its end. */
  private record Issued(String token, Instant expiresAt) {
    @Override
    public String toString() {
      return "Issued[expiresAt=%s]".formatted(expiresAt);
    }
  }

  /** One login, perhaps still under way. Whoever needs a token meanwhile waits for the same one. */
  private record Login(ServiceCredentials by, Instant at, CompletableFuture<Issued> issued) {
    boolean serves(ServiceCredentials credentials, Instant now) {
      if (!by.equals(credentials)) {
        return false;
      }
      if (!issued.isDone()) {
        return true;
      }
      return issued
          .handle(
              (token, failure) ->
                  failure == null
                      ? now.isBefore(token.expiresAt().minus(EARLY))
                      : isRefusal(failure) && now.isBefore(at.plus(PAUSE)))
          .join();
    }

    private static boolean isRefusal(Throwable failure) {
      return Failures.cause(failure) instanceof Outage outage
          && outage.kind() == Outage.Kind.OWN_CREDENTIALS;
    }
  }

  /** The token of these credentials; fails with an {@link Outage} or as the exchange does. */
  synchronized CompletableFuture<String> get(ServiceCredentials credentials) {
    Instant now = clock.instant();
    if (login == null || !login.serves(credentials, now)) {
      login = new Login(credentials, now, issue(credentials, true));
    }
    return login.issued().thenApply(Issued::token);
  }

  /** Forgets the token, unless it was renewed meanwhile. */
  synchronized void refused(String token) {
    if (login != null
        && login.issued().isDone()
        && !login.issued().isCompletedExceptionally()
        && login.issued().join().token().equals(token)) {
      login = null;
    }
  }

  private CompletableFuture<Issued> issue(ServiceCredentials credentials, boolean again) {
    CompletableFuture<HttpResponse<byte[]>> exchange = api.issue(credentials);
    CompletableFuture<Issued> issued =
        exchange
            .thenApply(ServiceToken::issued)
            .orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete((token, failure) -> exchange.cancel(true));
    return again
        ? issued.exceptionallyCompose(
            failure ->
                isHangUp(failure)
                    ? issue(credentials, false)
                    : CompletableFuture.failedFuture(failure))
        : issued;
  }

  /**
   * Whether the service closed a connection that had rested just when it was used again. The client
   * repeats a GET then, but not a POST.
   */
  private static boolean isHangUp(Throwable failure) {
    Throwable cause = Failures.cause(failure);
    return cause instanceof IOException && !(cause instanceof ConnectException);
  }

  private static Issued issued(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 401) {
      throw new Outage(
          Outage.Kind.OWN_CREDENTIALS,
          "it refuses this service's own user, password or project; correct them");
    }
    if (status != 200 && status != 201) {
      throw Outage.status(status);
    }
    String token = answer.headers().firstValue("X-Subject-Token").orElse("");
    if (!TokenText.isSendable(token)) {
      throw new Outage(Outage.Kind.STRANGE_ANSWER, "it issues no token in X-Subject-Token");
    }
    return new Issued(token, TokenAnswer.read(answer.body()).expiresAt());
  }
}
