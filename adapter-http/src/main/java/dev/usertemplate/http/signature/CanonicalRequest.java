package dev.usertemplate.http.signature;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one text for a request that signer and verifier both arrive at. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  /**
   * The text, in each form that a vendor's signer may have given it: one, or two where the order of
   * query parameters is not the same for all.
   *
   * @param signedHeaders in lower case, sorted
   * @param bodyHash hex, or what the signer declared in its place
   * @throws SignatureRefusedException if the request cannot be what a signer sent
   */
  static List<String> forms(SignedRequest request, List<String> signedHeaders, String bodyHash) {
    String start = request.method() + "\n" + path(request.path()) + "\n";
    String end =
        "\n"
            + headers(request.headers(), signedHeaders)
            + "\n"
            + String.join(";", signedHeaders)
            + "\n"
            + bodyHash;
    return queries(request.query()).map(query -> start + query + end).toList();
  }

  /**
   * The value of a header that has to be there once, without surrounding blanks.
   *
   * @throws SignatureRefusedException otherwise
   */
  static String singleHeader(SignedRequest.Headers headers, String name) {
    List<String> values = headers.values(name);
    if (values.size() != 1) {
      throw SignatureRefusedException.malformed(
          "The signature covers the header %s, so send it once; it is %s."
              .formatted(name, values.isEmpty() ? "not there" : "there more than once"));
    }
    String value = values.get(0).trim();
    if (value.indexOf('\n') >= 0) {
      throw SignatureRefusedException.malformed(
          "The value of the header %s has more than one line.".formatted(name));
    }
    return value;
  }

  /** Strictly: what is not escaped although it should be cannot be what a signer sent. */
  private static String decode(String text, char plus) {
    if (!text.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw SignatureRefusedException.malformed(
          "The address holds a character that has to be sent as an escape: spaces, control"
              + " characters and whatever is not ASCII.");
    }
    try {
      return PercentEncoding.decode(text, plus);
    } catch (IllegalArgumentException e) {
      throw SignatureRefusedException.malformed(
          "The address is malformed: %s.".formatted(e.getMessage()));
    }
  }

  private static String path(String path) {
    if (!path.startsWith("/")) {
      throw SignatureRefusedException.malformed(
          "The path of a signed request starts with a slash.");
    }
    StringBuilder canonical = new StringBuilder(path.length() + 1);
    for (String segment : path.substring(1).split("/", -1)) {
      canonical.append('/').append(PercentEncoding.encode(decode(segment, '+')));
    }
    // Every signer ends it so, whatever the request does.
    if (canonical.charAt(canonical.length() - 1) != '/') {
      canonical.append('/');
    }
    return canonical.toString();
  }

  private static String headers(SignedRequest.Headers headers, List<String> names) {
    StringBuilder canonical = new StringBuilder();
    for (String name : names) {
      canonical.append(name).append(':').append(singleHeader(headers, name)).append('\n');
    }
    return canonical.toString();
  }

  private static Stream<String> queries(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return Stream.of("");
    }
    List<Parameter> parameters = Stream.of(query.split("&", -1)).map(Parameter::parse).toList();
    if (parameters.size() == 1) {
      return Stream.of(parameters.get(0).encoded());
    }
    return Stream.of(Parameter.AS_JAVA_SORTS, Parameter.AS_OTHERS_SORT)
        .map(
            order ->
                parameters.stream()
                    .sorted(order)
                    .map(Parameter::encoded)
                    .collect(Collectors.joining("&")))
        .distinct();
  }

  /** A parameter of the query, decoded. */
  private record Parameter(String name, String value) {
    /** The Java SDK sorts encoded names, and leaves the values of one name in their order. */
    static final Comparator<Parameter> AS_JAVA_SORTS =
        Comparator.comparing(parameter -> PercentEncoding.encode(parameter.name));

    /** The SDKs for other languages sort before they encode, and values too. */
    static final Comparator<Parameter> AS_OTHERS_SORT =
        Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    static Parameter parse(String pair) {
      int equals = pair.indexOf('=');
      return equals < 0
          ? new Parameter(decode(pair, ' '), "")
          : new Parameter(
              decode(pair.substring(0, equals), ' '), decode(pair.substring(equals + 1), ' '));
    }

    String encoded() {
      return PercentEncoding.encode(name) + "=" + PercentEncoding.encode(value);
    }
  }
}
