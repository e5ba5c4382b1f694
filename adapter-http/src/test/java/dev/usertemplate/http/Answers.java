package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What tests look for in answers. */
final class Answers {
  private Answers() {}

  static String[] with(String[] headers, String... more) {
    String[] all = Arrays.copyOf(headers, headers.length + more.length);
    System.arraycopy(more, 0, all, headers.length, more.length);
    return all;
  }

  static void assertError(HttpResponse<byte[]> answer, int status, String code, String message) {
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(json(answer).get("error_code").stringValue()).isEqualTo(code);
    assertThat(json(answer).get("error_msg").stringValue()).contains(message);
    assertThat(json(answer).get("error_detail").stringValue()).isNotBlank();
    assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
  }

  static JsonNode json(HttpResponse<byte[]> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
