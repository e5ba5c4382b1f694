package dev.usertemplate.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters in the query of a request, decoded as strictly as a signature would need it. */
final class QueryString {
  private final Map<String, Set<String>> values = new LinkedHashMap<>();

  /**
   * Decodes the query.
   *
   * @param raw what stands after the question mark, as it was sent; null or empty when nothing does
   * @throws ApiException if an escape is malformed, or does not spell UTF-8
   */
  QueryString(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(name, any -> new LinkedHashSet<>()).add(value);
    }
  }

  /**
   * The value of a parameter that has one value, or is not there: null then.
   *
   * @throws ApiException if it is given more than once with different values
   */
  @Nullable String single(String name) {
    Set<String> given = values.getOrDefault(name, Set.of());
    if (given.size() > 1) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER,
          "The parameter %s is given more than once, with different values.".formatted(name));
    }
    return given.isEmpty() ? null : given.iterator().next();
  }

  private static String decode(String text) {
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
        bytes.writeBytes(String.valueOf(c == '+' ? ' ' : c).getBytes(StandardCharsets.UTF_8));
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER, "The query is malformed: an escape does not spell UTF-8.");
    }
  }

  private static int escaped(String text, int percent) {
    if (percent + 2 >= text.length()
        || !HexFormat.isHexDigit(text.charAt(percent + 1))
        || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER,
          "The query is malformed: each % has to be followed by two hex digits.");
    }
    return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
  }
}
