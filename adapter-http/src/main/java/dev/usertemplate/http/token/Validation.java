package dev.usertemplate.http.token;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One question about one token: an exchange with the identity service, or a few. */
final class Validation {
  private final TokenApi api;
  private final ServiceToken serviceToken;
  private final String token;
  private final Supplier<Map<String, String>> headers;
  private final Instant asked;
  private final Duration trust;
  private @Nullable CompletableFuture<?> exchange;
  private boolean ended;

  Validation(
      TokenApi api,
      ServiceToken serviceToken,
      String token,
      Supplier<Map<String, String>> headers,
      Instant asked,
      Duration trust) {
    this.api = api;
    this.serviceToken = serviceToken;
    this.token = token;
    this.headers = headers;
    this.asked = asked;
    this.trust = trust;
  }

  /**
   * Asks. The future fails with an {@link Outage} or as the exchange does.
   *
   * @param credentials empty to ask with the token itself
   */
  CompletableFuture<Verdict> ask(Optional<ServiceCredentials> credentials) {
    return credentials.isPresent() ? askAsService(credentials.get(), true) : askAsCaller();
  }

  /** Ends the exchange that may still be under way. */
  synchronized void end() {
    ended = true;
    if (exchange != null) {
      exchange.cancel(true);
    }
  }

  private CompletableFuture<Verdict> askAsCaller() {
    return show(token, false)
        .thenApply(
            answer ->
                switch (answer.statusCode()) {
                  case 200 -> accepted(answer);
                  case 401, 404 -> new Verdict.Unknown(asked);
                  default -> throw Outage.status(answer.statusCode());
                });
  }

  private CompletableFuture<Verdict> askAsService(ServiceCredentials credentials, boolean again) {
    return serviceToken
        .get(credentials)
        .thenCompose(
            own ->
                show(own, false)
                    .thenCompose(
                        answer ->
                            switch (answer.statusCode()) {
                              case 200 -> CompletableFuture.completedFuture(accepted(answer));
                              case 404 -> expiredOrUnknown(own);
                              case 401 -> ownRefused(credentials, own, again);
                              case 403 -> throw notAllowed();
                              default -> throw Outage.status(answer.statusCode());
                            }));
  }

  /** Of revoked tokens the service knows nothing any more, even when it describes expired ones. */
  private CompletableFuture<Verdict> expiredOrUnknown(String own) {
    return show(own, true)
        .thenApply(
            answer ->
                switch (answer.statusCode()) {
                  case 200 -> new Verdict.Expired();
                  case 404 -> new Verdict.Unknown(asked);
                  default -> throw Outage.status(answer.statusCode());
                });
  }

  private CompletableFuture<Verdict> ownRefused(
      ServiceCredentials credentials, String own, boolean again) {
    serviceToken.refused(own);
    if (again) {
      return askAsService(credentials, false);
    }
    throw new Outage(
        Outage.Kind.OWN_CREDENTIALS, "it refuses this service's own token, even a new one");
  }

  private static Outage notAllowed() {
    return new Outage(
        Outage.Kind.OWN_CREDENTIALS,
        "it does not let this service's own user validate tokens; give it the role service or"
            + " admin");
  }

  private Verdict accepted(HttpResponse<byte[]> answer) {
    return new Verdict.Accepted(TokenAnswer.read(answer.body()), asked, trust);
  }

  private synchronized CompletableFuture<HttpResponse<byte[]>> show(String own, boolean expired) {
    CompletableFuture<HttpResponse<byte[]>> next =
        ended ? new CompletableFuture<>() : api.show(token, own, expired, headers.get());
    exchange = next;
    return next;
  }
}
