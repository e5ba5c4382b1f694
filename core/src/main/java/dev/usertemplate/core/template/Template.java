package dev.usertemplate.core.template;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A rendered template: an XLSX file, its name and its digest. Immutable. */
public final class Template {
  /** The media type of every template. */
  public static final String MEDIA_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private final String fileName;
  private final byte[] bytes;

  /** Null until somebody asks. Threads that ask at once find the same. */
  private @Nullable String sha256;

  /** Takes the array over. */
  Template(TemplateRequest request, byte[] bytes) {
    this.fileName = request.fileName();
    this.bytes = bytes;
  }

  /** The file name to suggest: {@link TemplateRequest#fileName()}. */
  public String fileName() {
    return fileName;
  }

  /** The length of the file in bytes. */
  public int size() {
    return bytes.length;
  }

  /** The SHA-256 of the file in lower-case hex. */
  public String sha256() {
    String digest = sha256;
    if (digest == null) {
      digest = sha256(bytes);
      sha256 = digest;
    }
    return digest;
  }

  /** A copy of the file. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** Writes the file and neither flushes nor closes the stream. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
