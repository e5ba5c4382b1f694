package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.Signed.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.Keystone;
import dev.usertemplate.http.token.Keystone.User;
import dev.usertemplate.http.token.MovableClock;
import dev.usertemplate.http.token.ServiceCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens of a real Keystone at the door of the real server. */
@Order(1)
@Timeout(300) // Keystone may have to start first.
class TokenAccessTest {
  @TempDir static Path folder;
  private static MovableClock clock;
  private static Keystone keystone;
  private static String project;
  private static String path;

  /** Asks Keystone with credentials of its own. */
  private static TestServer server;

  /** Asks Keystone with the caller's token. */
  private static TestServer plain;

  @BeforeAll
  static void start() throws Exception {
    clock = new MovableClock(Instant.now());
    keystone = Keystone.shared();
    project = keystone.newProject().id();
    path = "/v2/%s/users/template/download".formatted(project);
    ServiceCredentials own = keystone.serviceCredentials();
    String access =
        """
        identity_service:
          user: %s
          user_domain: %s
          password: %s
          project: %s
          project_domain: %s
        roles:
          auditor:
            - {Version: "5.0", Statement: [{Effect: Allow, Action: ["sts::decodeAuthorizationMessage"]}]}
        """
            .formatted(
                own.user(), own.userDomain(), own.password(), own.project(), own.projectDomain());
    String url = keystone.uri().toString();
    server =
        new TestServer(
            Map.of(
                Setting.ACCESS,
                AccessFiles.write(folder.resolve("keystone.yaml"), access).toString(),
                Setting.KEYSTONE_URL,
                url,
                Setting.TOKEN_TRUST,
                "60"),
            clock);
    plain = new TestServer(Map.of(Setting.KEYSTONE_URL, url + "/v3"), clock);
  }

  @AfterAll
  static void stop() {
    if (plain != null) {
      server.close();
      plain.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "te_admin, 200",
    "wks_adm, 200",
    "readonly, 200",
    "admin, 200",
    // It implies the role reader.
    "member, 200",
    "reader, 200",
    "auditor, 403",
    "stranger, 403"
  })
  void the_roles_of_a_token_decide(String role, int status) {
    String token = keystone.token(keystone.newUser(project, role), project);

    assertThat(get(server, path, token).statusCode()).isEqualTo(status);
    HttpResponse<byte[]> answer = get(plain, path, token);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(text(answer).contains("encoded_authorization_message")).isEqualTo(status == 403);
  }

  @Test
  void importing_needs_another_role_than_reading() {
    String check = "/v2/%s/users/template/check".formatted(project);
    byte[] workbook = Workbooks.large(3, 3_000_000);
    String admin = keystone.token(keystone.newUser(project, "te_admin"), project);
    HttpResponse<byte[]> answer = server.post(check, workbook, "X-Auth-Token", admin);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
    assertThat(Answers.json(answer).at("/rows/users").intValue()).isEqualTo(3);

    String reader = keystone.token(keystone.newUser(project, "readonly"), project);
    HttpResponse<byte[]> denied = plain.post(check, workbook, "X-Auth-Token", reader);
    assertThat(denied.statusCode()).isEqualTo(403);
    assertThat(text(denied)).contains("encoded_authorization_message", "importUser");
  }

