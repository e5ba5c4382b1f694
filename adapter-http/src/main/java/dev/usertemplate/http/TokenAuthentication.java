package dev.usertemplate.http;

import dev.usertemplate.core.access.Principal;
import dev.usertemplate.http.access.AccessRules;
import dev.usertemplate.http.signature.SignedRequest;
import dev.usertemplate.http.token.IdentityService;
import dev.usertemplate.http.token.TokenIdentity;
import dev.usertemplate.http.token.TokenRefusedException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Whom a token stands for, by the identity service; what they may, by the roles of the token. */
final class TokenAuthentication {
  private static final String TOKEN = "x-auth-token";

  /**
   * Of an identity service that does not say to which account a user belongs. No account has a name
   * with blanks.
   */
  static final String NO_DOMAIN = "(no domain)";

  private final Supplier<AccessRules> rules;
  private final Optional<IdentityService> identityService;

  TokenAuthentication(Supplier<AccessRules> rules, Optional<IdentityService> identityService) {
    this.rules = rules;
    this.identityService = identityService;
  }

  /** For the log: whether there is a token. Never the token. */
  static String claim(SignedRequest.Headers headers) {
    return headers.values(TOKEN).isEmpty() ? "" : "token";
  }

  /**
   * Whom the token of a request stands for.
   *
   * @throws ApiException if it has none, or a bad one, or if nobody can say
   */
  Caller authenticate(SignedRequest.Headers headers) {
    String token = headers.values(TOKEN).stream().findFirst().orElse("");
    if (token.isBlank()) {
      throw Unauthenticated.because("x-auth-token not found", waysIn());
    }
    if (identityService.isEmpty()) {
      throw Unauthenticated.because(
          "decrypt token fail",
          "This server takes no tokens; sign the request with an access key (Authorization).");
    }
    try {
      return new Caller(
          principal(identityService.get().validate(token.strip(), trace(headers))), "token");
    } catch (TokenRefusedException e) {
      throw refused(e);
    }
  }

  /** For the calls to the identity service, which are part of the caller's trace. */
  private static Supplier<Map<String, String>> trace(SignedRequest.Headers headers) {
    Trace trace = Trace.read(headers::values);
    return trace == null ? Map::of : trace::headers;
  }

  private String waysIn() {
    String sign = "Sign the request with an access key (Authorization).";
    String send = "Send a token (X-Auth-Token).";
    return identityService.isEmpty()
        ? sign
        : rules.get().credentials().isEmpty() ? send : sign + " Or else: " + send;
  }

  private Principal principal(TokenIdentity identity) {
    String project = identity.projectId();
    return new Principal(
        identity.userName(),
        identity.userId(),
        identity.domainId().isEmpty() ? NO_DOMAIN : identity.domainId(),
        project == null ? Set.of() : Set.of(project),
        false,
        rules.get().policiesForRoles(identity.roles()));
  }

  private static ApiException refused(TokenRefusedException e) {
    String sentence = Objects.requireNonNullElse(e.getMessage(), "");
    return switch (e.reason()) {
      case EXPIRED ->
          new ApiException(
              new Failure(ApiError.TOKEN_EXPIRED, sentence, Unauthenticated.CHALLENGE));
      case UNKNOWN -> Unauthenticated.because("decrypt token fail", sentence);
      case UNAVAILABLE ->
          new ApiException(
              new Failure(
                  ApiError.IDENTITY_SERVICE_UNAVAILABLE, sentence, Map.of("Retry-After", "5")));
    };
  }
}
