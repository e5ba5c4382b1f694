package dev.usertemplate.http.signature;

import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the {@code Authorization} header of a signed request says. Nothing of it is proven yet. */
public final class AuthorizationHeader {
  /** Access keys, regions and services: whatever cannot be mistaken for the header's own signs. */
  private static final Pattern NAME = Pattern.compile("[!-~&&[^,;=/]]{1,128}");

  /** A token (RFC 9110, section 5.6.2), but in lower case and without the underscore. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^`|~0-9a-z-]{1,128}");

  private static final Pattern SIGNATURE = Pattern.compile("([0-9a-f]{2}){1,128}");
  private static final int MAX_SIGNED_HEADERS = 100;

  private final SigningAlgorithm algorithm;
  private final String accessKey;
  private final @Nullable CredentialScope scope;
  private final List<String> signedHeaders;
  private final byte[] signature;

  private AuthorizationHeader(SigningAlgorithm algorithm, Map<String, String> fields) {
    this.algorithm = algorithm;
    if (algorithm == SigningAlgorithm.V11_HMAC_SHA256) {
      String[] parts = take(fields, "Credential").split("/", -1);
      if (parts.length != 4 || !Stream.of(parts).allMatch(AuthorizationHeader::isName)) {
        throw SignatureRefusedException.malformed(
            "The Authorization header's Credential has to be access key, date, region and service,"
                + " with a slash between them.");
      }
      this.accessKey = parts[0];
      this.scope = new CredentialScope(parts[1], parts[2], parts[3]);
    } else {
      this.accessKey = take(fields, "Access");
      this.scope = null;
      if (!isName(accessKey)) {
        throw SignatureRefusedException.malformed(
            "The Authorization header's Access has to be an access key: 1 to 128 visible ASCII"
                + " characters other than , ; = and /.");
      }
    }
    this.signedHeaders = headerNames(take(fields, "SignedHeaders"));
    String hex = take(fields, "Signature");
    if (!SIGNATURE.matcher(hex).matches()) {
      throw SignatureRefusedException.malformed(
          "The Authorization header's Signature has to be lower-case hex digits, two for each"
              + " byte.");
    }
    this.signature = HexFormat.of().parseHex(hex);
    if (!fields.isEmpty()) {
      throw SignatureRefusedException.malformed(
          "The Authorization header has a part that is not known; there are Access (or Credential"
              + " for V11-HMAC-SHA256), SignedHeaders and Signature.");
    }
  }

  /**
   * Reads {@code ALGORITHM Access=..., SignedHeaders=a;b, Signature=...}.
   *
   * @throws SignatureRefusedException if it has another form
   */
  public static AuthorizationHeader parse(String value) {
    int space = value.indexOf(' ');
    SigningAlgorithm algorithm =
        SigningAlgorithm.ofWireName(space < 0 ? value : value.substring(0, space));
    Map<String, String> fields = new HashMap<>();
    for (String field : value.substring(algorithm.wireName().length()).split(",", -1)) {
      int equals = field.indexOf('=');
      if (equals < 0
          || fields.put(field.substring(0, equals).trim(), field.substring(equals + 1).trim())
              != null) {
        throw SignatureRefusedException.malformed(
            "After the algorithm, the Authorization header has to hold name=value parts, with a"
                + " comma between them and no name twice.");
      }
    }
    return new AuthorizationHeader(algorithm, fields);
  }

  private static String take(Map<String, String> fields, String name) {
    String value = fields.remove(name);
    if (value == null) {
      throw SignatureRefusedException.malformed(
          "The Authorization header lacks the part %s=.".formatted(name));
    }
    return value;
  }

  private static List<String> headerNames(String value) {
    Set<String> names = new HashSet<>();
    for (String part : value.split(";", -1)) {
      String name = part.toLowerCase(Locale.ROOT);
      if (!HEADER_NAME.matcher(name).matches()
          || !names.add(name)
          || names.size() > MAX_SIGNED_HEADERS) {
        throw SignatureRefusedException.malformed(
            "The Authorization header's SignedHeaders has to be up to 100 names of headers, with a"
                + " semicolon between them and none twice; names with an underscore are never"
                + " signed.");
      }
    }
    return names.stream().sorted().toList();
  }

  static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** How the request is signed. */
  public SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** Whose key it claims to be signed with: visible ASCII, at most 128 characters. */
  public String accessKey() {
    return accessKey;
  }

  /** What the key was derived for; null unless the algorithm is the one with a derived key. */
  public @Nullable CredentialScope scope() {
    return scope;
  }

  /** The names of the headers that are signed: lower case, sorted, each once. */
  List<String> signedHeaders() {
    return signedHeaders;
  }

  byte[] signature() {
    return signature;
  }

  /** Leaves out the signature, with which the request could be sent once more. */
  @Override
  public String toString() {
    return algorithm.wireName() + " " + accessKey;
  }
}
