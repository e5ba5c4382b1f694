package dev.usertemplate.http.signature;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.jspecify.annotations.Nullable;

/**
 * An access key with its secret. What follows from the two and takes long to compute is computed
 * once, when first needed; so keep the object for as long as the key is in use. Safe for concurrent
 * use.
 */
public final class SigningKey {
  private final String accessKey;
  private final byte[] secretKey;
  private final @Nullable Temporary temporary;
  private final Map<SigningAlgorithm, ECPublicKeyParameters> publicKeys = new ConcurrentHashMap<>();

  private SigningKey(String accessKey, String secretKey, @Nullable Temporary temporary) {
    if (!AuthorizationHeader.isName(accessKey)) {
      throw new IllegalArgumentException(
          "accessKey: has to be 1 to 128 visible ASCII characters other than , ; = and /");
    }
    if (secretKey.isEmpty()) {
      throw new IllegalArgumentException("secretKey: must not be empty");
    }
    this.accessKey = accessKey;
    this.secretKey = secretKey.getBytes(StandardCharsets.UTF_8);
    this.temporary = temporary;
  }

  /**
   * A key without an end; requests signed with it carry no security token.
   *
   * @throws IllegalArgumentException if the access key has another form, or the secret is empty
   */
  public static SigningKey permanent(String accessKey, String secretKey) {
    return new SigningKey(accessKey, secretKey, null);
  }

  /**
   * A key of a temporary credential.
   *
   * @param securityToken what each request has to carry as {@code X-Security-Token}
   * @param expiresAt the first moment at which it is no longer accepted
   * @throws IllegalArgumentException if the access key has another form, or a secret is empty
   */
  public static SigningKey temporary(
      String accessKey, String secretKey, String securityToken, Instant expiresAt) {
    if (securityToken.isEmpty()) {
      throw new IllegalArgumentException("securityToken: must not be empty");
    }
    return new SigningKey(accessKey, secretKey, new Temporary(securityToken, expiresAt));
  }

  /** Its public half. */
  public String accessKey() {
    return accessKey;
  }

  byte[] secretKey() {
    return secretKey;
  }

  /**
   * Passes when a request with these security tokens may be accepted.
   *
   * @param tokens the values of the request's {@code X-Security-Token} headers
   * @throws SignatureRefusedException otherwise
   */
  void checkToken(List<String> tokens, Instant now) {
    if (temporary != null) {
      temporary.check(tokens, now);
    } else if (!tokens.isEmpty()) {
      throw SignatureRefusedException.of(
          Reason.SECURITY_TOKEN,
          "The access key is a permanent one, so the request must not carry X-Security-Token.");
    }
  }

  ECPublicKeyParameters publicKey(SigningAlgorithm algorithm, Curve curve) {
    return publicKeys.computeIfAbsent(
        algorithm, any -> curve.publicKey(algorithm.wireName(), accessKey, secretKey));
  }

  /** Whether it accepts the same requests. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SigningKey key
        && accessKey.equals(key.accessKey)
        && MessageDigest.isEqual(secretKey, key.secretKey)
        && Objects.equals(temporary, key.temporary);
  }

  @Override
  public int hashCode() {
    return accessKey.hashCode();
  }

  /** The access key only. */
  @Override
  public String toString() {
    return accessKey;
  }

  /** What a temporary key has besides. */
  private record Temporary(String token, Instant expiresAt) {
    void check(List<String> tokens, Instant now) {
      // Compared in a time that does not depend on where the two differ.
      if (tokens.size() != 1 || !MessageDigest.isEqual(bytes(token), bytes(tokens.get(0).trim()))) {
        throw SignatureRefusedException.of(
            Reason.SECURITY_TOKEN,
            "The access key is a temporary one, so the request has to carry, once, the"
                + " X-Security-Token that was issued together with it.");
      }
      if (!now.isBefore(expiresAt)) {
        throw SignatureRefusedException.expired(expiresAt);
      }
    }

    private static byte[] bytes(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return "Temporary[expiresAt=%s]".formatted(expiresAt);
    }
  }
}
