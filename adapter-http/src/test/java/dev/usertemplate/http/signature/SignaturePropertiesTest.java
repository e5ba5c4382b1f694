package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class SignaturePropertiesTest {
  private static final TestSigner SIGNER = TestSigner.SAMPLE;
  private static final SigningKey KEY = SIGNER.key();
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");

  @Property
  void reading_a_header_fails_in_one_way_only(@ForAll String value) {
    assertReadOrRefused(value);
  }

  @Property
  void reading_a_changed_header_fails_in_one_way_only(
      @ForAll SigningAlgorithm algorithm, @ForAll @IntRange(max = 300) int at, @ForAll char c) {
    String header = SIGNER.sign(algorithm, RequestDraft.ofTemplateDownload());
    int index = at % header.length();

    assertReadOrRefused(header.substring(0, index) + c + header.substring(index + 1));
    assertReadOrRefused(header.substring(0, index) + c + header.substring(index));
    assertReadOrRefused(header.substring(0, index));
  }

  @Property
  void what_is_encoded_decodes_to_itself(@ForAll("texts") String text) {
    String encoded = PercentEncoding.encode(text);

    assertThat(encoded).matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*");
    assertThat(PercentEncoding.decode(encoded, ' ')).isEqualTo(text);
  }

  @Property
  void another_spelling_of_the_address_makes_no_difference(@ForAll("requests") RequestDraft draft) {
    SignedRequest request = draft.onTheWire();
    SignedRequest other =
        new SignedRequest(
            request.method(),
            request.path().replace("a", "%61"),
            request.query() == null ? null : request.query().replace("%20", "+"),
            request.headers(),
            request.body());

    assertThat(CanonicalRequest.forms(other, List.of("host"), ""))
        .isEqualTo(CanonicalRequest.forms(request, List.of("host"), ""));
  }

  @Property(tries = 300)
  void a_signed_request_is_accepted(
      @ForAll SigningAlgorithm algorithm, @ForAll("requests") RequestDraft draft) {
    assertThat(accepts(draft, SIGNER.sign(algorithm, draft))).isTrue();
  }

  @Property(tries = 300)
  void a_request_with_another_parameter_is_not(
      @ForAll SigningAlgorithm algorithm,
      @ForAll("requests") RequestDraft draft,
      @ForAll("texts") String name,
      @ForAll("texts") String value) {
    List<Map.Entry<String, String>> more = new ArrayList<>(draft.parameters());
    more.add(Map.entry("x" + name, value));

    assertThat(accepts(draft.withParameters(more), SIGNER.sign(algorithm, draft))).isFalse();
  }

  @Property(tries = 300)
  void a_request_with_one_other_character_is_not(
      @ForAll SigningAlgorithm algorithm,
      @ForAll("requests") RequestDraft draft,
      @ForAll @IntRange(max = 1000) int at,
      @ForAll("texts") String text) {
    String header = SIGNER.sign(algorithm, draft);
    String body = draft.body() + text + "x";
    int index = at % body.length();
    char other = body.charAt(index) == 'y' ? 'z' : 'y';
    RequestDraft signed = draft.withBody(body);
    RequestDraft changed =
        draft.withBody(body.substring(0, index) + other + body.substring(index + 1));

    assertThat(accepts(signed, SIGNER.sign(algorithm, signed))).isTrue();
    assertThat(accepts(changed, SIGNER.sign(algorithm, signed))).isFalse();
    assertThat(accepts(draft, oneOtherDigit(header, at))).isFalse();
  }

  private static String oneOtherDigit(String header, int at) {
    int start = header.indexOf("Signature=") + 10;
    int index = start + at % (header.length() - start);
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

  private static void assertReadOrRefused(String value) {
    try {
      AuthorizationHeader header = AuthorizationHeader.parse(value);
      assertThat(header.accessKey()).matches("[!-~]{1,128}");
      assertThat(header.signedHeaders()).isSorted().doesNotHaveDuplicates();
    } catch (SignatureRefusedException e) {
      assertThat(e.reason()).isEqualTo(SignatureRefusedException.Reason.MALFORMED);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    // Half of a surrogate pair is no text that could be sent.
    return Arbitraries.oneOf(
            Arbitraries.strings().all().ofMaxLength(8),
            Arbitraries.strings().withChars("ab%+*~/&=?# \u4e2d").ofMaxLength(8))
        .map(it -> new String(it.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<RequestDraft> requests() {
    Arbitrary<Map.Entry<String, String>> parameters =
        Combinators.combine(texts(), texts()).as(Map::entry);
    return Combinators.combine(
            Arbitraries.of("GET", "HEAD", "POST"),
            texts().list().ofMinSize(1).ofMaxSize(4),
            parameters.list().ofMaxSize(5),
            Arbitraries.strings().ascii().excludeChars('\n').ofMaxLength(10).map(String::trim),
            texts())
        .as(
            (method, segments, query, value, body) ->
                new RequestDraft(
                    method,
                    segments,
                    query,
                    RequestDraft.ofTemplateDownload().withHeader("x-other", value).headers(),
                    body));
  }
}
