package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.Signed.BOB;
import static dev.usertemplate.http.Signed.OWNER;
import static dev.usertemplate.http.WorkbookCheckTest.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.SdkResponse;
import com.huaweicloud.sdk.core.SdkStreamRequest;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.SigningAlgorithm;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.FormDataFilePart;
import com.huaweicloud.sdk.core.http.FormDataPart;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;
import com.huaweicloud.sdk.core.http.SdkFormDataBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may have a workbook checked, and whose body is read at all. */
class UploadAccessTest {
  private static final byte[] LARGE = Workbooks.large(3, 5 * 1024 * 1024);
  private static final byte[] SMALL = Workbooks.withOneMistake();

  @TempDir static Path folder;
  @TempDir static Path spool;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new TestServer(settings());
  }

  private static Map<Setting, String> settings() throws IOException {
    return Map.of(
        Setting.ACCESS,
        AccessFiles.example(folder).toString(),
        Setting.SPOOL_FOLDER,
        spool.toString());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_sdk_uploads_several_megabytes_with_each_of_its_algorithms(SigningAlgorithm algorithm) {
    HttpConfig config = HttpConfig.getDefaultHttpConfig();
    config.setSigningAlgorithm(algorithm);
    assertThat(users(upload(config, credentials(), LARGE))).isEqualTo(3);
  }

  @Test
  void the_sdk_uploads_with_derived_authentication() {
    BasicCredentials credentials = credentials();
    credentials.setDerivedPredicate(BasicCredentials.DEFAULT_DERIVED_PREDICATE);
    credentials.processDerivedAuthParams("workspace", "cn-north-4");
    assertThat(users(upload(HttpConfig.getDefaultHttpConfig(), credentials, LARGE))).isEqualTo(3);
  }

  @Test
  void the_sdk_uploads_a_form() {
    FormRequest request = new FormRequest();
    request.form = new Form(LARGE);
    HttpRequestDef<FormRequest, Report> operation =
        HttpRequestDef.builder(HttpMethod.POST, FormRequest.class, Report.class)
            .withName("CheckUsersTemplate")
            .withUri(WorkbookCheck.PATH)
            .withContentType("multipart/form-data")
            .withRequestField(
                "body",
                LocationType.Body,
                FieldExistence.NON_NULL_NON_EMPTY,
                Form.class,
                field -> field.withMarshaller(it -> it.form, (it, value) -> it.form = value))
            .build();
    Report report =
        client(HttpConfig.getDefaultHttpConfig(), credentials()).syncInvokeHttp(request, operation);
    assertThat(users(report)).isEqualTo(3);
  }

  @Test
  void a_body_that_was_changed_is_refused() {
    String[] headers = OWNER.post(server, PATH, LARGE);
    assertThat(server.post(PATH, LARGE, headers).statusCode()).isEqualTo(200);

    byte[] changed = LARGE.clone();
    changed[changed.length / 2]++;
    HttpResponse<byte[]> refused = server.post(PATH, changed, headers);
    assertError(refused, 401, "APIGW.0301", "verify aksk signature fail");
  }

  @Test
  void a_declared_hash_has_to_be_the_bodys_and_an_unsigned_body_is_taken() {
    String unsigned = "X-Sdk-Content-Sha256";
    String[] headers = OWNER.post(server, PATH, SMALL, unsigned, "UNSIGNED-PAYLOAD");
    assertThat(server.post(PATH, LARGE, headers).statusCode()).isEqualTo(200);

    String[] declared = OWNER.post(server, PATH, SMALL, unsigned, "0".repeat(64));
    assertError(server.post(PATH, SMALL, declared), 401, "APIGW.0301", "verify aksk");
  }

  @Test
  void importing_needs_more_than_reading() {
    HttpResponse<byte[]> readOnly = server.post(PATH, LARGE, ALICE.post(server, PATH, LARGE));
    assertError(readOnly, 403, "WKS.00081102", "permission");
    String sealed = json(readOnly).get("encoded_authorization_message").stringValue();
    assertThat(json(readOnly).get("error_detail").stringValue())
        .contains("Implicit deny of workspace:users:importUser");

    // Whatever does not begin with get.
    assertThat(server.post(PATH, SMALL, BOB.post(server, PATH, SMALL)).statusCode()).isEqualTo(200);
    JsonNode decoded =
        json(
            MessageDecodingTest.post(
                server, OWNER, "{\"encoded_message\":\"%s\"}".formatted(sealed)));
    JsonNode message = JsonMapper.shared().readTree(decoded.get("decoded_message").stringValue());
    assertThat(message.at("/context/action").stringValue()).isEqualTo("workspace:users:importUser");
  }

  @Test
  void handing_out_users_needs_the_same() {
    String path = UserRequestsTest.PATH;
    assertError(server.post(path, SMALL, ALICE.post(server, path, SMALL)), 403, "WKS.00081102", "");
    assertError(server.post(path, LARGE), 401, "APIGW.0301", "x-auth-token not found");
    HttpResponse<byte[]> users = server.post(path, LARGE, BOB.post(server, path, LARGE));
    assertThat(json(users).at("/requests/0/users").size()).isEqualTo(3);
    byte[] changed = LARGE.clone();
    changed[changed.length / 2]++;
    assertError(
        server.post(path, changed, BOB.post(server, path, LARGE)),
        401,
        "APIGW.0301",
        "verify aksk");
  }

  @Test
  void a_policy_can_deny_it() throws Exception {
    String access = AccessFiles.EXAMPLE.replace("workspace:users:get*", "workspace:users:import*");
    Path file = AccessFiles.write(folder.resolve("deny.yaml"), access);
    try (TestServer other = new TestServer(Map.of(Setting.ACCESS, file.toString()))) {
      HttpResponse<byte[]> denied = other.post(PATH, SMALL, BOB.post(other, PATH, SMALL));
      assertError(denied, 403, "WKS.00081102", "permission");
      assertThat(json(denied).get("error_detail").stringValue()).contains("Explicit deny");
      assertThat(json(denied).get("encoded_authorization_message").stringValue()).isNotBlank();
    }
  }

  @Test
  void without_the_check_of_permissions_for_downloads_uploads_still_need_theirs() throws Exception {
    Map<Setting, String> lax =
        Map.of(
            Setting.ACCESS,
            AccessFiles.example(folder).toString(),
            Setting.PERMISSION_CHECK,
            "false");
    try (TestServer other = new TestServer(lax)) {
      assertThat(other.post(PATH, SMALL, ALICE.post(other, PATH, SMALL)).statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_foreign_project_is_refused() {
    String path = "/v2/other/users/template/check";
    HttpResponse<byte[]> refused = server.post(path, SMALL, OWNER.post(server, path, SMALL));
    assertError(refused, 403, "WKS.00081102", "permission");
    assertThat(json(refused).has("encoded_authorization_message")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Nothing: there",
        "X-Auth-Token: some-token",
        "Authorization: Basic YTpi",
        "Authorization: SDK-HMAC-SHA256 Access=NOBODY, SignedHeaders=x-sdk-date, Signature=00",
      })
  void a_body_is_not_read_if_its_request_is_refused_whatever_it_holds(String credentials) {
    try (CapturedLog log = new CapturedLog(server)) {
      // Nothing of it is sent, and yet there is an answer.
      RawAnswer answer =
          server.first(
              "POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 5000000\r\n%s\r\n\r\n"
                  .formatted(PATH, credentials));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.header("WWW-Authenticate")).isEqualTo("SDK-HMAC-SHA256");
      assertThat(answer.body()).contains("APIGW.0301");
      List<ILoggingEvent> audit =
          log.events().stream().filter(it -> it.getLoggerName().contains("audit")).toList();
      assertThat(audit).hasSize(1);
      assertThat(audit.get(0).getKeyValuePairs().toString())
          .contains("workspace:users:importUser", Signed.PROJECT);
    }
  }

  @Test
  void whoever_sends_a_body_that_is_not_read_still_sees_the_answer() throws Exception {
    for (int i = 0; i < 40; i++) {
      assertError(server.post(PATH, LARGE), 401, "APIGW.0301", "x-auth-token not found");
    }
    SpoolFolder.awaitEmpty(spool);
  }

  @Test
  void each_decision_is_one_line_in_the_audit_log() {
    try (CapturedLog log = new CapturedLog(server)) {
      server.post(PATH, SMALL, OWNER.post(server, PATH, SMALL));
      server.post(PATH, SMALL, ALICE.post(server, PATH, SMALL));
      List<String> lines =
          log.events().stream()
              .filter(it -> it.getLoggerName().contains("audit"))
              .map(it -> it.getFormattedMessage() + it.getKeyValuePairs())
              .toList();
      assertThat(lines).hasSize(2);
      assertThat(lines.get(0)).contains("allowed", "owner", "workspace:users:importUser");
      assertThat(lines.get(1)).contains("implicit deny", "alice", "workspace:users:importUser");
    }
  }

  private static BasicCredentials credentials() {
    return new BasicCredentials()
        .withAk("OWNER000000000000001")
        .withSk("owner-secret-1")
        .withProjectId(Signed.PROJECT);
  }

  private static HcClient client(HttpConfig config, BasicCredentials credentials) {
    return new ClientBuilder<>(it -> it)
        .withCredential(credentials)
        .withHttpConfig(config)
        .withEndpoints(List.of(server.uri().toString()))
        .build();
  }

  private static Report upload(HttpConfig config, BasicCredentials credentials, byte[] workbook) {
    HttpRequestDef<Workbook, Report> operation =
        HttpRequestDef.builder(HttpMethod.POST, Workbook.class, Report.class)
            .withName("CheckUsersTemplate")
            .withUri(WorkbookCheck.PATH)
            .withContentType("application/octet-stream")
            .build();
    Workbook request = new Workbook();
    request.setUploadStream(new ByteArrayInputStream(workbook));
    return client(config, credentials).syncInvokeHttp(request, operation);
  }

  private static int users(Report report) {
    assertThat(report.getHttpStatusCode()).isEqualTo(200);
    return report.rows.getOrDefault("users", -1);
  }

  /** As the SDK's generator writes uploads. */
  public static final class Workbook extends SdkStreamRequest {}

  /** As the SDK's generator writes answers in JSON. */
  public static final class Report extends SdkResponse {
    /** How many rows of each kind. */
    @JsonProperty("rows")
    public Map<String, Integer> rows = Map.of();
  }

  /** As the SDK's generator writes requests with a form. */
  public static final class FormRequest {
    Form form;
  }

  /** The form. */
  public static final class Form implements SdkFormDataBody {
    private final byte[] workbook;

    Form(byte[] workbook) {
      this.workbook = workbook;
    }

    @Override
    public Map<String, FormDataPart<?>> buildFormData() {
      return Map.of("file", new FormDataFilePart(new ByteArrayInputStream(workbook), "users.xlsx"));
    }
  }
}
