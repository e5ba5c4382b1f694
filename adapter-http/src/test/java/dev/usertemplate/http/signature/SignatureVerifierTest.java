package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureVerifierTest {
  private static final TestSigner SIGNER = TestSigner.SAMPLE;
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");
  private static final SigningAlgorithm HMAC = SigningAlgorithm.HMAC_SHA256;
  private static final String TOKEN = "the-token-of-a-temporary-key";
  private static final RequestDraft DRAFT = RequestDraft.ofTemplateDownload();

  @ParameterizedTest
  @EnumSource
  void a_signed_request_is_accepted_up_to_fifteen_minutes_off(SigningAlgorithm algorithm) {
    String header = SIGNER.sign(algorithm, DRAFT);

    for (int minutes : new int[] {-15, 0, 15}) {
      assertAccepted(DRAFT.onTheWire(), header, NOW.plus(Duration.ofMinutes(minutes)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {900_001, -900_001})
  void a_millisecond_more_is_too_much(long off) {
    SignatureRefusedException refusal =
        refusal(DRAFT.onTheWire(), SIGNER.sign(HMAC, DRAFT), NOW.plusMillis(off));

    assertRefused(refusal, Reason.CLOCK, "verify aksk signature fail", "check the clocks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20260210T080000",
        "20260210T080000z",
        "2026-02-10T08:00:00Z",
        "20260230T080000Z",
        "20260210T240000Z",
        "20260210T080060Z",
        "+0260210T080000Z",
        "20260210T080000Z0",
        ""
      })
  void a_time_of_another_form_is_refused(String date) {
    RequestDraft draft = DRAFT.withHeader("x-sdk-date", date);
    String header = SIGNER.sign(HMAC, DRAFT);

    assertRefused(
        refusal(draft.onTheWire(), header, NOW),
        Reason.MALFORMED,
        "verify aksk signature fail",
        "yyyyMMddTHHmmssZ");
  }

  @Test
  void the_time_has_to_be_signed() {
    String header = "SDK-HMAC-SHA256 Access=%s, SignedHeaders=host, Signature=00";

    assertThat(refusal(DRAFT.onTheWire(), header.formatted(SIGNER.accessKey()), NOW))
        .hasMessageContaining("SignedHeaders lacks x-sdk-date");
  }

  @Test
  void a_signed_header_has_to_be_there_once() {
    String header = SIGNER.sign(HMAC, DRAFT.withHeader("x-project-id", "p"));

    assertThat(refusal(DRAFT.onTheWire(), header, NOW))
        .hasMessageContaining("x-project-id")
        .hasMessageContaining("not there");
    assertThat(
            refusal(
                with(
                    DRAFT.onTheWire(),
                    name ->
                        name.equals("x-project-id")
                            ? List.of("p", "p")
                            : DRAFT.onTheWire().headers().values(name)),
                header,
                NOW))
        .hasMessageContaining("x-project-id")
        .hasMessageContaining("more than once");
  }

  @Test
  void a_value_of_two_lines_cannot_pass_for_two_headers() {
    RequestDraft signed = DRAFT.withHeader("a", "1").withHeader("b", "2");
    String header = SIGNER.sign(HMAC, signed).replace("=a;b;", "=a;");

    assertThat(refusal(DRAFT.withHeader("a", "1\nb:2").onTheWire(), header, NOW))
        .hasMessageContaining("more than one line");
  }

  @Test
  void blanks_around_a_value_do_not_count() {
    String header = SIGNER.sign(HMAC, DRAFT.withHeader("x-project-id", "p"));

    assertAccepted(DRAFT.withHeader("x-project-id", "  p ").onTheWire(), header, NOW);
  }

  @Test
  void a_derived_key_is_good_for_its_day_only() {
    String header =
        SIGNER.sign(SigningAlgorithm.V11_HMAC_SHA256, DRAFT).replace("/20260210/", "/20260211/");

    assertThat(refusal(DRAFT.onTheWire(), header, NOW))
        .hasMessage("The date in Credential is not the date of X-Sdk-Date.");
  }

  @Test
  void the_key_of_another_is_a_mistake_of_the_program() {
    AuthorizationHeader header = AuthorizationHeader.parse(SIGNER.sign(HMAC, DRAFT));
    SigningKey key = SigningKey.permanent("another", SIGNER.secretKey());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureVerifier.verify(DRAFT.onTheWire(), header, key, NOW));
  }

  @ParameterizedTest
  @EnumSource
  void another_secret_does_not_match(SigningAlgorithm algorithm) {
    String header = new TestSigner(SIGNER.accessKey(), "another").sign(algorithm, DRAFT);

    SignatureRefusedException refusal = refusal(DRAFT.onTheWire(), header, NOW);

    assertRefused(refusal, Reason.SIGNATURE, "verify aksk signature fail", "check the secret key");
    assertThat(refusal.toString()).doesNotContain(SIGNER.secretKey(), "zh_CN");
  }

  @ParameterizedTest
  @EnumSource
  void a_declared_body_hash_has_to_be_the_bodys(SigningAlgorithm algorithm) {
    Hash hash = algorithm.hash();
    String declared =
        HexFormat.of().formatHex(hash.of("the body".getBytes(StandardCharsets.UTF_8)));
    RequestDraft draft = DRAFT.withHeader(hash.contentHeader(), declared).withBody("the body");
    String header = SIGNER.sign(algorithm, draft);

    assertAccepted(draft.onTheWire(), header, NOW);
    assertRefused(
        refusal(draft.withBody("another").onTheWire(), header, NOW),
        Reason.BODY,
        "verify aksk signature fail",
        hash.contentHeader());
  }

  @ParameterizedTest
  @EnumSource
  void a_body_may_be_left_out_of_the_signature(SigningAlgorithm algorithm) {
    RequestDraft draft =
        DRAFT.withHeader(algorithm.hash().contentHeader(), "UNSIGNED-PAYLOAD").withBody("a body");
    String header = SIGNER.sign(algorithm, draft, draft.canonical("UNSIGNED-PAYLOAD"));

    assertAccepted(draft.withBody("another").onTheWire(), header, NOW);
  }

  @Test
  void a_temporary_key_needs_its_token_and_ends() {
    SigningKey key = temporary(NOW);
    RequestDraft draft = DRAFT.withHeader("x-security-token", TOKEN);
    String header = SIGNER.sign(HMAC, draft);

    assertThatCode(() -> verify(draft.onTheWire(), header, key, NOW.minusMillis(1)))
        .doesNotThrowAnyException();
    assertRefused(
        refusal(draft.onTheWire(), header, key, NOW),
        Reason.EXPIRED,
        "token expires, expires_at: 2026-02-10T08:00:00Z",
        "obtain a new one");
  }

  @Test
  void a_temporary_key_without_its_token_is_refused() {
    SigningKey key = temporary(NOW.plusSeconds(1));
    RequestDraft wrong = DRAFT.withHeader("x-security-token", TOKEN + "!");

    for (RequestDraft draft : List.of(DRAFT, wrong)) {
      SignatureRefusedException refusal =
          refusal(draft.onTheWire(), SIGNER.sign(HMAC, draft), key, NOW);
      assertRefused(refusal, Reason.SECURITY_TOKEN, "decrypt token fail", "a temporary one");
      assertThat(refusal.toString()).doesNotContain(TOKEN);
    }
  }

  @Test
  void a_permanent_key_with_a_token_is_refused() {
    RequestDraft draft = DRAFT.withHeader("x-security-token", TOKEN);

    assertRefused(
        refusal(draft.onTheWire(), SIGNER.sign(HMAC, draft), NOW),
        Reason.SECURITY_TOKEN,
        "decrypt token fail",
        "a permanent one");
  }

  @Test
  void who_does_not_hold_the_key_learns_nothing_about_its_token() {
    String header = new TestSigner(SIGNER.accessKey(), "another").sign(HMAC, DRAFT);

    assertThat(refusal(DRAFT.onTheWire(), header, temporary(NOW), NOW).reason())
        .isEqualTo(Reason.SIGNATURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%4g", "a=%ff", "a=%ED%A0%80", "a=b c", "a=\u4e2d"})
  void a_query_with_malformed_escapes_is_refused(String query) {
    SignedRequest request = DRAFT.onTheWire();

    assertRefused(
        refusal(
            new SignedRequest("GET", request.path(), query, request.headers(), request.body()),
            SIGNER.sign(HMAC, DRAFT),
            NOW),
        Reason.MALFORMED,
        "verify aksk signature fail",
        "The address");
  }

  @Test
  void a_path_that_does_not_start_with_a_slash_is_refused() {
    SignedRequest request = DRAFT.onTheWire();

    assertThat(
            refusal(
                new SignedRequest("GET", "*", null, request.headers(), request.body()),
                SIGNER.sign(HMAC, DRAFT),
                NOW))
        .hasMessageContaining("starts with a slash");
  }

  @Test
  void keys_and_headers_do_not_show_their_secrets() {
    AuthorizationHeader header = AuthorizationHeader.parse(SIGNER.sign(HMAC, DRAFT));

    assertThat(temporary(NOW)).hasToString(SIGNER.accessKey());
    assertThat(header).hasToString("SDK-HMAC-SHA256 " + SIGNER.accessKey());
    assertThat(DRAFT.onTheWire().toString()).doesNotContain("zh_CN");
  }

  @Test
  void keys_that_no_header_could_name_are_refused() {
    for (String wrong : List.of("", "a/b", "a b", "\u4e2d", "a".repeat(129))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SigningKey.permanent(wrong, "secret"))
          .withMessageContaining("accessKey");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> SigningKey.permanent("a", ""));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.temporary("a", "secret", "", NOW));
  }

  private static SigningKey temporary(Instant expiresAt) {
    return SigningKey.temporary(SIGNER.accessKey(), SIGNER.secretKey(), TOKEN, expiresAt);
  }

  private static SignedRequest with(SignedRequest request, SignedRequest.Headers headers) {
    return new SignedRequest(
        request.method(), request.path(), request.query(), headers, request.body());
  }

  private static void verify(SignedRequest request, String header, SigningKey key, Instant now) {
    SignatureVerifier.verify(request, AuthorizationHeader.parse(header), key, now);
  }

  static void assertAccepted(SignedRequest request, String header, Instant now) {
    assertThatCode(() -> verify(request, header, SIGNER.key(), now)).doesNotThrowAnyException();
  }

  static SignatureRefusedException refusal(SignedRequest request, String header, Instant now) {
    return refusal(request, header, SIGNER.key(), now);
  }

  private static SignatureRefusedException refusal(
      SignedRequest request, String header, SigningKey key, Instant now) {
    return catchThrowableOfType(
        SignatureRefusedException.class, () -> verify(request, header, key, now));
  }

  private static void assertRefused(
      SignatureRefusedException refusal, Reason reason, String published, String sentence) {
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.publishedDetail()).isEqualTo(published);
    assertThat(refusal).hasMessageContaining(sentence);
    assertThat(refusal.getStackTrace()).isEmpty();
  }
}
