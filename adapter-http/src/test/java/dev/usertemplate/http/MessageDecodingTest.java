package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.Signed.BOB;
import static dev.usertemplate.http.Signed.OWNER;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MessageDecodingTest {
  private static final String DECODE = MessageDecoding.PATH;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() throws Exception {
    server = new TestServer(Map.of(Setting.ACCESS, AccessFiles.example(folder).toString()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_denial_by_policy_tells_those_who_may_decode_it_why() {
    HttpResponse<byte[]> denied = server.get(PATH, BOB.get(server, PATH));
    assertError(
        denied, 403, "WKS.00081102", "User does not have permission to access this resource.");
    String sealed = json(denied).get("encoded_authorization_message").stringValue();
    assertThat(sealed).hasSizeLessThanOrEqualTo(10_240).doesNotContain("bob");

    HttpResponse<byte[]> decoded = decode(OWNER, sealed);

    assertThat(decoded.statusCode()).isEqualTo(200);
    assertThat(decoded.headers().firstValue("Content-Type")).contains("application/json");
    JsonNode message =
        JsonMapper.shared().readTree(json(decoded).get("decoded_message").stringValue());
    assertThat(message.get("failure").stringValue())
        .isEqualTo("explicit deny by identity-based policy");
    JsonNode context = message.get("context");
    assertThat(context.at("/user_profile/user_name").stringValue()).isEqualTo("bob");
    assertThat(context.at("/user_profile/domain_id").stringValue()).isEqualTo("d0001");
    assertThat(context.get("action").stringValue()).isEqualTo("workspace:users:getImportTemplate");
    assertThat(context.get("project_id").stringValue()).isEqualTo(Signed.PROJECT);
    assertThat(denied.headers().firstValue("X-Request-Id"))
        .contains(context.get("request_id").stringValue());
  }

  @Test
  void a_policy_may_allow_decoding_and_none_does_not() {
    String sealed =
        json(server.get(PATH, BOB.get(server, PATH)))
            .get("encoded_authorization_message")
            .stringValue();

    assertThat(decode(BOB, sealed).statusCode()).as("*:*:* allows it").isEqualTo(200);
    HttpResponse<byte[]> alice = decode(ALICE, sealed);
    assertError(alice, 403, "STS5.1001", "Access denied.");
    assertThat(json(alice).has("encoded_authorization_message")).isTrue();
    assertThat(server.send("POST", DECODE).statusCode()).isEqualTo(401);
    assertThat(server.get(DECODE).statusCode()).isEqualTo(405);
  }

  @Test
  void what_cannot_be_decoded_is_refused_with_a_sentence() {
    assertError(decode(OWNER, "AAAA"), 400, "STS5.1001", "The encoded message cannot be decoded.");
    assertError(decode(OWNER, "A".repeat(10_241)), 400, "STS5.1001", "cannot be decoded");
    assertError(decode(OWNER, ""), 400, "STS5.1001", "cannot be decoded");
    for (String body : List.of("", "null", "[]", "{", "{\"encoded_message\":5}", "{}")) {
      assertError(post(OWNER, body), 400, "STS5.1001", "cannot be decoded");
    }
    assertError(post(OWNER, "x".repeat(RequestBody.KEPT + 1)), 413, "APIGW.0201", "too large");
    assertError(
        post(OWNER, "{}", "Content-Type", "application/json; charset=bogus"),
        400,
        "STS5.1001",
        "cannot be decoded");
    assertError(post(OWNER, "{}", "Content-Type", "text/plain"), 415, "WKS.00000415", "media type");
  }

  @Test
  void messages_of_another_account_stay_closed() throws Exception {
    String access =
        AccessFiles.EXAMPLE
            + """
              - name: stranger
                domain_id: d0002
                root: true
                projects: [%s]
                access_keys:
                  - {access_key: STRANGER0001, secret_key: stranger-secret}
            """
                .formatted(Signed.PROJECT);
    Map<Setting, String> settings =
        Map.of(Setting.ACCESS, AccessFiles.write(folder.resolve("b.yaml"), access).toString());
    try (TestServer other = new TestServer(settings)) {
      String sealed =
          json(other.get(PATH, BOB.get(other, PATH)))
              .get("encoded_authorization_message")
              .stringValue();
      String body = "{\"encoded_message\":\"%s\"}".formatted(sealed);
      Signed stranger = new Signed("STRANGER0001", "stranger-secret");

      assertError(post(other, stranger, body), 400, "STS5.1001", "cannot be decoded");
      assertThat(post(other, OWNER, body).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_body_is_covered_too() {
    String body = "{\"encoded_message\":\"AAAA\"}";
    String[] headers = OWNER.headers(server, HttpMethod.POST, DECODE, Map.of(), body);

    assertThat(server.send("POST", DECODE, body, headers).statusCode()).isEqualTo(400);
    assertError(
        server.send("POST", DECODE, body.replace("AAAA", "AAAB"), headers),
        401,
        "APIGW.0301",
        "verify aksk signature fail");
  }

  private HttpResponse<byte[]> decode(Signed caller, String message) {
    return post(caller, "{\"encoded_message\":\"%s\"}".formatted(message));
  }

  private HttpResponse<byte[]> post(Signed caller, String body, String... more) {
    return post(server, caller, body, more);
  }

  static HttpResponse<byte[]> post(TestServer server, Signed caller, String body, String... more) {
    String[] all = more.length > 0 ? more : new String[] {"Content-Type", "application/json"};
    return server.send(
        "POST",
        DECODE,
        body,
        Answers.with(caller.headers(server, HttpMethod.POST, DECODE, Map.of(), body), all));
  }
}
