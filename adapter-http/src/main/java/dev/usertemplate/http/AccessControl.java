package dev.usertemplate.http;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import dev.usertemplate.http.access.AccessRules;
import dev.usertemplate.http.access.AuthorizationMessage;
import dev.usertemplate.http.access.AuthorizationMessages;
import dev.usertemplate.http.signature.SignedRequest;
import dev.usertemplate.http.token.IdentityService;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Who calls, and what they may: by the access file, and by the identity service. */
final class AccessControl {
  private final SignatureAuthentication signatures;
  private final TokenAuthentication tokens;
  private final AuthorizationMessages messages;
  private final boolean checkPermissions;
  private final Clock clock;

  /**
   * Access control by these rules.
   *
   * @param rules those that hold now; asked for each request
   * @param identityService empty to accept no tokens
   * @param checkPermissions false to let everybody download who belongs to the project
   */
  AccessControl(
      Supplier<AccessRules> rules,
      Optional<IdentityService> identityService,
      boolean checkPermissions,
      Clock clock) {
    this.signatures = new SignatureAuthentication(rules, clock);
    this.tokens = new TokenAuthentication(rules, identityService);
    this.messages = new AuthorizationMessages(() -> rules.get().messageKeys());
    this.checkPermissions = checkPermissions;
    this.clock = clock;
  }

  /**
   * Who calls. A request that is signed is judged by its signature, whatever else it carries.
   *
   * @throws ApiException if nobody has proved to
   */
  Caller authenticate(Request request, Origin origin) {
    return isSigned(request)
        ? signatures.authenticate(request, origin)
        : tokens.authenticate(headers(request));
  }

  /**
   * Returns if somebody could have sent a request with these headers, its body being what it may.
   *
   * @throws ApiException if {@link #authenticate} would refuse it for its headers alone
   */
  void check(SignedRequest.Headers headers, Origin origin) {
    if (SignatureAuthentication.isSigned(headers)) {
      signatures.check(headers, origin);
    } else {
      tokens.authenticate(headers);
    }
  }

  static boolean isSigned(Request request) {
    return SignatureAuthentication.isSigned(headers(request));
  }

  static SignedRequest.Headers headers(Request request) {
    return request.getHeaders()::getValuesList;
  }

  /** What a request that is refused says that it was sent by, for the log; may be empty. */
  static String claimedCredential(Request request) {
    SignedRequest.Headers headers = headers(request);
    return SignatureAuthentication.isSigned(headers)
        ? SignatureAuthentication.claimedAccessKey(headers)
        : TokenAuthentication.claim(headers);
  }

  /**
   * Whether the caller may.
   *
   * @param project null if the action is about none
   */
  Decision decide(Caller caller, Action action, @Nullable String project) {
    Decision decision = Decision.decide(caller.principal(), action, project);
    boolean byPolicy = decision == Decision.IMPLICIT_DENY || decision == Decision.EXPLICIT_DENY;
    return byPolicy && !checkPermissions && action.equals(Action.GET_IMPORT_TEMPLATE)
        ? Decision.ALLOWED
        : decision;
  }

  /** Why policies deny, sealed for those who may decode it. */
  String explain(
      Decision denial, Caller caller, Action action, @Nullable String project, String requestId) {
    return messages.seal(denial, caller.principal(), action, project, requestId, clock.instant());
  }

  /**
   * What a sealed message says; empty if it can't be opened, or is none of the reader's account.
   */
  Optional<String> open(String message, Principal reader) {
    return messages
        .open(message)
        .filter(opened -> opened.domainId().equals(reader.domainId()))
        .filter(opened -> !opened.domainId().equals(TokenAuthentication.NO_DOMAIN))
        .map(AuthorizationMessage::json);
  }
}
