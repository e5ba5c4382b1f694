package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.SocketFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateDownloadTest {
  private static final TestServer SERVER = new TestServer();
  private static final String OCTET_STREAM = "application/octet-stream";

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_call_without_parameters_downloads_the_default_template() {
    HttpResponse<byte[]> answer = SERVER.get(PATH);

    byte[] expected =
        ("PK workbook for " + TemplateRequest.DEFAULT).getBytes(StandardCharsets.UTF_8);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(expected);
    assertThat(header(answer, "Content-Type")).isEqualTo(Template.MEDIA_TYPE);
    assertThat(header(answer, "Content-Length")).isEqualTo("" + expected.length);
    assertThat(header(answer, "Cache-Control")).isEqualTo("private, no-cache");
    assertThat(header(answer, "Vary")).isEqualTo("Accept");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(header(answer, "ETag"))
        .isEqualTo('"' + render(expected).sha256() + '"')
        .matches("\"[0-9a-f]{64}\"");
    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"user-template_en_US_USER_ACTIVATE.xlsx\";"
                + " filename*=UTF-8''user-template_en_US_USER_ACTIVATE.xlsx");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "set-cookie", "last-modified");
  }

  @ParameterizedTest
  @CsvSource({
    "?language=zh_CN,                                 zh_CN_USER_ACTIVATE",
    "?language=en_US,                                 en_US_USER_ACTIVATE",
    "?active_type=ADMIN_ACTIVATE,                     en_US_ADMIN_ACTIVATE",
    "?active_type=ADMIN_ACTIVATE&language=zh_CN,      zh_CN_ADMIN_ACTIVATE",
    "?language=&active_type=,                         en_US_USER_ACTIVATE",
    "?language,                                       en_US_USER_ACTIVATE",
    "?,                                               en_US_USER_ACTIVATE",
    "?language=zh_CN&language=zh_CN,                  zh_CN_USER_ACTIVATE",
    "?limit=10&Language=fr&language=zh_CN&limit=20,   zh_CN_USER_ACTIVATE",
    "?lang%75age=zh%5FCN,                             zh_CN_USER_ACTIVATE",
  })
  void parameters_choose_the_template(String query, String chosen) {
    HttpResponse<byte[]> answer = SERVER.get(PATH + query);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Disposition")).contains("user-template_" + chosen + ".xlsx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "A-Z_09", "0bec5db98280d2d02fd6c00c2de791ce"})
  void any_project_id_of_the_right_shape_is_taken(String projectId) {
    assertThat(SERVER.get(path(projectId)).statusCode()).isEqualTo(200);
    assertThat(SERVER.get(path("p".repeat(255))).statusCode()).isEqualTo(200);
  }

  @Test
  void head_answers_the_headers_of_get_and_no_body() {
    HttpResponse<byte[]> get = SERVER.get(PATH);
    RawAnswer head = SERVER.raw(request("HEAD", PATH));

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : get.headers().map().keySet()) {
      if (!name.equalsIgnoreCase("date") && !name.equalsIgnoreCase("x-request-id")) {
        assertThat(head.header(name)).isEqualTo(header(get, name));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s", "W/%s", "\"other,one\", %s", "*", "\"a\",W/%s , \"b\""})
  void whoever_holds_the_template_gets_a_304_without_it(String ifNoneMatch) {
    String tag = header(SERVER.get(PATH), "ETag");
    String value = ifNoneMatch.formatted(tag);

    RawAnswer answer = SERVER.raw(request("GET", PATH, "If-None-Match: " + value));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.header("ETag")).isEqualTo(tag);
    assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
    assertThat(answer.header("Vary")).isEqualTo("Accept");
    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(answer.headers()).noneMatch(line -> line.startsWith("Content-Type"));
    assertThat(SERVER.raw(request("HEAD", PATH, "If-None-Match: " + value)).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"other\"", "", "garbage", "\"unclosed"})
  void whoever_holds_something_else_gets_the_template(String ifNoneMatch) {
    assertThat(SERVER.raw(request("GET", PATH, "If-None-Match: " + ifNoneMatch)).status())
        .isEqualTo(200);
  }

  @Test
  void another_template_has_another_tag_and_so_has_another_type() {
    String tag = header(SERVER.get(PATH), "ETag");

    assertThat(header(SERVER.get(PATH + "?language=zh_CN"), "ETag")).isNotEqualTo(tag);
    assertThat(header(SERVER.get(PATH, "Accept", OCTET_STREAM), "ETag"))
        .isNotEqualTo(tag)
        .doesNotStartWith("W/");
    assertThat(SERVER.get(PATH, "Accept", OCTET_STREAM, "If-None-Match", tag).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/html, image/*", "*/*;q=0"})
  void who_does_not_accept_workbooks_gets_the_same_bytes_as_octets(String accept) {
    HttpResponse<byte[]> answer = SERVER.get(PATH, "Accept", accept, "Accept-Encoding", "gzip");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(OCTET_STREAM);
    assertThat(header(answer, "Vary")).isEqualTo("Accept");
    assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
    assertThat(answer.body()).isEqualTo(SERVER.get(PATH, "Accept", "*/*").body());
  }

  @Test
  void a_workbook_is_never_compressed_however_large() {
    try (TestServer server = new TestServer(request -> new byte[1_000_000])) {
      HttpResponse<byte[]> answer = server.get(PATH, "Accept-Encoding", "gzip, br, deflate");

      assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
      assertThat(answer.body()).hasSize(1_000_000);
    }
  }

  @Test
  void a_body_on_get_is_ignored_and_so_is_its_type() {
    RawAnswer answer =
        SERVER.raw(
            request("GET", PATH, "Content-Type: x/y; charset=bogus", "Content-Length: 5")
                + "hello");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo(Template.MEDIA_TYPE);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, Content-Length: 5, hello",
    "GET, Transfer-Encoding: chunked, '5\r\nhello\r\n0\r\n\r\n'",
    "POST, Content-Length: 5, hello",
  })
  void a_body_that_comes_late_leaves_the_connection_open(String method, String header, String body)
      throws Exception {
    try (KeptConnection caller = new KeptConnection(SocketFactory.getDefault(), SERVER.port())) {
      String head = "%s %s HTTP/1.1\r\nHost: x\r\n%s\r\n\r\n".formatted(method, PATH, header);
      caller.send(head.getBytes(StandardCharsets.ISO_8859_1));
      SERVER.awaitRequests(1);
      caller.send(body.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(caller.read().status()).isEqualTo(method.equals("GET") ? 200 : 405);
      assertThat(caller.isOpen()).isTrue();

      String next = "GET /second HTTP/1.1\r\nHost: x\r\n\r\n";
      caller.send(next.getBytes(StandardCharsets.ISO_8859_1));
      assertThat(caller.read().status()).isEqualTo(404);
    }
  }

  @Test
  void a_header_cannot_make_get_pass_for_another_method() {
    assertThat(SERVER.get(PATH, "X-HTTP-Method-Override", "DELETE").statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_of_the_largest_size_fits_into_the_headers() {
    assertThat(SERVER.get(PATH, "X-Auth-Token", "t".repeat(40_000)).statusCode()).isEqualTo(200);
  }

  @Test
  void an_offer_to_upgrade_is_ignored() {
    RawAnswer answer =
        SERVER.raw(
            "GET %s HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n"
                    .formatted(PATH)
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n");

    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void each_template_is_rendered_once_however_often_it_is_called_for() {
    AtomicInteger renderings = new AtomicInteger();
    try (TestServer server =
        new TestServer(request -> new byte[] {(byte) renderings.incrementAndGet()})) {
      for (int i = 0; i < 5; i++) {
        server.get(PATH);
        server.get(PATH + "?language=zh_CN");
      }
    }
    assertThat(renderings).hasValue(2);
  }

  static String path(String projectId) {
    return "/v2/" + projectId + "/users/template/download";
  }

  /** A request after which the server hangs up. */
  static String request(String method, String target, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "%s %s HTTP/1.1\r\nHost: x\r\n%sConnection: close\r\n\r\n"
        .formatted(method, target, more);
  }

  static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }

  private static Template render(byte[] bytes) {
    return new RenderTemplate(request -> bytes).render(TemplateRequest.DEFAULT);
  }
}
