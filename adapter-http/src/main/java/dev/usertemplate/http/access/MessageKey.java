package dev.usertemplate.http.access;

import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key of {@link AuthorizationMessages}.
 *
 * @param secret for AES-256
 */
public record MessageKey(SecretKeySpec secret) {
  private static final int BYTES = 32;

  /** Refuses keys that are not 32 bytes long. */
  public MessageKey {
    if (secret.getEncoded().length != BYTES) {
      throw new IllegalArgumentException("secret: a key has to be %d bytes long".formatted(BYTES));
    }
  }

  static MessageKey of(byte[] secret) {
    return new MessageKey(new SecretKeySpec(secret, "AES"));
  }

  static MessageKey ofBase64(String secret) {
    return of(Base64.getDecoder().decode(secret));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "MessageKey[]";
  }
}
