package dev.usertemplate.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A file that everybody may read, as it is answered.
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

  /**
   * Reads it from the class path.
   *
   * @param name of the file, as seen from this class
   */
  static WebFile read(String type, String name) {
    try (InputStream in = WebFile.class.getResourceAsStream(name)) {
      return of(type, Objects.requireNonNull(in, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers GET and HEAD. */
  void answer(Context context) {
    context.header("ETag", tag.value());
    context.header("Cache-Control", "no-cache");
    context.header("X-Content-Type-Options", "nosniff");
    if (tag.matches(Collections.list(context.req().getHeaders("If-None-Match")))) {
      context.status(304).res().setContentType(null);
      return;
    }
    context.contentType(type);
    // Also of HEAD, to which the web server writes no body.
    context.res().setContentLength(bytes.length);
    context.result(bytes);
  }
}
