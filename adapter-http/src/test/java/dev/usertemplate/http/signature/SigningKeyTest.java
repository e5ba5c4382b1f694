package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Keys by themselves, and what a header may name at most. */
class SigningKeyTest {
  private static final Instant END = Instant.parse("2026-02-10T08:00:00Z");

  private final SigningKey permanent = SigningKey.permanent("ak", "secret");
  private final SigningKey temporary = SigningKey.temporary("ak", "secret", "token", END);

  @Test
  void a_key_is_equal_to_one_that_accepts_the_same_requests() {
    assertThat(permanent)
        .isEqualTo(SigningKey.permanent("ak", "secret"))
        .hasSameHashCodeAs(SigningKey.permanent("ak", "secret"))
        .isNotEqualTo(SigningKey.permanent("ak2", "secret"))
        .isNotEqualTo(SigningKey.permanent("ak", "secret2"))
        .isNotEqualTo(temporary)
        .isNotEqualTo("ak");
    assertThat(temporary)
        .isEqualTo(SigningKey.temporary("ak", "secret", "token", END))
        .isNotEqualTo(SigningKey.temporary("ak", "secret", "token2", END))
        .isNotEqualTo(SigningKey.temporary("ak", "secret", "token", END.plusNanos(1)));
    assertThat(SigningKey.permanent("other", "secret").hashCode())
        .isNotEqualTo(permanent.hashCode());
  }

  @Test
  void a_temporary_key_takes_its_token_once_until_the_moment_it_ends() {
    Instant before = END.minusNanos(1);
    assertThatCode(() -> temporary.checkToken(List.of(" token "), before))
        .doesNotThrowAnyException();
    assertThat(refusal(temporary, List.of("token", "token"), before))
        .isEqualTo(Reason.SECURITY_TOKEN);
    assertThat(refusal(temporary, List.of(), before)).isEqualTo(Reason.SECURITY_TOKEN);
    assertThat(refusal(temporary, List.of("token"), END)).isEqualTo(Reason.EXPIRED);
  }

  @Test
  void a_permanent_key_takes_no_token() {
    assertThatCode(() -> permanent.checkToken(List.of(), END)).doesNotThrowAnyException();
    assertThat(refusal(permanent, List.of("token"), END)).isEqualTo(Reason.SECURITY_TOKEN);
  }

  @Test
  void a_public_key_is_derived_once_for_each_algorithm() {
    assertThat(permanent.publicKey(SigningAlgorithm.SM2_SM3, Curve.SM2))
        .isSameAs(permanent.publicKey(SigningAlgorithm.SM2_SM3, Curve.SM2));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "EXPIRED")
  void each_reason_has_the_clouds_own_words(Reason reason) {
    String detail =
        switch (reason) {
          case UNKNOWN_ACCESS_KEY -> "ak not exist";
          case SECURITY_TOKEN -> "decrypt token fail";
          default -> "verify aksk signature fail";
        };
    assertThat(SignatureRefusedException.of(reason, "why").publishedDetail()).isEqualTo(detail);
  }

  @Test
  void that_a_key_has_ended_is_told_with_the_time_only() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SignatureRefusedException.of(Reason.EXPIRED, "why"));
    assertThat(SignatureRefusedException.unknownAccessKey().reason())
        .isEqualTo(Reason.UNKNOWN_ACCESS_KEY);
  }

  @Test
  void what_a_header_names_may_be_128_characters_long() {
    String long128 = "a".repeat(128);
    AuthorizationHeader header =
        AuthorizationHeader.parse(
            "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s"
                .formatted(long128, long128, "0f".repeat(128)));
    assertThat(header.accessKey()).isEqualTo(long128);
    assertThat(header.signedHeaders()).containsExactly(long128);
    assertThat(header.signature()).hasSize(128).containsOnly(15);
  }

  @ParameterizedTest
  @CsvSource({
    "'SDK-HMAC-SHA256 Access=a,=x, SignedHeaders=host, Signature=00', not known",
    "'SDK-HMAC-SHA256 Access, SignedHeaders=host, Signature=00', name=value parts",
  })
  void a_part_without_a_name_is_told_apart_from_one_without_a_value(String value, String sentence) {
    assertThat(
            catchThrowableOfType(
                SignatureRefusedException.class, () -> AuthorizationHeader.parse(value)))
        .hasMessageContaining(sentence);
  }

  @Test
  void a_declared_body_hash_that_is_no_hash_is_refused() {
    RequestDraft draft =
        RequestDraft.ofTemplateDownload()
            .withHeader("x-sdk-content-sha256", "no-hex")
            .withBody("a body");
    String header =
        TestSigner.SAMPLE.sign(SigningAlgorithm.HMAC_SHA256, draft, draft.canonical("no-hex"));
    assertThat(SignatureVerifierTest.refusal(draft.onTheWire(), header, END).reason())
        .isEqualTo(Reason.BODY);
  }

  @Test
  void a_scope_is_written_as_headers_have_it() {
    assertThat(new CredentialScope("20260210", "cn-north-4", "workspace"))
        .hasToString("20260210/cn-north-4/workspace");
    assertThat(
            new SignedRequest("GET", "/p", "secret", name -> List.of("secret"), new byte[0])
                .toString())
        .isEqualTo("GET /p");
  }

  private static Reason refusal(SigningKey key, List<String> tokens, Instant now) {
    return catchThrowableOfType(SignatureRefusedException.class, () -> key.checkToken(tokens, now))
        .reason();
  }
}
