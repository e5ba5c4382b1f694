package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Answers.text;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.template.Template;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A workbook in, the bodies of the calls that create its users out. */
class UserRequestsTest {
  static final String PATH = "/v2/" + Signed.PROJECT + "/users/template/requests";

  private static final TestServer SERVER = new TestServer(Map.of(Setting.MAX_UPLOAD, "16"));

  @TempDir static Path spool;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void the_users_of_a_workbook_are_answered_as_bodies_of_calls() {
    HttpResponse<byte[]> answer = SERVER.post(PATH, Workbooks.large(401, 0));

    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
    assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
    assertThat(header(answer, "Content-Disposition")).contains("\"user-template-requests.json\"");
    assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(answer, "X-Request-Id")).matches("[0-9a-f]{32}");
    JsonNode document = json(answer);
    assertThat(document.at("/rows/users").intValue()).isEqualTo(401);
    assertThat(document.at("/rows/valid").intValue()).isEqualTo(401);
    assertThat(document.at("/counts/error").intValue()).isZero();
    JsonNode requests = document.get("requests");
    assertThat(requests.values())
        .extracting(it -> it.get("users").size())
        .containsExactly(200, 200, 1);
    com.networknt.schema.Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                JsonMapper.shared()
                    .<JsonNode>valueToTree(
                        CreateUsersCalls.jsonSchema(ActivationType.USER_ACTIVATE)));
    requests.forEach(body -> assertThat(schema.validate(body)).isEmpty());
    assertThat(requests.at("/2/users/0/user_name").stringValue()).isEqualTo("user400");
  }

  @Test
  void with_a_mistake_nobody_is_handed_out_unless_the_valid_ones_are_asked_for() {
    byte[] workbook = Workbooks.withOneMistake();
    for (String query : List.of("", "?valid_only=false", "?valid_only=")) {
      JsonNode document = json(SERVER.post(PATH + query, workbook));
      assertThat(document.get("requests").isEmpty()).isTrue();
      assertThat(document.at("/counts/error").intValue()).isEqualTo(1);
      assertThat(document.at("/rows/users").intValue()).isEqualTo(2);
      assertThat(document.at("/rows/valid").intValue()).isEqualTo(1);
    }
    JsonNode valid = json(SERVER.post(PATH + "?valid_only=true", workbook));
    assertThat(valid.get("requests").toString())
        .isEqualTo(
            "[{\"users\":[{\"user_name\":\"alice\",\"user_email\":\"a@example.com\","
                + "\"active_type\":\"USER_ACTIVATE\"}]}]");
    assertThat(valid.at("/counts/error").intValue()).isEqualTo(1);
  }

  @Test
  void without_a_user_there_is_no_body() {
    HttpResponse<byte[]> answer = SERVER.post(PATH + "?valid_only=true", Workbooks.bad(3));
    assertThat(json(answer).get("requests").isEmpty()).isTrue();
  }

  @Test
  void it_hands_out_what_the_core_does() throws Exception {
    Path file = Path.of("../docs/examples/users-with-mistakes.xlsx");
    List<Map<String, Object>> bodies = new ArrayList<>();
    CheckUsers check = CheckUsers.withInstalledFormat();
    JsonNode document;
    try (FileChannel channel = FileChannel.open(file)) {
      CheckReport report = check.check(channel, CheckOptions.DEFAULT);
      CreateUsersCalls calls = new CreateUsersCalls(bodies::add);
      check.readUsers(channel, CheckOptions.DEFAULT, report, calls);
      calls.finish();
      document = json(SERVER.send("POST", PATH + "?valid_only=true", BodyPublishers.ofFile(file)));
      assertThat(document.get("rows"))
          .isEqualTo(JsonMapper.shared().valueToTree(report.document().get("rows")));
      assertThat(document.get("counts"))
          .isEqualTo(JsonMapper.shared().valueToTree(report.document().get("counts")));
    }
    assertThat(bodies).isNotEmpty();
    assertThat(document.get("requests")).isEqualTo(JsonMapper.shared().valueToTree(bodies));
  }

  @Test
  void passwords_are_handed_out_and_the_options_of_the_check_count() {
    byte[] workbook = Workbooks.withPassword("alice ", "Passw0rd!");
    JsonNode user = json(SERVER.post(PATH, workbook)).at("/requests/0/users/0");
    assertThat(user.get("user_name").stringValue()).isEqualTo("alice");
    assertThat(user.get("password").stringValue()).isEqualTo("Passw0rd!");

    assertThat(json(SERVER.post(PATH + "?strict=true", workbook)).get("requests").isEmpty())
        .isTrue();
    byte[] noPassword = Workbooks.withPassword("alice", "");
    assertThat(json(SERVER.post(PATH, noPassword)).get("requests").isEmpty()).isTrue();
    assertThat(
            json(SERVER.post(PATH + "?active_directory=true", noPassword)).get("requests").size())
        .isEqualTo(1);
  }

  @Test
  void the_answer_is_json_whatever_is_accepted() {
    HttpResponse<byte[]> answer =
        SERVER.post(PATH, Workbooks.withOneMistake(), "Accept", Template.MEDIA_TYPE);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/json");
  }

  @Test
  void what_is_wrong_is_answered_as_it_is_by_the_check() {
    byte[] workbook = Workbooks.withOneMistake();
    HttpResponse<byte[]> wrong = SERVER.post(PATH + "?valid_only=1", workbook);
    assertError(wrong, 400, "WKS.00211102", "invalid");
    assertThat(json(wrong).get("error_detail").stringValue())
        .isEqualTo("The value '1' of valid_only is not allowed; use one of: true, false.");
    assertError(SERVER.post(PATH + "?language=zh_CN", new byte[0]), 400, "WKS.00211102", "invalid");
    assertError(
        SERVER.post(PATH, workbook, "Content-Type", "text/csv"), 415, "WKS.00000415", "media type");
    HttpResponse<byte[]> get = SERVER.get(PATH);
    assertError(get, 405, "WKS.00000405", "not allowed");
    assertThat(header(get, "Allow")).isEqualTo("POST");
    try (TestServer small = new TestServer(Map.of(Setting.MAX_UPLOAD, "1"))) {
      byte[] large = Workbooks.large(1, 2 * 1024 * 1024);
      assertError(small.post(PATH, large), 413, "APIGW.0201", "too large");
    }
  }

  @Test
  void many_users_are_handed_out_and_no_file_stays() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.SPOOL_FOLDER, spool.toString(), Setting.MAX_UPLOAD, "64");
    try (TestServer server = new TestServer(settings)) {
      JsonNode document = json(server.post(PATH, Workbooks.large(50_000, 0)));
      assertThat(document.get("requests").size()).isEqualTo(250);
      assertThat(document.at("/requests/249/users/199/user_name").stringValue())
          .isEqualTo("user49999");
      SpoolFolder.awaitEmpty(spool);
    }
  }

  /** Where there is no room, for one, or the answer would be too long. */
  @Test
  void what_writing_fails_with_is_passed_on(@TempDir Path folder) throws Exception {
    CheckUsers check = CheckUsers.withInstalledFormat();
    Path file = Files.write(folder.resolve("users.xlsx"), Workbooks.large(2000, 0));
    try (FileChannel channel = FileChannel.open(file);
        SpooledFile answer = new Spool(folder).create(100_000)) {
      CheckReport report = check.check(channel, CheckOptions.DEFAULT);
      UserRequests requests = new UserRequests(check, CheckOptions.DEFAULT, false);
      assertThatThrownBy(() -> requests.write(channel, report, answer.out()))
          .isInstanceOfSatisfying(
              JacksonException.class,
              e -> assertThat(Json.failureOf(e)).isInstanceOf(SpooledFile.Full.class));
      assertThat(answer.length()).isPositive();
    }
  }
}
