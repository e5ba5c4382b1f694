package dev.usertemplate.http;

import static dev.usertemplate.http.TemplateDownloadTest.path;
import static dev.usertemplate.http.TemplateDownloadTest.request;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FailureAnswersTest {
  private static final TestServer SERVER = new TestServer();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "?language=fr                             | The value 'fr' of language is not allowed; use one of: zh_CN, en_US",
        "?language=ZH_CN                          | The value 'ZH_CN' of language is not allowed",
        "?language=zh_CN&language=en_US           | The parameter language is given more than once",
        "?language=&language=en_US                | The parameter language is given more than once",
        "?active_type=user_activate               | 'user_activate' of active_type is not allowed; use one of: USER_ACTIVATE, ADMIN_ACTIVATE",
        "?active_type=USER_ACTIVATE+              | The value 'USER_ACTIVATE ' of active_type",
        "?language=%zz                            | each % has to be followed by two hex digits",
        "?language=%4                             | each % has to be followed by two hex digits",
        "?language=%                              | each % has to be followed by two hex digits",
        "?other=%f                                | each % has to be followed by two hex digits",
        "?language=%ff                            | does not spell UTF-8",
        "?language=%E4%B8%AD                      | of language is not allowed",
        "?language=%00                            | of language is not allowed",
      })
  void a_wrong_parameter_is_named_with_what_is_allowed(String query, String detail) {
    RawAnswer answer = SERVER.raw(request("GET", PATH + query));

    assertError(answer, ApiError.INVALID_PARAMETER);
    assertThat(detailOf(answer)).contains(detail);
  }

  @Test
  void a_wrong_project_id_is_named_with_what_is_allowed() {
    assertThat(detailOf(SERVER.raw(request("GET", path("a.b")))))
        .isEqualTo(
            "The value 'a.b' of project_id is not allowed; use 1 to 255 letters, digits, '_' and"
                + " '-'.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "a b", "%E4%BD%A0", "p;x=1", "p%2f1", "p%00", "%2e%2e", "%zz", ""})
  void a_project_id_of_another_shape_is_a_wrong_parameter(String projectId) {
    assertError(
        SERVER.raw(request("GET", path(projectId.replace(" ", "%20")))),
        ApiError.INVALID_PARAMETER);
    assertError(SERVER.raw(request("GET", path("p".repeat(256)))), ApiError.INVALID_PARAMETER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/v2",
        PATH + "/",
        "/V2/p/users/template/download",
        "/v2/p/users/template/Download",
        "/v2/p/q/../users/template/download",
        "/v2/p/%75sers/template/download",
        "/v1/p/users/template/download?language=fr"
      })
  void any_other_path_does_not_exist(String path) {
    assertError(SERVER.raw(request("GET", path)), ApiError.NOT_FOUND);
    assertError(SERVER.raw(request("FOO", path)), ApiError.NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY", "FOO", "get", "A-B"
      })
  void any_other_method_is_refused_and_the_right_ones_are_named(String method) {
    RawAnswer answer = SERVER.raw(request(method, PATH + "?language=fr"));

    assertError(answer, ApiError.METHOD_NOT_ALLOWED);
    assertThat(answer.header("Allow")).isEqualTo("GET, HEAD");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void a_header_cannot_make_another_method_pass_for_get(String method) {
    for (String name : new String[] {"X-HTTP-Method-Override", "x-http-method-override"}) {
      assertError(SERVER.raw(request(method, PATH, name + ": GET")), ApiError.METHOD_NOT_ALLOWED);
    }
  }

  @Test
  void after_an_error_the_connection_ends_if_the_body_is_too_long_to_read() {
    String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n";
    // No more than that: bytes that nobody reads would make the server's end a reset.
    int length = RequestBody.LIMIT + 1;

    RawAnswer answer = SERVER.raw(head.formatted(PATH, length) + "b".repeat(length));

    assertError(answer, ApiError.METHOD_NOT_ALLOWED);
    assertThat(answer.header("Connection")).isEqualTo("close");
  }

  @Test
  void head_carries_the_headers_of_an_error_without_its_body() {
    for (String target : new String[] {PATH + "?language=fr", "/nothing", "/%2F", PATH + "?%"}) {
      RawAnswer get = SERVER.raw(request("GET", target));
      RawAnswer head = SERVER.raw(request("HEAD", target));

      assertThat(head.status()).isEqualTo(get.status());
      assertThat(head.body()).isEmpty();
      assertThat(head.header("Content-Type")).isEqualTo("application/json");
      assertThat(head.header("X-Request-Id")).matches("[0-9a-f]{32}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "garbage\r\n\r\n",
        "GET " + PATH + "\r\n\r\n",
        "GET " + PATH + " HTTP/1.1\r\n\r\n",
        "GET " + PATH + " HTTP/7.5\r\nHost: x\r\n\r\n",
        "GET " + PATH + " HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        "GET " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: -\r\n\r\n",
        "GET " + PATH + " HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nConnection: close\r\n\r\n",
        "CONNECT " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\r\n\r\n"
      })
  void what_is_no_proper_request_is_answered_in_the_same_form(String request) {
    RawAnswer answer = SERVER.raw(request);

    assertError(answer, ApiError.INVALID_PARAMETER);
    assertThat(detailOf(answer)).startsWith("The request is malformed");
  }

  @Test
  void what_is_too_large_is_answered_in_the_same_form() {
    assertError(SERVER.raw(request("GET", "/" + "a".repeat(70_000))), ApiError.URI_TOO_LONG);
    assertError(
        SERVER.raw(request("GET", PATH, "X: " + "a".repeat(70_000))), ApiError.HEADERS_TOO_LARGE);
  }

  @Test
  void what_goes_wrong_inside_stays_inside() {
    assertInternal(() -> new IllegalStateException("secret"));
    assertInternal(() -> new StackOverflowError("secret"));
    assertInternal(() -> new NoClassDefFoundError("secret"));
  }

  @Test
  void a_value_that_is_too_long_to_repeat_is_not_cut_inside_a_character() {
    RawAnswer answer =
        SERVER.raw(
            request("GET", PATH + "?language=" + "a".repeat(63) + "%F0%9F%98%80%F0%9F%98%80"));

    assertError(answer, ApiError.INVALID_PARAMETER);
    assertThat(answer.body()).contains("a\u00f0\u009f\u0098\u0080...'").doesNotContain("\\u");
  }

  @Test
  void a_parameter_is_judged_only_when_the_route_and_the_method_are_right() {
    assertError(SERVER.raw(request("POST", path("a.b"))), ApiError.METHOD_NOT_ALLOWED);
    assertError(SERVER.raw(request("POST", path("a.b") + "/")), ApiError.NOT_FOUND);
  }

  private static void assertInternal(Supplier<Throwable> thrown) {
    try (TestServer server =
        new TestServer(
            request -> {
              throw FailureAnswersTest.<RuntimeException>unchecked(thrown.get());
            })) {
      RawAnswer answer = server.raw(request("GET", PATH));

      assertError(answer, ApiError.INTERNAL);
      assertThat(detailOf(answer)).contains(answer.header("X-Request-Id"));
      assertThat(answer.body()).doesNotContain("secret", "Exception", "Error(");
      assertThat(answer.headers()).noneMatch(line -> line.startsWith("ETag"));
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static void assertError(RawAnswer answer, ApiError expected) {
    assertThat(answer.status()).isEqualTo(expected.status());
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.header("Content-Length")).isEqualTo("" + answer.body().length());
    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    JsonNode body = JsonMapper.shared().readTree(answer.body());
    assertThat(body.propertyNames()).containsExactly("error_code", "error_msg", "error_detail");
    assertThat(body.get("error_code").stringValue()).isEqualTo(expected.code());
    assertThat(body.get("error_msg").stringValue()).isEqualTo(expected.message());
    assertThat(body.get("error_detail").stringValue()).isNotBlank();
  }

  private static String detailOf(RawAnswer answer) {
    return JsonMapper.shared().readTree(answer.body()).get("error_detail").stringValue();
  }
}