  @Test
  void an_upload_with_a_bad_token_is_refused_before_its_body_is_read() {
    for (TestServer any : List.of(server, plain)) {
      // Nothing of it is sent, and yet there is an answer.
      RawAnswer answer =
          any.first(
              "POST %s HTTP/1.1\r\nHost: x\r\nX-Auth-Token: bad\r\nContent-Length: 5000000\r\n\r\n"
                  .formatted(path.replace("download", "check")));
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body()).contains("decrypt token fail");
    }
  }

  @Test
  void a_token_opens_its_own_project_only() {
    String other = keystone.newProject().id();
    String token = keystone.token(keystone.newUser(other, "admin"), other);

    HttpResponse<byte[]> foreign = get(server, path, token);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(text(foreign))
        .contains("WKS.00081102")
        .doesNotContain("encoded_authorization_message");
    assertThat(get(server, path.replace(project, other), token).statusCode()).isEqualTo(200);
  }

  @Test
  void a_token_for_a_domain_or_for_nothing_opens_no_project() {
    User user = keystone.newUser(project, "admin");
    keystone.assignInDomain(user, "admin");

    for (String token : List.of(keystone.domainToken(user), keystone.unscopedToken(user))) {
      assertThat(get(server, path, token).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void an_expired_token_has_to_be_updated() {
    String token = keystone.expiredToken(keystone.newUser(project, "reader"), project);

    HttpResponse<byte[]> answer = get(server, path, token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(text(answer)).contains("APIGW.0307", "The token must be updated.");
    assertThat(get(plain, path, token).statusCode()).isEqualTo(401);
  }

  @Test
  void a_token_that_expires_while_it_is_remembered_is_worth_nothing_from_then_on() {
    MovableClock later = new MovableClock(Instant.now());
    Map<Setting, String> settings =
        Map.of(Setting.KEYSTONE_URL, keystone.uri().toString(), Setting.TOKEN_TRUST, "86400");
    try (TestServer trusting = new TestServer(settings, later)) {
      // It lives for an hour.
      String token = keystone.token(keystone.newUser(project, "reader"), project);
      assertThat(get(trusting, path, token).statusCode()).isEqualTo(200);
      later.move(Duration.ofMinutes(59));
      assertThat(get(trusting, path, token).statusCode()).isEqualTo(200);
      later.move(Duration.ofMinutes(2));

      HttpResponse<byte[]> answer = get(trusting, path, token);
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(text(answer)).contains("APIGW.0307");
    }
  }

  @Test
  void a_revoked_token_is_noticed_within_the_time_that_it_is_trusted() {
    String token = keystone.token(keystone.newUser(project, "reader"), project);
    assertThat(get(server, path, token).statusCode()).isEqualTo(200);
    keystone.revoke(token);
    clock.move(Duration.ofSeconds(59));
    assertThat(get(server, path, token).statusCode()).isEqualTo(200);
    clock.move(Duration.ofSeconds(1));

    HttpResponse<byte[]> answer = get(server, path, token);
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(text(answer)).contains("APIGW.0301", "decrypt token fail").doesNotContain(token);
  }

  @Test
  void a_token_may_be_as_long_as_the_cloud_makes_them() {
    HttpResponse<byte[]> answer = get(server, path, "t".repeat(40_000));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(text(answer)).contains("APIGW.0301", "decrypt token fail");
  }

  @Test
  void an_auditor_may_read_why_somebody_was_denied() {
    String stranger = keystone.token(keystone.newUser(project, "stranger"), project);
    String auditor = keystone.token(keystone.newUser(project, "auditor"), project);
    String sealed =
        text(get(server, path, stranger))
            .replaceFirst("(?s).*\"encoded_authorization_message\":\"([^\"]+)\".*", "$1");

    HttpResponse<byte[]> decoded =
        server.send(
            "POST",
            MessageDecoding.PATH,
            "{\"encoded_message\":\"%s\"}".formatted(sealed),
            new String[] {"X-Auth-Token", auditor});

    assertThat(decoded.statusCode()).isEqualTo(200);
    assertThat(text(decoded)).contains("implicit deny by identity-based policy");
  }

  @Test
  void when_the_identity_service_is_gone_or_silent_only_callers_with_tokens_notice()
      throws Exception {
    String alices = TestServer.PATH;
    ExecutorService callers = Executors.newCachedThreadPool();
    List<Future<HttpResponse<byte[]>>> waiting = new ArrayList<>();
    ServerSocket silent = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    try (TestServer slow = withKeystoneAt(silent.getLocalPort(), 600);
        TestServer impatient = withKeystoneAt(silent.getLocalPort(), 1);
        TestServer gone = withKeystoneAt(closedPort(), 600)) {
      try (silent) {
        for (int i = 0; i < 200; i++) {
          String token = "token-" + i;
          waiting.add(callers.submit(() -> get(slow, alices, token)));
        }
        // Half of the places are for those who wait for it; the others are told at once.
        await("refusals").until(() -> waiting.stream().filter(Future::isDone).count() >= 136);
        slow.awaitRequests(64);
        for (int i = 0; i < 20; i++) {
          assertThat(slow.get(alices, ALICE.get(slow, alices)).statusCode()).isEqualTo(200);
        }
        assertThat(waiting).as("refused").filteredOn(Future::isDone).hasSize(136);
        assertThat(get(impatient, alices, "any").statusCode()).isEqualTo(503);
      }
      for (Future<HttpResponse<byte[]>> call : waiting) {
        assertThat(call.get().statusCode()).isEqualTo(503);
      }

      HttpResponse<byte[]> answer = get(gone, alices, "any");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(text(answer)).contains("APIGW.0613", "The IAM service is currently unavailable.");
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(gone.get(alices, ALICE.get(gone, alices)).statusCode()).isEqualTo(200);
    } finally {
      callers.shutdown();
    }
  }

  /** With an identity service on a port, which is given so many seconds to answer. */
  private static TestServer withKeystoneAt(int port, int seconds) throws IOException {
    return new TestServer(
        Map.of(
            Setting.ACCESS,
            AccessFiles.example(folder).toString(),
            Setting.KEYSTONE_URL,
            "http://127.0.0.1:" + port,
            Setting.KEYSTONE_TIMEOUT,
            Integer.toString(seconds)));
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpResponse<byte[]> get(TestServer server, String path, String token) {
    return server.get(path, "X-Auth-Token", token);
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
