package dev.usertemplate.http;

import dev.usertemplate.http.access.AccessRules;
import dev.usertemplate.http.access.Credential;
import dev.usertemplate.http.signature.AuthorizationHeader;
import dev.usertemplate.http.signature.SignatureRefusedException;
import dev.usertemplate.http.signature.SignatureVerifier;
import dev.usertemplate.http.signature.SignedRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who has signed a request, by the access keys of the access file. */
final class SignatureAuthentication {
  private static final String AUTHORIZATION = "authorization";

  private static final Logger LOG = LoggerFactory.getLogger(SignatureAuthentication.class);

  private final Supplier<AccessRules> rules;
  private final LockOut lockOut;
  private final Clock clock;

  SignatureAuthentication(Supplier<AccessRules> rules, Clock clock) {
    this.rules = rules;
    this.lockOut = new LockOut(clock);
    this.clock = clock;
  }

  static boolean isSigned(SignedRequest.Headers headers) {
    return !headers.values(AUTHORIZATION).isEmpty();
  }

  /** The access key that a request names, whoever sent it; empty if it names none. */
  static String claimedAccessKey(SignedRequest.Headers headers) {
    try {
      return header(headers).accessKey();
    } catch (SignatureRefusedException e) {
      return "";
    }
  }

  /**
   * Who has signed the request.
   *
   * @throws ApiException if nobody has
   */
  Caller authenticate(Request request, Origin origin) {
    try {
      AuthorizationHeader header = header(AccessControl.headers(request));
      Credential credential = credential(header, origin);
      verify(signed(request, origin), header, credential, origin.network());
      return new Caller(credential.principal(), header.accessKey());
    } catch (SignatureRefusedException e) {
      throw refused(e);
    }
  }

  /**
   * Returns if a request with these headers could be signed by somebody.
   *
   * @throws ApiException if it is not, whatever else is in it
   */
  void check(SignedRequest.Headers headers, Origin origin) {
    try {
      credential(header(headers), origin);
    } catch (SignatureRefusedException e) {
      throw refused(e);
    }
  }

  private Credential credential(AuthorizationHeader header, Origin origin) {
    Credential credential = rules.get().credentials().get(header.accessKey());
    if (credential == null) {
      throw SignatureRefusedException.unknownAccessKey();
    }
    refuseLocked(header.accessKey(), origin.network());
    return credential;
  }

  private static ApiException refused(SignatureRefusedException e) {
    return Unauthenticated.because(e.publishedDetail(), String.valueOf(e.getMessage()));
  }

  private void refuseLocked(String accessKey, String network) {
    if (lockOut.isLocked(accessKey, network)) {
      throw Unauthenticated.because(
          "AK access failed to reach the limit,forbidden.",
          "The access key is locked for your address for %s minutes after %s bad signatures in a row."
              .formatted(LockOut.DURATION.toMinutes(), LockOut.LIMIT));
    }
  }

  private void verify(
      SignedRequest request, AuthorizationHeader header, Credential credential, String network) {
    String accessKey = header.accessKey();
    try {
      SignatureVerifier.verify(request, header, credential.key(), clock.instant());
    } catch (SignatureRefusedException e) {
      if (e.reason() == SignatureRefusedException.Reason.SIGNATURE
          && lockOut.bad(accessKey, network)) {
        LOG.atWarn()
            .setMessage("Access key locked after {} bad signatures in a row")
            .addArgument(LockOut.LIMIT)
            .addKeyValue("access_key", accessKey)
            .addKeyValue("network", network)
            .addKeyValue("until", clock.instant().plus(LockOut.DURATION))
            .log();
      }
      throw e;
    }
    lockOut.good(accessKey, network);
  }

  private static AuthorizationHeader header(SignedRequest.Headers headers) {
    // Joined, several of them have a form that no signer writes.
    return AuthorizationHeader.parse(String.join(", ", headers.values(AUTHORIZATION)));
  }

  private static SignedRequest signed(Request request, Origin origin) {
    SignedRequest.Headers headers = AccessControl.headers(request);
    SignedRequest.Headers asSigned =
        name -> name.equals("host") ? List.of(origin.host()) : headers.values(name);
    Upload upload = Upload.of(request);
    return upload == null
        ? new SignedRequest(
            request.getMethod(),
            request.getHttpURI().getPath(),
            request.getHttpURI().getQuery(),
            asSigned,
            RequestBody.of(request))
        : new SignedRequest(
            request.getMethod(),
            request.getHttpURI().getPath(),
            request.getHttpURI().getQuery(),
            asSigned,
            upload);
  }
}
