package dev.usertemplate.http.signature;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Decides whether a request is signed with a key, and may still be accepted. */
public final class SignatureVerifier {
  /** How far the signer's clock may be off, both ways. */
  static final Duration TOLERANCE = Duration.ofMinutes(15);

  private static final String DATE = "x-sdk-date";
  private static final String SECURITY_TOKEN = "x-security-token";
  private static final String UNSIGNED_PAYLOAD = "UNSIGNED-PAYLOAD";
  private static final Pattern DATE_FORM = Pattern.compile("[0-9]{8}T[0-9]{6}Z");
  private static final DateTimeFormatter DATE_FORMAT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withResolverStyle(ResolverStyle.STRICT);

  private SignatureVerifier() {}

  /**
   * Returns when the request is signed with the key and fresh. What a temporary key's token or end
   * have to say is told only to who holds the key.
   *
   * @param authorization its {@code Authorization} header
   * @param key the key with the header's access key
   * @param now the time to compare the request's with
   * @throws SignatureRefusedException if it is not accepted
   * @throws IllegalArgumentException if the key is another one than the header's
   */
  public static void verify(
      SignedRequest request, AuthorizationHeader authorization, SigningKey key, Instant now) {
    if (!key.accessKey().equals(authorization.accessKey())) {
      throw new IllegalArgumentException("key: is not the one that the header names");
    }
    String date = checkDate(request, authorization, now);
    checkSignature(request, authorization, key, date);
    key.checkToken(request.headers().values(SECURITY_TOKEN), now);
  }

  private static String checkDate(
      SignedRequest request, AuthorizationHeader authorization, Instant now) {
    if (!authorization.signedHeaders().contains(DATE)) {
      throw SignatureRefusedException.malformed(
          "SignedHeaders lacks x-sdk-date; the time of signing has to be signed too.");
    }
    String date = CanonicalRequest.singleHeader(request.headers(), DATE);
    Duration off = Duration.between(parseDate(date), now).abs();
    if (off.compareTo(TOLERANCE) > 0) {
      throw SignatureRefusedException.of(
          Reason.CLOCK,
          "X-Sdk-Date is more than 15 minutes away from this server's time, %s; check the clocks,"
                  .formatted(now)
              + " and sign each request anew.");
    }
    CredentialScope scope = authorization.scope();
    if (scope != null && !date.startsWith(scope.date() + "T")) {
      throw SignatureRefusedException.malformed(
          "The date in Credential is not the date of X-Sdk-Date.");
    }
    return date;
  }

  private static Instant parseDate(String date) {
    if (DATE_FORM.matcher(date).matches()) {
      try {
        return LocalDateTime.parse(date, DATE_FORMAT).toInstant(ZoneOffset.UTC);
      } catch (DateTimeException e) {
        // Told below: a day or a time that does not exist.
      }
    }
    throw SignatureRefusedException.malformed(
        "X-Sdk-Date has to be a time in UTC of the form yyyyMMddTHHmmssZ.");
  }

  private static void checkSignature(
      SignedRequest request, AuthorizationHeader authorization, SigningKey key, String date) {
    SigningAlgorithm algorithm = authorization.algorithm();
    CredentialScope scope = authorization.scope();
    String start = algorithm.wireName() + "\n" + date + "\n" + (scope == null ? "" : scope + "\n");
    String bodyHash = bodyHash(request, algorithm.hash());
    for (String form : CanonicalRequest.forms(request, authorization.signedHeaders(), bodyHash)) {
      String stringToSign = start + hex(algorithm.hash().of(form.getBytes(StandardCharsets.UTF_8)));
      if (algorithm.matches(
          key, scope, stringToSign.getBytes(StandardCharsets.UTF_8), authorization.signature())) {
        return;
      }
    }
    throw SignatureRefusedException.of(
        Reason.SIGNATURE,
        "The signature does not match the request; check the secret key, and that nothing between"
            + " signer and server changes the method, the address, the body or a signed header.");
  }

  /** What was declared, once it is checked; otherwise the hash of the body. */
  private static String bodyHash(SignedRequest request, Hash hash) {
    List<String> declared = request.headers().values(hash.contentHeader());
    if (declared.isEmpty()) {
      return hex(hash.of(request.body()));
    }
    String value = CanonicalRequest.singleHeader(request.headers(), hash.contentHeader());
    if (!value.equals(UNSIGNED_PAYLOAD) && !isHashOf(hash, request.body(), value)) {
      throw SignatureRefusedException.of(
          Reason.BODY,
          "The body does not have the hash that the header %s declares."
              .formatted(hash.contentHeader()));
    }
    return value;
  }

  private static boolean isHashOf(Hash hash, SignedRequest.Body body, String hex) {
    try {
      return MessageDigest.isEqual(hash.of(body), HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }
}
