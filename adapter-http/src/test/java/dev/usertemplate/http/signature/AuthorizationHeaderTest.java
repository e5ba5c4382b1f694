package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
  @Test
  void the_parts_are_read_in_whatever_order() {
    AuthorizationHeader header =
        AuthorizationHeader.parse(
            "SDK-SM2-SM3  Signature=00ff,SignedHeaders=X-Sdk-Date;host ,  Access=AK");

    assertThat(header.algorithm()).isEqualTo(SigningAlgorithm.SM2_SM3);
    assertThat(header.accessKey()).isEqualTo("AK");
    assertThat(header.scope()).isNull();
    assertThat(header.signedHeaders()).containsExactly("host", "x-sdk-date");
    assertThat(header.signature()).containsExactly(0, 0xff);
  }

  @Test
  void a_derived_key_has_a_scope() {
    AuthorizationHeader header =
        AuthorizationHeader.parse(
            "V11-HMAC-SHA256 Credential=AK/20260210/cn-north-4/workspace, SignedHeaders=x-sdk-date,"
                + " Signature=00");

    assertThat(header.accessKey()).isEqualTo("AK");
    assertThat(header.scope())
        .isEqualTo(new CredentialScope("20260210", "cn-north-4", "workspace"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Basic dXNlcg==",
        "Bearer x",
        "sdk-hmac-sha256 Access=AK",
        "SDK-HMAC-SHA1 Access=AK"
      })
  void another_scheme_is_refused_with_those_that_there_are(String value) {
    assertThat(refusal(value))
        .hasMessage(
            "The Authorization header has to start with one of SDK-HMAC-SHA256, SDK-HMAC-SM3,"
                + " V11-HMAC-SHA256, SDK-ECDSA-P256-SHA256, SDK-SM2-SM3.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SDK-HMAC-SHA256| name=value parts",
        "SDK-HMAC-SHA256 Access| name=value parts",
        "SDK-HMAC-SHA256 Access=a, Access=b| no name twice",
        "SDK-HMAC-SHA256 SignedHeaders=host, Signature=00| lacks the part Access=",
        "SDK-HMAC-SHA256 Access=a, Signature=00| lacks the part SignedHeaders=",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host| lacks the part Signature=",
        "SDK-HMAC-SHA256 Access=, SignedHeaders=host, Signature=00| 1 to 128 visible",
        "SDK-HMAC-SHA256 Access=a b, SignedHeaders=host, Signature=00| 1 to 128 visible",
        "SDK-HMAC-SHA256 Access=a/b, SignedHeaders=host, Signature=00| 1 to 128 visible",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host;HOST, Signature=00| none twice",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=, Signature=00| names of headers",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=x_y, Signature=00| an underscore",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=| hex digits",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=0| hex digits",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=FF| hex digits",
        "SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=00, X=y| not known",
        "V11-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=00| lacks the part Credential=",
        "V11-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=00| a slash between",
        "V11-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=00| a slash between",
        "V11-HMAC-SHA256 Credential=a//c/d, SignedHeaders=host, Signature=00| a slash between",
      })
  void a_malformed_header_is_refused_with_what_would_be_right(String value, String sentence) {
    assertThat(refusal(value)).hasMessageContaining(sentence);
  }

  @Test
  void lengths_are_bounded() {
    String header = "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s";

    assertThat(refusal(header.formatted("a".repeat(129), "host", "00"))).isNotNull();
    assertThat(refusal(header.formatted("a", "h".repeat(129), "00"))).isNotNull();
    assertThat(refusal(header.formatted("a", "host", "00".repeat(129)))).isNotNull();
    assertThat(refusal(header.formatted("a", headers(101), "00"))).isNotNull();
    assertThat(AuthorizationHeader.parse(header.formatted("a", headers(100), "00"))).isNotNull();
  }

  private static String headers(int count) {
    StringBuilder names = new StringBuilder("h0");
    for (int i = 1; i < count; i++) {
      names.append(";h").append(i);
    }
    return names.toString();
  }

  private static SignatureRefusedException refusal(String value) {
    SignatureRefusedException refusal =
        catchThrowableOfType(
            SignatureRefusedException.class, () -> AuthorizationHeader.parse(value));
    assertThat(refusal.reason()).isEqualTo(Reason.MALFORMED);
    return refusal;
  }
}
