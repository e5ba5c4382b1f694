package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.assertError;
import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Answers.text;
import static dev.usertemplate.http.Answers.with;
import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.Signed.BOB;
import static dev.usertemplate.http.Signed.OWNER;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import dev.usertemplate.http.token.MovableClock;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessControlTest {
  private static final String FOREIGN = "/v2/0000/users/template/download";

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
  void whoever_may_read_gets_the_workbook() {
    HttpResponse<byte[]> answer = server.get(PATH, ALICE.get(server, PATH));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith('P', 'K');
    assertThat(server.get(PATH, OWNER.get(server, PATH)).statusCode()).isEqualTo(200);
  }

  @Test
  void a_head_is_signed_as_what_it_is() {
    String[] head = ALICE.headers(server, HttpMethod.HEAD, PATH, Map.of(), "");

    assertThat(server.send("HEAD", PATH, head).statusCode()).isEqualTo(200);
    assertError(server.get(PATH, head), 401, "APIGW.0301", "verify aksk signature fail");
  }

  @Test
  void nobody_gets_in_without_credentials() {
    HttpResponse<byte[]> answer = server.get(PATH);

    assertError(answer, 401, "APIGW.0301", "x-auth-token not found");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("SDK-HMAC-SHA256");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(text(answer)).contains("Sign the request");
    assertError(server.get(PATH, "X-Auth-Token", ""), 401, "APIGW.0301", "x-auth-token not found");
  }

  @Test
  void a_server_without_an_identity_service_takes_no_tokens() {
    assertError(server.get(PATH, "X-Auth-Token", "any"), 401, "APIGW.0301", "decrypt token fail");
  }

  @Test
  void a_signature_counts_before_a_token() {
    assertThat(
            server
                .get(PATH, with(ALICE.get(server, PATH), "X-Auth-Token", "not a token"))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_signature_covers_the_query_whatever_is_in_it() {
    Map<String, List<String>> query =
        Map.of(
            "language", List.of("zh_CN"),
            "odd", List.of("a b", "*", "~", "/", "%2F", "\u4e2d\u6587", "", "x+y", "x+y"));
    String wire =
        "?odd=a%20b&odd=*&odd=~&odd=%2F&language=zh_CN&odd=%252F&odd=%E4%B8%AD%E6%96%87&odd="
            + "&odd=x%2By&odd=x%2by";
    String[] headers = ALICE.headers(server, HttpMethod.GET, PATH, query, "");

    assertThat(server.get(PATH + wire, headers).statusCode()).isEqualTo(200);
    assertError(
        server.get(PATH + wire.replace("zh_CN", "en_US"), headers),
        401,
        "APIGW.0301",
        "verify aksk signature fail");
  }

  @Test
  void an_access_key_that_nobody_has_is_said_to_be_none() {
    Signed nobody = new Signed("NOBODY00000000000001", "secret");

    assertError(server.get(PATH, nobody.get(server, PATH)), 401, "APIGW.0301", "ak not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "Bearer abc",
        "Basic dXNlcjpwYXNz",
        "SDK-HMAC-SHA256",
        "SDK-HMAC-SHA256 Access=ALICE000000000000001",
        "SDK-HMAC-SHA256 Access=ALICE000000000000001, SignedHeaders=host, Signature=00",
        "SDK-HMAC-SHA256 Access=a b, SignedHeaders=host;x-sdk-date, Signature=zz",
      })
  void what_is_no_signature_is_refused_with_a_sentence(String authorization) {
    HttpResponse<byte[]> answer = server.get(PATH, "Authorization", authorization);

    assertError(answer, 401, "APIGW.0301", "verify aksk signature fail");
    assertThat(json(answer).get("error_detail").stringValue()).hasSizeGreaterThan(20);
  }

  @Test
  void two_authorization_headers_are_one_too_many() {
    String[] once = ALICE.get(server, PATH);
    String authorization = once[Arrays.asList(once).indexOf("Authorization") + 1];

    assertError(
        server.get(PATH, with(once, "Authorization", authorization)),
        401,
        "APIGW.0301",
        "verify aksk signature fail");
  }

  @Test
  void a_project_that_is_not_the_callers_is_refused_whether_it_exists_or_not() {
    for (Signed caller : List.of(ALICE, BOB, OWNER)) {
      HttpResponse<byte[]> answer = server.get(FOREIGN, caller.get(server, FOREIGN));

      assertError(
          answer, 403, "WKS.00081102", "User does not have permission to access this resource.");
      assertThat(json(answer).has("encoded_authorization_message")).isFalse();
    }
  }

  @Test
  void another_project_in_the_header_is_refused() {
    String[] other = {"X-Project-Id", "0000"};
    String[] same = {"X-Project-Id", Signed.PROJECT};

    assertThat(server.get(PATH, ALICE.get(server, PATH, other)).statusCode()).isEqualTo(403);
    assertThat(server.get(PATH, ALICE.get(server, PATH, same)).statusCode()).isEqualTo(200);
    assertThat(server.get(PATH, with(ALICE.get(server, PATH, same), other)).statusCode())
        .isNotEqualTo(200);
    assertThat(server.get(PATH, with(with(ALICE.get(server, PATH), same), other)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void parameters_are_judged_last() {
    String wrong = "?language=fr";
    Map<String, List<String>> query = Map.of("language", List.of("fr"));
    String[] alice = ALICE.headers(server, HttpMethod.GET, PATH, query, "");
    String[] bob = BOB.headers(server, HttpMethod.GET, PATH, query, "");

    assertThat(server.get(PATH + wrong).statusCode()).isEqualTo(401);
    assertThat(server.get(PATH + wrong, bob).statusCode()).isEqualTo(403);
    assertThat(server.get(PATH + wrong, alice).statusCode()).isEqualTo(400);
    assertThat(server.get("/no/such/path").statusCode()).isEqualTo(404);
    assertThat(server.send("DELETE", PATH).statusCode()).isEqualTo(405);
  }

  @Test
  void a_permission_that_is_not_checked_leaves_the_project_checked() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.ACCESS,
            AccessFiles.example(folder).toString(),
            Setting.PERMISSION_CHECK,
            "false");
    try (TestServer lax = new TestServer(settings)) {
      assertThat(lax.get(PATH, BOB.get(lax, PATH)).statusCode()).isEqualTo(200);
      assertThat(lax.get(FOREIGN, BOB.get(lax, FOREIGN)).statusCode()).isEqualTo(403);
      assertThat(lax.get(PATH).statusCode()).isEqualTo(401);
      assertThat(
              MessageDecodingTest.post(lax, ALICE, "{\"encoded_message\":\"AAAA\"}").statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void each_principal_has_a_limit_of_its_own() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.ACCESS, AccessFiles.example(folder).toString(), Setting.RATE_LIMIT, "3");
    MovableClock clock = new MovableClock(Instant.now());
    try (TestServer limited = new TestServer(settings, clock)) {
      for (int i = 0; i < 3; i++) {
        assertThat(limited.get(PATH, ALICE.get(limited, PATH)).statusCode()).isEqualTo(200);
      }
      HttpResponse<byte[]> answer = limited.get(PATH, ALICE.get(limited, PATH));
      assertError(answer, 429, "APIGW.0308", "The throttling threshold has been reached.");
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(limited.get(PATH, OWNER.get(limited, PATH)).statusCode()).isEqualTo(200);
      assertThat(limited.get(PATH).statusCode()).as("who is nobody has no limit").isEqualTo(401);
      clock.move(Duration.ofSeconds(1));
      assertThat(limited.get(PATH, ALICE.get(limited, PATH)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void those_who_prove_nothing_are_limited_for_their_address() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.ACCESS, AccessFiles.example(folder).toString(),
            Setting.RATE_LIMIT, "3",
            Setting.TRUSTED_PROXIES, "127.0.0.1");
    MovableClock clock = new MovableClock(Instant.now());
    try (TestServer limited = new TestServer(settings, clock)) {
      for (int i = 0; i < 3; i++) {
        assertThat(limited.get(PATH).statusCode()).isEqualTo(401);
      }
      HttpResponse<byte[]> answer = limited.get(PATH);
      assertError(answer, 429, "APIGW.0308", "The throttling threshold has been reached.");
      assertThat(limited.get(PATH, ALICE.get(limited, PATH)).statusCode())
          .as("a signature is judged here, and its owner need not suffer from others")
          .isEqualTo(200);
      String[] elsewhere = {"X-Forwarded-For", "198.51.100.1"};
      assertThat(limited.get(PATH, elsewhere).statusCode()).isEqualTo(401);
      clock.move(Duration.ofSeconds(1));
      assertThat(limited.get(PATH).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_proxy_that_is_trusted_says_which_host_was_signed() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.ACCESS,
            AccessFiles.example(folder).toString(),
            Setting.TRUSTED_PROXIES,
            "127.0.0.1");
    try (TestServer behind = new TestServer(settings)) {
      String[] signed = ALICE.get(server, PATH);
      String host = server.uri().getAuthority();

      assertThat(behind.get(PATH, with(signed, "X-Forwarded-Host", host)).statusCode())
          .isEqualTo(200);
      assertThat(behind.get(PATH, signed).statusCode()).isEqualTo(401);
      assertThat(
              server
                  .get(
                      PATH,
                      with(
                          ALICE.get(behind, PATH), "X-Forwarded-Host", behind.uri().getAuthority()))
                  .statusCode())
          .as("nobody else may say so")
          .isEqualTo(401);
    }
  }
}
