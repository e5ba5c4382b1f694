package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.Signed.BOB;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  @TempDir Path folder;

  @Test
  void each_decision_is_one_line_that_says_who_what_and_why() throws Exception {
    try (TestServer server = server();
        CapturedLog log = new CapturedLog(server)) {
      HttpResponse<byte[]> allowed = server.get(PATH, ALICE.get(server, PATH));
      server.get(PATH, BOB.get(server, PATH));
      server.get(PATH);
      server.get(
          "/v2/0000/users/template/download",
          ALICE.get(server, "/v2/0000/users/template/download"));
      server.get(PATH, new Signed("ALICE000000000000001", "guess").get(server, PATH));

      List<ILoggingEvent> lines = lines(log, "dev.usertemplate.audit");
      assertThat(lines.stream().map(ILoggingEvent::getFormattedMessage))
          .containsExactly(
              "allowed",
              "explicit deny",
              "x-auth-token not found",
              "foreign project",
              "verify aksk signature fail");
      assertThat(lines.stream().map(ILoggingEvent::getLevel))
          .containsExactly(Level.INFO, Level.WARN, Level.WARN, Level.WARN, Level.WARN);
      assertThat(pairs(lines.get(0)))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "allowed", "true",
                  "principal", "alice",
                  "domain", "d0001",
                  "credential", "ALICE000000000000001",
                  "project", Signed.PROJECT,
                  "action", "workspace:users:getImportTemplate",
                  "request_id", allowed.headers().firstValue("X-Request-Id").orElseThrow(),
                  "address", "127.0.0.1"));
      assertThat(pairs(lines.get(4)))
          .containsEntry("credential", "ALICE000000000000001")
          .doesNotContainKey("principal");
      assertThat(lines.toString()).doesNotContain("alice-secret-1", "guess", "Signature=");
    }
  }

  @Test
  void what_callers_write_cannot_forge_a_line() throws Exception {
    try (TestServer server = server();
        CapturedLog log = new CapturedLog(server)) {
      String path = "/v2/a%22x%22%E2%80%A8%E2%80%AEz/users/template/download";
      server.get(path, "X-Auth-Token", "secret-token");

      ILoggingEvent line = lines(log, "dev.usertemplate.audit").get(0);
      assertThat(pairs(line).get("project")).isEqualTo("a\\u{22}x\\u{22}\\u{2028}\\u{202e}z");
      assertThat(pairs(line)).containsEntry("credential", "token");
      assertThat(line.toString()).doesNotContain("secret-token");
      assertThat(AuditLog.inOneLine("a\r\nb\u0000\\")).isEqualTo("a\\u{d}\\u{a}b\\u{0}\\u{5c}");
    }
  }

  @Test
  void the_access_log_has_a_line_for_each_request_without_its_query() throws Exception {
    TestServer server = new TestServer(Map.of(Setting.ACCESS_LOG, "true"));
    try (CapturedLog log = CapturedLog.withRefusals(server)) {
      try (server) {
        server.get(PATH + "?language=zh_CN&secret=1");
        server.get("/nowhere");
        server.raw("garbage\r\n\r\n");
        server.get("/health/ready");
        // Written once the answer is out: in any order.
        await("lines").until(() -> lines(log, "dev.usertemplate.access").size() >= 3);
      }
      // From now on there can be no more.
      List<ILoggingEvent> lines = lines(log, "dev.usertemplate.access");
      assertThat(lines.stream().map(line -> pairs(line).get("status")))
          .containsExactlyInAnyOrder("200", "404", "400");
      ILoggingEvent ok =
          lines.stream().filter(line -> pairs(line).get("status").equals("200")).findFirst().get();
      assertThat(pairs(ok))
          .containsEntry("status", "200")
          .containsEntry("method", "GET")
          .containsEntry("path", PATH)
          .containsEntry("address", "127.0.0.1")
          .containsKeys("bytes", "ms", "request_id");
      assertThat(lines.toString()).doesNotContain("secret");
    }
  }

  private TestServer server() throws Exception {
    return new TestServer(Map.of(Setting.ACCESS, AccessFiles.example(folder).toString()));
  }

  private static List<ILoggingEvent> lines(CapturedLog log, String logger) {
    return log.events().stream().filter(event -> event.getLoggerName().equals(logger)).toList();
  }

  private static Map<String, String> pairs(ILoggingEvent event) {
    return event.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> String.valueOf(pair.value)));
  }
}
