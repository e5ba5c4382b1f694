package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one spelling of a request that signer and verifier arrive at, part by part. */
class SpellingTest {
  private static final Map<String, String> HEADERS = Map.of("host", " h ", "x-sdk-date", "d");

  @Test
  void a_request_is_spelled_line_by_line() {
    SignedRequest request =
        new SignedRequest("GET", "/a/b%20c", "y=2&x", RequestDraft.headersOf(HEADERS), new byte[0]);
    assertThat(CanonicalRequest.forms(request, List.of("host", "x-sdk-date"), "hash"))
        .containsExactly("GET\n/a/b%20c/\nx=&y=2\nhost:h\nx-sdk-date:d\n\nhost;x-sdk-date\nhash");
  }

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a, /a/",
    "/a/, /a/",
    "//a, //a/",
    "/a+b, /a%2Bb/",
    "/%61%7E%2f, /a~%2F/",
    "/!, /%21/",
  })
  void a_path_ends_with_a_slash_and_is_escaped_in_one_way(String path, String spelled) {
    assertThat(forms(path, null)).containsExactly("GET\n" + spelled + "\n\n\n\nhash");
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "a, a=",
    "a=, a=",
    "=v, =v",
    "a=b=c, a=b%3Dc",
    "a=b+c%2B, a=b%20c%2B",
    "b=1&a=2, a=2&b=1",
    "a=1&a=1, a=1&a=1",
    "&, =&=",
  })
  void parameters_are_sorted_and_each_has_an_equals_sign(String query, String spelled) {
    assertThat(forms("/", query)).containsExactly("GET\n/\n" + spelled + "\n\n\nhash");
  }

  @Test
  void where_signers_sort_in_two_ways_there_are_two_spellings() {
    assertThat(forms("/", "b=2&b=1"))
        .containsExactly("GET\n/\nb=2&b=1\n\n\nhash", "GET\n/\nb=1&b=2\n\n\nhash");
    // Escaped, the tilde comes last; as it is, the Chinese character does.
    assertThat(forms("/", "~=1&中=2".replace("中", "%E4%B8%AD")))
        .containsExactly("GET\n/\n%E4%B8%AD=2&~=1\n\n\nhash", "GET\n/\n~=1&%E4%B8%AD=2\n\n\nhash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a b", "/a\u007F", "/\u0001", "/é", "/%", "/%4", "/%g1", "/%1g", "/%ff"})
  void what_should_have_been_escaped_or_is_so_wrongly_is_refused(String path) {
    SignatureRefusedException refusal =
        catchThrowableOfType(SignatureRefusedException.class, () -> forms(path, null));
    assertThat(refusal.reason()).isEqualTo(SignatureRefusedException.Reason.MALFORMED);
    assertThat(refusal).hasMessageStartingWith("The address ");
    assertThat(catchThrowableOfType(SignatureRefusedException.class, () -> forms("/", path)))
        .hasMessage(refusal.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "a%2Bb+c, ' ', a+b c",
    "a%2Bb+c, +, a+b+c",
    "+, ' ', ' '",
    "%41%5a%7e, +, AZ~",
    "%E4%B8%AD%, +,",
    "%4, +,",
    "%, +,",
    "%-1, +,",
    "%1-, +,",
  })
  void an_escape_is_two_hex_digits_of_either_case(String text, char plus, String decoded) {
    if (decoded == null) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PercentEncoding.decode(text, plus))
          .withMessage("each % has to be followed by two hex digits");
    } else {
      assertThat(PercentEncoding.decode(text, plus)).isEqualTo(decoded);
    }
  }

  @Test
  void escapes_spell_utf_8() {
    assertThat(PercentEncoding.decode("%E4%B8%AD文", '+')).isEqualTo("中文");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PercentEncoding.decode("%E4%B8", '+'))
        .withMessage("an escape does not spell UTF-8");
  }

  @Test
  void letters_digits_and_four_signs_need_no_escape() {
    String unreserved = "-._~";
    for (char c = 0; c < 0x80; c++) {
      boolean alphanumeric = String.valueOf(c).matches("[A-Za-z0-9]");
      String expected =
          alphanumeric || unreserved.indexOf(c) >= 0
              ? String.valueOf(c)
              : String.format(Locale.ROOT, "%%%02X", (int) c);
      assertThat(PercentEncoding.encode("" + c)).isEqualTo(expected);
      assertThat(PercentEncoding.encode(c + "中")).isEqualTo(expected + "%E4%B8%AD");
    }
  }

  private static List<String> forms(String path, @Nullable String query) {
    SignedRequest request =
        new SignedRequest("GET", path, query, RequestDraft.headersOf(Map.of()), new byte[0]);
    return CanonicalRequest.forms(request, List.of(), "hash");
  }
}
