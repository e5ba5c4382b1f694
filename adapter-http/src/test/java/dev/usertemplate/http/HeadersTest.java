package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.Template;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*/*",
        "application/*",
        "APPLICATION/*",
        Template.MEDIA_TYPE,
        Template.MEDIA_TYPE + ";q=0.001",
        "application/json, */*;q=0.1",
        "text/html, image/gif, image/jpeg, */*; q=0.2",
        "*/*;q=0, application/*",
        "application/*;q=0, " + Template.MEDIA_TYPE + ";q=0.5",
        Template.MEDIA_TYPE + ";version=1",
        Template.MEDIA_TYPE + ";q=unreadable",
        "text/x;p=\"a,b\", */*",
        "application/octet-stream, */*;q=0.1"
      })
  void these_accept_a_workbook(String accept) {
    assertThat(accepts(accept)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/octet-stream",
        "text/*",
        "*/*;q=0",
        "*/*;Q=0.000",
        "*/*, " + Template.MEDIA_TYPE + ";q=0",
        "*/*, application/*;q=0.0",
        "text/x;p=\"*/*, x\"",
        "garbage",
        ";q=1"
      })
  void these_do_not(String accept) {
    assertThat(accepts(accept)).isFalse();
  }

  @Test
  void several_accept_headers_count_as_one() {
    assertThat(AcceptHeader.parse(List.of()).accepts(Template.MEDIA_TYPE)).isTrue();
    assertThat(AcceptHeader.parse(List.of("text/a", "*/*")).accepts(Template.MEDIA_TYPE)).isTrue();
  }

  @Test
  void several_tags_may_stand_in_several_headers() {
    EntityTag tag = EntityTag.of("a,b");

    assertThat(tag.matches(List.of())).isFalse();
    assertThat(tag.matches(List.of("\"x\"", "\"y\", \"a,b\""))).isTrue();
    assertThat(tag.matches(List.of("\"a\", \"b\", a,b"))).isFalse();
  }

  @Test
  void an_error_body_is_cut_to_what_the_api_allows_and_never_inside_a_character() {
    ErrorBody body = new ErrorBody("c".repeat(13), "m".repeat(1001), "d".repeat(999) + "😀", null);

    assertThat(body.code()).hasSize(12);
    assertThat(body.message()).hasSize(1000);
    assertThat(body.detail()).isEqualTo("d".repeat(999));
  }

  private static boolean accepts(String header) {
    return AcceptHeader.parse(List.of(header)).accepts(Template.MEDIA_TYPE);
  }
}
