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
    byte[] of(byte[] data) {
      try {
        return MessageDigest.getInstance("SHA-256").digest(data);
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
    byte[] of(byte[] data) {
      SM3Digest digest = new SM3Digest();
      digest.update(data, 0, data.length);
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

  abstract byte[] of(byte[] data);

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
