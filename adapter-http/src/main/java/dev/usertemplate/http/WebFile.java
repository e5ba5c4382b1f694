package dev.usertemplate.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of the page, as it is answered.
 *
 * @param type its media type
 * @param tag changes when the bytes do
 * @param bytes not copied, and never changed
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record WebFile(String type, EntityTag tag, byte[] bytes) {
  static WebFile of(String type, byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new WebFile(type, EntityTag.of(HexFormat.of().formatHex(hash)), bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has it", e);
    }
  }
}
