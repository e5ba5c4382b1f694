package dev.usertemplate.http.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** Signs requests with each of the five algorithms. */
record TestSigner(String accessKey, String secretKey) {
  /** The vendor's sample pair. */
  static final TestSigner SAMPLE =
      new TestSigner("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc");

  static final String REGION = "cn-north-4";
  static final String SERVICE = "workspace";

  SigningKey key() {
    return SigningKey.permanent(accessKey, secretKey);
  }

  /** The value of the Authorization header. */
  String sign(SigningAlgorithm algorithm, RequestDraft draft) {
    String hash = hex(algorithm.hash().of(utf8(draft.body())));
    return sign(algorithm, draft, draft.canonical(hash));
  }

  String sign(SigningAlgorithm algorithm, RequestDraft draft, String canonical) {
    String date = draft.headers().get("x-sdk-date");
    String scope = date.substring(0, 8) + "/" + REGION + "/" + SERVICE;
    boolean derived = algorithm == SigningAlgorithm.V11_HMAC_SHA256;
    String stringToSign =
        algorithm.wireName()
            + "\n"
            + date
            + "\n"
            + (derived ? scope + "\n" : "")
            + hex(algorithm.hash().of(utf8(canonical)));
    return "%s %s, SignedHeaders=%s, Signature=%s"
        .formatted(
            algorithm.wireName(),
            derived ? "Credential=" + accessKey + "/" + scope : "Access=" + accessKey,
            String.join(";", draft.headers().keySet()),
            hex(signature(algorithm, scope, utf8(stringToSign))));
  }

  private byte[] signature(SigningAlgorithm algorithm, String scope, byte[] message) {
    return switch (algorithm) {
      case HMAC_SHA256, HMAC_SM3 -> algorithm.hash().hmac(utf8(secretKey), message);
      case V11_HMAC_SHA256 -> Hash.SHA256.hmac(utf8(hex(derived(scope))), message);
      case ECDSA_P256_SHA256 -> ecdsa(privateKey(algorithm, Curve.P256), message);
      case SM2_SM3 -> sm2(privateKey(algorithm, Curve.SM2), message);
    };
  }

  private byte[] derived(String scope) {
    HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
    hkdf.init(new HKDFParameters(utf8(secretKey), utf8(accessKey), utf8(scope)));
    byte[] key = new byte[32];
    hkdf.generateBytes(key, 0, key.length);
    return key;
  }

  private ECPrivateKeyParameters privateKey(SigningAlgorithm algorithm, Curve curve) {
    BigInteger number = curve.privateNumber(algorithm.wireName(), accessKey, utf8(secretKey));
    return new ECPrivateKeyParameters(number, curve.domain());
  }

  private static byte[] ecdsa(ECPrivateKeyParameters key, byte[] message) {
    try {
      ECDSASigner signer = new ECDSASigner();
      signer.init(true, key);
      BigInteger[] numbers = signer.generateSignature(Hash.SHA256.of(message));
      return StandardDSAEncoding.INSTANCE.encode(
          key.getParameters().getN(), numbers[0], numbers[1]);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sm2(ECPrivateKeyParameters key, byte[] message) {
    try {
      SM2Signer signer = new SM2Signer();
      signer.init(true, key);
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
