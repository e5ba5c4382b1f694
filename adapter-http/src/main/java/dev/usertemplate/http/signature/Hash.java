package dev.usertemplate.http.signature;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** The two hash functions that requests are signed with; both give 32 bytes. */
enum Hash {
  SHA256("x-sdk-content-sha256") {
    @Override
    byte[] of(SignedRequest.Body data) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        data.giveTo((bytes, count) -> digest.update(bytes, 0, count));
        return digest.digest();
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has it", e);
      }
    }

    @Override
    byte[] hmac(byte[] key, byte[] data) {
      try {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(data);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has it", e);
      }
    }
  },

  SM3("x-sdk-content-sm3") {
    @Override
    byte[] of(SignedRequest.Body data) {
      SM3Digest digest = new SM3Digest();
      data.giveTo((bytes, count) -> digest.update(bytes, 0, count));
      byte[] hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return hash;
    }

    @Override
    byte[] hmac(byte[] key, byte[] data) {
      HMac mac = new HMac(new SM3Digest());
      mac.init(new KeyParameter(key));
      mac.update(data, 0, data.length);
      byte[] hash = new byte[mac.getMacSize()];
      mac.doFinal(hash, 0);
      return hash;
    }
  };

  private final String contentHeader;

  Hash(String contentHeader) {
    this.contentHeader = contentHeader;
  }

  abstract byte[] of(SignedRequest.Body data);

  final byte[] of(byte[] data) {
    return of(sink -> sink.take(data, data.length));
  }

  /**
   * Of the data, with the key.
   *
   * @param key not empty
   */
  abstract byte[] hmac(byte[] key, byte[] data);

  /** The header, in lower case, in which a signer may declare the body's hash. */
  String contentHeader() {
    return contentHeader;
  }
}
