package dev.usertemplate.http.signature;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The escapes of URIs (RFC 3986, section 2.1): read strictly, and written in one way only. */
public final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /**
   * Reads the wire form. Characters that should have been escaped stand for themselves.
   *
   * @param plus what a plus sign stands for: a space in a query, itself in a path
   * @throws IllegalArgumentException if an escape is malformed, or does not spell UTF-8; the
   *     message says so without a full stop
   */
  public static String decode(String text, char plus) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        bytes.write(escaped(text, i));
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c == '+' ? plus : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("an escape does not spell UTF-8", e);
    }
  }

  private static int escaped(String text, int percent) {
    if (percent + 2 >= text.length()
        || !HexFormat.isHexDigit(text.charAt(percent + 1))
        || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
      throw new IllegalArgumentException("each % has to be followed by two hex digits");
    }
    return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
  }

  /** Writes everything but the unreserved characters as escapes, with upper-case digits. */
  public static String encode(String text) {
    if (text.chars().allMatch(PercentEncoding::isUnreserved)) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() * 3);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (isUnreserved(b)) {
        encoded.append((char) b);
      } else {
        HEX.toHexDigits(encoded.append('%'), b);
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '~';
  }
}
