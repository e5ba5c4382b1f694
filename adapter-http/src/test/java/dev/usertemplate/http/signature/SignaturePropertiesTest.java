package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignaturePropertiesTest {
  private static final TestSigner SIGNER = TestSigner.SAMPLE;
  private static final SigningKey KEY = SIGNER.key();
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");

  @Test
  void reading_a_header_fails_in_one_way_only() {
    Property.holds(1000, any -> assertReadOrRefused(any.text(0, 255)));
  }

  @Test
  void reading_a_changed_header_fails_in_one_way_only() {
    Set<Boolean> read = new HashSet<>();
    Property.holds(
        1000,
        any -> {
          String header = SIGNER.sign(algorithm(any), RequestDraft.ofTemplateDownload());
          int at = any.between(0, header.length() - 1);
          String piece = any.text(1, 1);

          read.add(assertReadOrRefused(header.substring(0, at) + piece + header.substring(at + 1)));
          assertReadOrRefused(header.substring(0, at) + piece + header.substring(at));
          assertReadOrRefused(header.substring(0, at));
        });
    assertThat(read).containsOnly(true, false);
  }

  @Test
  void what_is_encoded_decodes_to_itself() {
    Property.holds(
        1000,
        any -> {
          String text = text(any);
          String encoded = PercentEncoding.encode(text);

          assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
          assertThat(PercentEncoding.decode(encoded, ' ')).isEqualTo(text);
        });
  }

  @Test
  void another_spelling_of_the_address_makes_no_difference() {
    Property.holds(
        1000,
        any -> {
          SignedRequest request = request(any).onTheWire();
          SignedRequest other =
              new SignedRequest(
                  request.method(),
                  request.path().replace("a", "%61"),
                  request.query() == null ? null : request.query().replace("%20", "+"),
                  request.headers(),
                  request.body());

          assertThat(CanonicalRequest.forms(other, List.of("host"), ""))
              .isEqualTo(CanonicalRequest.forms(request, List.of("host"), ""));
        });
  }

  @Test
  void a_signed_request_is_accepted() {
    Property.holds(
        300,
        any -> {
          RequestDraft draft = request(any);

          assertThat(accepts(draft, SIGNER.sign(algorithm(any), draft))).isTrue();
        });
  }

  @Test
  void a_request_with_another_parameter_is_not() {
    Property.holds(
        300,
        any -> {
          RequestDraft draft = request(any);
          List<Map.Entry<String, String>> more = new ArrayList<>(draft.parameters());
          more.add(Map.entry("x" + text(any), text(any)));

          assertThat(accepts(draft.withParameters(more), SIGNER.sign(algorithm(any), draft)))
              .isFalse();
        });
  }

  @Test
  void a_request_with_one_other_character_is_not() {
    Property.holds(
        300,
        any -> {
          SigningAlgorithm algorithm = algorithm(any);
          RequestDraft draft = request(any);
          String body = draft.body() + text(any) + "x";
          int index = any.between(0, body.length() - 1);
          char other = body.charAt(index) == 'y' ? 'z' : 'y';
          RequestDraft signed = draft.withBody(body);
          RequestDraft changed =
              draft.withBody(body.substring(0, index) + other + body.substring(index + 1));

          assertThat(accepts(signed, SIGNER.sign(algorithm, signed))).isTrue();
          assertThat(accepts(changed, SIGNER.sign(algorithm, signed))).isFalse();
          assertThat(accepts(draft, oneOtherDigit(SIGNER.sign(algorithm, draft), any))).isFalse();
        });
  }

  private static String oneOtherDigit(String header, RandomValues any) {
    int index = any.between(header.indexOf("Signature=") + 10, header.length() - 1);
    char other = header.charAt(index) == 'a' ? 'b' : 'a';
    return header.substring(0, index) + other + header.substring(index + 1);
  }

  private static boolean accepts(RequestDraft draft, String header) {
    try {
      SignatureVerifier.verify(draft.onTheWire(), AuthorizationHeader.parse(header), KEY, NOW);
      return true;
    } catch (SignatureRefusedException e) {
      return false;
    }
  }

  /** Says whether it was read. */
  private static boolean assertReadOrRefused(String value) {
    try {
      AuthorizationHeader header = AuthorizationHeader.parse(value);
      assertThat(header.accessKey()).matches("[!-~]{1,128}");
      assertThat(header.signedHeaders()).isSorted().doesNotHaveDuplicates();
      return true;
    } catch (SignatureRefusedException e) {
      assertThat(e.reason()).isEqualTo(SignatureRefusedException.Reason.MALFORMED);
      return false;
    }
  }

  private static SigningAlgorithm algorithm(RandomValues any) {
    return any.of(SigningAlgorithm.values());
  }

  private static String text(RandomValues any) {
    String text = any.oneOf(() -> any.text(0, 8), () -> any.text("ab%+*~/&=?# \u4e2d", 0, 8));
    // Half of a surrogate pair is no text that could be sent.
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private static RequestDraft request(RandomValues any) {
    String value = any.text(RandomValues.range('\0', '\u007f').replace("\n", ""), 0, 10).trim();
    return new RequestDraft(
        any.of("GET", "HEAD", "POST"),
        any.list(1, 4, () -> text(any)),
        any.list(0, 5, () -> Map.entry(text(any), text(any))),
        RequestDraft.ofTemplateDownload().withHeader("x-other", value).headers(),
        text(any));
  }
}
