package dev.usertemplate.http.signature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The ways to sign a request. */
public enum SigningAlgorithm {
  HMAC_SHA256("SDK-HMAC-SHA256", Hash.SHA256, null),
  HMAC_SM3("SDK-HMAC-SM3", Hash.SM3, null),
  /** With a key that is derived for one day, region and service. */
  V11_HMAC_SHA256("V11-HMAC-SHA256", Hash.SHA256, null) {
    @Override
    byte[] hmacKey(SigningKey key, @Nullable CredentialScope scope) {
      // The first block of HKDF (RFC 5869) with the access key as salt; its hex text is the key.
      byte[] extracted =
          Hash.SHA256.hmac(key.accessKey().getBytes(StandardCharsets.UTF_8), key.secretKey());
      byte[] info = (scope + "\u0001").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of()
          .formatHex(Hash.SHA256.hmac(extracted, info))
          .getBytes(StandardCharsets.US_ASCII);
    }
  },
  ECDSA_P256_SHA256("SDK-ECDSA-P256-SHA256", Hash.SHA256, Curve.P256),
  SM2_SM3("SDK-SM2-SM3", Hash.SM3, Curve.SM2);

  private final String wireName;
  private final Hash hash;
  private final @Nullable Curve curve;

  SigningAlgorithm(String wireName, Hash hash, @Nullable Curve curve) {
    this.wireName = wireName;
    this.hash = hash;
    this.curve = curve;
  }

  /**
   * The algorithm that a header names.
   *
   * @throws SignatureRefusedException if there is none of this name
   */
  static SigningAlgorithm ofWireName(String name) {
    for (SigningAlgorithm algorithm : values()) {
      if (algorithm.wireName.equals(name)) {
        return algorithm;
      }
    }
    throw SignatureRefusedException.malformed(
        Arrays.stream(values())
            .map(SigningAlgorithm::wireName)
            .collect(
                Collectors.joining(
                    ", ", "The Authorization header has to start with one of ", ".")));
  }

  /** Its name in headers. */
  public String wireName() {
    return wireName;
  }

  /** What requests, and their bodies, are hashed with. */
  Hash hash() {
    return hash;
  }

  /**
   * Whether the holder of the key signed this text so.
   *
   * @param scope null unless this is the algorithm with a derived key
   */
  boolean matches(
      SigningKey key, @Nullable CredentialScope scope, byte[] stringToSign, byte[] signature) {
    if (curve != null) {
      return curve.matches(key.publicKey(this, curve), stringToSign, signature);
    }
    return MessageDigest.isEqual(hash.hmac(hmacKey(key, scope), stringToSign), signature);
  }

  byte[] hmacKey(SigningKey key, @Nullable CredentialScope scope) {
    return key.secretKey();
  }
}
