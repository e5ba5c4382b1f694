package dev.usertemplate.http.signature;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The escapes of URIs (RFC 3986, section 2.1): read strictly, and written in one way only. */
final class PercentEncoding {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private PercentEncoding() {}

  /**
   * Reads the wire form.
   *
   * @param plus what a plus sign stands for: a space in a query, itself in a path
   * @throws SignatureRefusedException if an escape is malformed, does not spell UTF-8, or is
   *     missing
   */
  static String decode(String text, char plus) {
    byte[] bytes = new byte[text.length()];
    int length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7F) {
        throw SignatureRefusedException.malformed(
            "The address holds a character that has to be sent as an escape: spaces, control"
                + " characters and whatever is not ASCII.");
      }
      if (c == '%') {
        c = escaped(text, i);
        i += 2;
      } else if (c == '+') {
        c = plus;
      }
      bytes[length++] = (byte) c;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw SignatureRefusedException.malformed(
          "The address is malformed: an escape does not spell UTF-8.");
    }
  }

  private static char escaped(String text, int percent) {
    if (percent + 2 >= text.length()
        || !HexFormat.isHexDigit(text.charAt(percent + 1))
        || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
      throw SignatureRefusedException.malformed(
          "The address is malformed: each % has to be followed by two hex digits.");
    }
    return (char) HexFormat.fromHexDigits(text, percent + 1, percent + 3);
  }

  /** Writes everything but the unreserved characters as escapes, with upper-case digits. */
  static String encode(String text) {
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
