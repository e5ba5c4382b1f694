package dev.usertemplate.http.signature;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;

/** The two elliptic curves, each with its way to sign. Signatures are DER, and no looser form. */
enum Curve {
  P256("P-256", Hash.SHA256) {
    @Override
    boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature) throws IOException {
      BigInteger[] numbers =
          StandardDSAEncoding.INSTANCE.decode(key.getParameters().getN(), signature);
      ECDSASigner signer = new ECDSASigner();
      signer.init(false, key);
      return signer.verifySignature(Hash.SHA256.of(message), numbers[0], numbers[1]);
    }
  },

  SM2("sm2p256v1", Hash.SM3) {
    @Override
    boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature) {
      SM2Signer signer = new SM2Signer();
      signer.init(false, key);
      signer.update(message, 0, message.length);
      return signer.verifySignature(signature);
    }
  };

  /** The vendor's signers derive over a buffer made for access keys of this length. */
  private static final int ACCESS_KEY_LENGTH = 20;

  private static final byte[] PREFIX = {0, 0, 0, 1};
  private static final byte[] BITS = {0, 0, 1, 0};

  @SuppressWarnings("ImmutableEnumChecker") // It is, but its maker did not mark it so.
  private final ECDomainParameters domain;

  private final Hash hash;

  Curve(String name, Hash hash) {
    X9ECParameters parameters = CustomNamedCurves.getByName(name);
    this.domain = new ECDomainParameters(parameters);
    this.hash = hash;
  }

  /** Whether the holder of the private key signed this message so. */
  boolean matches(ECPublicKeyParameters key, byte[] message, byte[] signature) {
    try {
      return verify(key, message, signature);
    } catch (IOException | RuntimeException e) {
      // Malformed DER makes the library throw many things, class casts among them.
      return false;
    }
  }

  abstract boolean verify(ECPublicKeyParameters key, byte[] message, byte[] signature)
      throws IOException;

  ECPublicKeyParameters publicKey(String algorithm, String accessKey, byte[] secretKey) {
    BigInteger secret = privateNumber(algorithm, accessKey, secretKey);
    return new ECPublicKeyParameters(domain.getG().multiply(secret), domain);
  }

  /** The private key that both sides derive from the secret key. */
  BigInteger privateNumber(String algorithm, String accessKey, byte[] secretKey) {
    BigInteger largest = domain.getN().subtract(BigInteger.TWO);
    for (int counter = 0; counter <= 255; counter++) {
      byte[] data = derivationData(algorithm, accessKey, (byte) counter);
      BigInteger candidate = new BigInteger(1, hash.hmac(secretKey, data));
      if (candidate.compareTo(largest) <= 0) {
        return candidate.add(BigInteger.ONE);
      }
    }
    throw new IllegalStateException("less likely than guessing the key");
  }

  private static byte[] derivationData(String algorithm, String accessKey, byte counter) {
    byte[] name = algorithm.getBytes(StandardCharsets.US_ASCII);
    byte[] access = accessKey.getBytes(StandardCharsets.UTF_8);
    int fixed = PREFIX.length + name.length + 1 + 1 + BITS.length;
    // Zeros follow a shorter access key's data, because the vendor hashes its whole buffer.
    return ByteBuffer.allocate(fixed + Math.max(access.length, ACCESS_KEY_LENGTH))
        .put(PREFIX)
        .put(name)
        .put((byte) 0)
        .put(access)
        .put(counter)
        .put(BITS)
        .array();
  }

  ECDomainParameters domain() {
    return domain;
  }
}
