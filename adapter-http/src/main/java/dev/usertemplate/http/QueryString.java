package dev.usertemplate.http;

import dev.usertemplate.http.signature.PercentEncoding;
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
    try {
      return PercentEncoding.decode(text, ' ');
    } catch (IllegalArgumentException e) {
      throw new ApiException(
          ApiError.INVALID_PARAMETER, "The query is malformed: %s.".formatted(e.getMessage()));
    }
  }
}
