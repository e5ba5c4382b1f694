package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Answers.text;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WorkbookCheckTest {
  static final String PATH = "/v2/" + Signed.PROJECT + "/users/template/check";

  private static final TestServer SERVER = new TestServer(Map.of(Setting.MAX_UPLOAD, "2"));
  private static final byte[] WORKBOOK = Workbooks.withOneMistake();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void a_workbook_is_answered_with_a_report() {
    HttpResponse<byte[]> answer = SERVER.post(PATH, WORKBOOK);

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    assertUncacheable(answer);
    assertThat(answer.headers().map()).doesNotContainKeys("content-disposition", "etag", "server");
    JsonNode report = json(answer);
    assertThat(report.get("active_type").stringValue()).isEqualTo("USER_ACTIVATE");
    assertThat(report.at("/rows/users").intValue()).isEqualTo(2);
    assertThat(report.at("/rows/valid").intValue()).isEqualTo(1);
    JsonNode finding = report.at("/findings/0");
    assertThat(finding.get("row").intValue()).isEqualTo(3);
    assertThat(finding.get("severity").stringValue()).isEqualTo("error");
    assertThat(finding.get("code").stringValue()).isEqualTo("any_of");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Application/Octet-Stream",
        "application/vnd.ms-excel.sheet.macroEnabled.12; charset=binary",
      })
  void the_body_may_have_these_types(String type) {
    assertThat(SERVER.post(PATH, WORKBOOK, "Content-Type", type).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type, application/x-www-form-urlencoded",
    "Content-Type, application/json",
    "Content-Type, application/vnd.ms-excel",
    "Content-Type, ''",
    "Content-Encoding, gzip",
  })
  void the_body_may_have_no_other_type(String name, String value) {
    HttpResponse<byte[]> answer = SERVER.post(PATH, WORKBOOK, name, value);

    assertError(answer, 415, "WKS.00000415", "media type");
    assertThat(json(answer).get("error_detail").stringValue()).contains("multipart/form-data");
    assertUncacheable(answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/* | json",
        "application/json | json",
        "application/* | json",
        "application/octet-stream | json",
        "text/html | json",
        "SHEET | sheet",
        "SHEET, application/json | json",
        "SHEET, */* | sheet",
        "application/json;q=0.9, SHEET | sheet",
        "application/json, SHEET;q=0.9 | json",
        "SHEET;q=0 | json",
        "*/*;q=0.1, SHEET;q=0.2 | sheet",
      })
  void the_caller_chooses_between_report_and_workbook(String accept, String expected) {
    HttpResponse<byte[]> answer =
        SERVER.post(PATH, WORKBOOK, "Accept", accept.replace("SHEET", Template.MEDIA_TYPE));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertUncacheable(answer);
    assertThat(header(answer, "Content-Type"))
        .isEqualTo(expected.equals("sheet") ? Template.MEDIA_TYPE : "application/json");
  }

  @Test
  void the_marked_workbook_is_a_file_to_save() {
    HttpResponse<byte[]> answer =
        SERVER.post(PATH, WORKBOOK, "Accept", Template.MEDIA_TYPE, "Accept-Encoding", "gzip");

    assertThat(header(answer, "Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"user-template-checked.xlsx\";"
                + " filename*=UTF-8''user-template-checked.xlsx");
    assertThat(answer.headers().map()).doesNotContainKey("content-encoding");
    assertThat(answer.body()).startsWith('P', 'K');
    JsonNode again = json(SERVER.post(PATH, answer.body()));
    assertThat(again.at("/rows/users").intValue()).isEqualTo(2);
    assertThat(again.at("/counts/error").intValue()).isEqualTo(1);
  }

  @Test
  void a_workbook_too_large_to_be_marked_is_handed_back_as_its_rejected_rows() {
    try (TestServer server = new TestServer(Map.of(Setting.CHECK_LIMITS, "marked_bytes=1"))) {
      HttpResponse<byte[]> answer =
          server.post(PATH, WORKBOOK, "Accept", Template.MEDIA_TYPE, "Accept-Encoding", "gzip");

      assertThat(header(answer, "Content-Disposition")).contains("\"user-template-rejected.xlsx\"");
      JsonNode again = json(server.post(PATH, answer.body()));
      assertThat(again.at("/rows/users").intValue()).isEqualTo(1);
      assertThat(again.at("/rows/valid").intValue()).isZero();
    }
  }

  @Test
  void parameters_choose_language_type_and_strictness() {
    JsonNode chinese = json(SERVER.post(PATH + "?language=zh_CN", WORKBOOK));
    assertThat(chinese.get("language").stringValue()).isEqualTo("zh_CN");
    assertThat(chinese.at("/findings/0/message").stringValue()).matches(".*\\p{IsHan}.*");

    byte[] template =
        RenderTemplate.withInstalledRenderer().render(TemplateRequest.DEFAULT).toByteArray();
    JsonNode other = json(SERVER.post(PATH + "?active_type=ADMIN_ACTIVATE", template));
    assertThat(other.findValuesAsString("code")).contains("active_type");

    byte[] sloppy = Workbooks.withPassword("alice ", "Passw0rd!");
    assertThat(severity(SERVER.post(PATH + "?strict=false", sloppy))).isEqualTo("repaired");
    assertThat(severity(SERVER.post(PATH + "?strict=true", sloppy))).isEqualTo("error");

    byte[] noPassword = Workbooks.withPassword("alice", "");
    assertThat(json(SERVER.post(PATH, noPassword)).at("/rows/valid").intValue()).isZero();
    assertThat(
            json(SERVER.post(PATH + "?active_directory=true", noPassword))
                .at("/rows/valid")
                .intValue())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "language=en | The value 'en' of language is not allowed; use one of: zh_CN, en_US",
        "active_type=user_activate | use one of: USER_ACTIVATE, ADMIN_ACTIVATE",
        "strict=1 | The value '1' of strict is not allowed; use one of: true, false.",
        "active_directory=TRUE | The value 'TRUE' of active_directory is not allowed",
        "strict=true&strict=false | given more than once",
      })
  void a_wrong_parameter_is_named(String query, String sentence) {
    HttpResponse<byte[]> answer = SERVER.post(PATH + "?" + query, WORKBOOK);

    assertError(answer, 400, "WKS.00211102", "The parameter is invalid.");
    assertThat(json(answer).get("error_detail").stringValue()).contains(sentence);
    assertUncacheable(answer);
  }

  @Test
  void an_empty_parameter_is_the_default_and_an_unknown_one_is_ignored() {
    String query = "?language=&active_type=&strict=&active_directory&other=1";
    assertThat(SERVER.post(PATH + query, WORKBOOK).statusCode()).isEqualTo(200);
    assertError(
        SERVER.post("/v2/a.b/users/template/check", WORKBOOK), 400, "WKS.00211102", "invalid");
  }

  @ParameterizedTest
  @CsvSource({"'',nothing", "'a,b',XLSX"})
  void what_is_no_workbook_is_refused_in_the_callers_language(String body, String word) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> answer = SERVER.post(PATH, bytes);
    assertError(answer, 400, "WKS.00211102", "The parameter is invalid.");
    assertUncacheable(answer);

    HttpResponse<byte[]> chinese = SERVER.post(PATH + "?language=zh_CN", bytes);
    assertError(chinese, 400, "WKS.00211102", "The parameter is invalid.");
    assertThat(json(chinese).get("error_detail").stringValue()).matches(".*\\p{IsHan}.*");
  }

  @Test
  void a_limit_that_is_set_is_kept() {
    try (TestServer server = new TestServer(Map.of(Setting.CHECK_LIMITS, "bytes=100"))) {
      assertError(server.post(PATH, WORKBOOK), 413, "APIGW.0201", "too large");
    }
    try (TestServer server = new TestServer(Map.of(Setting.CHECK_LIMITS, "rows=2"))) {
      assertError(server.post(PATH, WORKBOOK), 400, "WKS.00211102", "invalid");
    }
  }

  @Test
  void other_methods_are_told_which_one_to_use() {
    for (String method : new String[] {"GET", "PUT", "DELETE"}) {
      HttpResponse<byte[]> answer = SERVER.send(method, PATH, BodyPublishers.noBody());
      assertError(answer, 405, "WKS.00000405", "not allowed");
      assertThat(header(answer, "Allow")).isEqualTo("POST");
    }
    RawAnswer head = SERVER.raw(TemplateDownloadTest.request("HEAD", PATH));
    assertThat(head.status()).isEqualTo(405);
    assertThat(head.header("Allow")).isEqualTo("POST");
    assertThat(SERVER.post(PATH + "/", WORKBOOK).statusCode()).isEqualTo(404);
  }

  private static String severity(HttpResponse<byte[]> answer) {
    return json(answer).at("/findings/0/severity").stringValue();
  }

  private static void assertUncacheable(HttpResponse<byte[]> answer) {
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "Vary")).isEqualTo("Accept");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Request-Id")).matches("[0-9a-f]{32}");
  }
}
