package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.MovableClock;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsTest {
  private static final String REQUESTS = "http_server_requests_seconds";
  private static final String CHECK = "/v2/my-project/users/template/check";

  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  @TempDir Path folder;

  @Test
  void requests_are_counted_by_route_method_and_status_with_their_durations() throws Exception {
    try (TestServer server = new TestServer()) {
      server.get(PATH);
      server.get(PATH + "?language=zh_CN");
      server.send("HEAD", PATH);
      server.get(PATH + "?language=fr");
      server.get("/health/ready");
      String download = "{method=\"%s\",route=\"" + TemplateDownload.PATH + "\",status=\"%s\"";

      Exposition metrics = awaitCount(server, REQUESTS + "_count", 5);
      assertThat(metrics.types()).containsEntry(REQUESTS, "histogram");
      assertThat(metrics.value(REQUESTS + "_count" + download.formatted("GET", 200) + "}"))
          .isEqualTo(2);
      assertThat(metrics.value(REQUESTS + "_count" + download.formatted("HEAD", 200) + "}"))
          .isEqualTo(1);
      assertThat(metrics.value(REQUESTS + "_count" + download.formatted("GET", 400) + "}"))
          .isEqualTo(1);
      assertThat(
              metrics.value(
                  REQUESTS + "_bucket" + download.formatted("GET", 200) + ",le=\"+Inf\"}"))
          .isEqualTo(2);
      assertThat(metrics.value(REQUESTS + "_sum" + download.formatted("GET", 200) + "}"))
          .isBetween(0.0, 30.0);
      assertThat(metrics.labelValues("route")).contains("/health/ready");
    }
  }

  @Test
  void a_check_tells_its_rows_and_findings_and_the_bytes_of_its_upload() throws Exception {
    try (TestServer server = new TestServer()) {
      byte[] workbook = Workbooks.withOneMistake();
      server.post(CHECK, workbook);
      server.post(CHECK, new byte[] {1, 2, 3});

      Exposition metrics = awaitCount(server, "user_template_checks_total", 2);
      assertThat(metrics.value("user_template_checks_total{result=\"mistakes\"}")).isEqualTo(1);
      assertThat(metrics.value("user_template_checks_total{result=\"unreadable\"}")).isEqualTo(1);
      assertThat(metrics.value("user_template_check_rows_total")).isEqualTo(2);
      assertThat(
              metrics.value(
                  "user_template_check_findings_total{code=\"any_of\",severity=\"error\"}"))
          .isEqualTo(1);
      assertThat(metrics.value("user_template_upload_bytes_total"))
          .isEqualTo(workbook.length + 3.0);
      assertThat(metrics.labelValues("route"))
          .contains("/v2/{project_id}/users/template/check")
          .doesNotContain(CHECK);
    }
  }

  @Test
  void no_label_grows_with_what_strangers_send() throws Exception {
    try (TestServer server = new TestServer()) {
      server.get("/a");
      server.send("GET", PATH + "/x");
      Set<String> before = awaitCount(server, REQUESTS + "_count", 2).samples().keySet();
      for (int i = 0; i < 50; i++) {
        String random = UUID.randomUUID().toString();
        server.get("/" + random);
        server.get("/v2/" + random + "/users/template/download");
        server.send("X" + random.substring(0, 8), "/" + random);
        server.send("X" + random.substring(0, 8), "/v2/" + random + "/users/template/check");
      }
      Exposition metrics = awaitCount(server, REQUESTS + "_count", 202);
      assertThat(metrics.labelValues("route"))
          .containsExactlyInAnyOrder("none", TemplateDownload.PATH, "/metrics");
      assertThat(metrics.labelValues("method")).containsExactlyInAnyOrder("GET", "other");
      assertThat(
              metrics.samples().keySet().stream()
                  .filter(it -> it.startsWith(REQUESTS + "_count"))
                  .count())
          .isLessThan(8);
      assertThat(before).isNotEmpty();
    }
  }

  @Test
  void who_is_sent_away_is_counted_with_the_reason() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.ACCESS, AccessFiles.example(folder).toString(), Setting.RATE_LIMIT, "3");
    // The time in which three requests may come does not pass.
    try (TestServer server = new TestServer(settings, new MovableClock(Instant.now()))) {
      server.get(PATH, new Signed("ALICE000000000000001", "guess").get(server, PATH));
      server.get(PATH, new Signed("NOBODY00000000000001", "guess").get(server, PATH));
      assertThat(server.get(PATH).statusCode()).isEqualTo(401);
      assertThat(server.get(PATH).statusCode()).isEqualTo(429);
      Exposition metrics = awaitCount(server, REQUESTS + "_count", 4);
      String failures = "user_template_authentication_failures_total{reason=\"%s\"}";
      assertThat(metrics.value(failures.formatted("verify_aksk_signature_fail"))).isEqualTo(1);
      assertThat(metrics.value(failures.formatted("ak_not_exist"))).isEqualTo(1);
      assertThat(metrics.value(failures.formatted("x_auth_token_not_found"))).isEqualTo(1);
      assertThat(metrics.value("user_template_requests_throttled_total")).isEqualTo(1);
      String text = text(server.get("/metrics"));
      assertThat(text).doesNotContain("ALICE", "NOBODY", "guess", "alice-secret-1", Signed.PROJECT);
    }
  }

  /** As when a probe comes before the server is set up. */
  @Test
  void a_number_may_be_shown_after_the_first_request() throws Exception {
    Metrics metrics = new Metrics(folder);
    metrics.failed(Failure.STOPPING);
    metrics.gauge("user_template.ready", "1 if the server wants requests", () -> 1);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    metrics.write(written);
    metrics.close();
    assertThat(
            new Exposition(written.toString(StandardCharsets.UTF_8)).value("user_template_ready"))
        .isEqualTo(1);
  }

  @Test
  void metrics_are_not_for_callers_behind_a_proxy_on_the_port_for_all() {
    try (TestServer server = new TestServer()) {
      for (String header : List.of("X-Forwarded-For", "Forwarded", "Via", "X-Real-IP")) {
        HttpResponse<byte[]> answer = server.get("/metrics", header, "192.0.2.1");
        Answers.assertError(answer, 403, "WKS.00081102", "permission");
        assertThat(text(answer)).contains("--management-port");
      }
      Answers.assertError(server.post("/metrics", new byte[0]), 405, "WKS.00000405", "method");
      HttpResponse<byte[]> head = server.send("HEAD", "/metrics");
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
    }
  }

  @Test
  void with_a_port_of_their_own_metrics_are_there_and_only_there() throws Exception {
    try (TestServer server = new TestServer(Map.of(Setting.MANAGEMENT_PORT, "0"))) {
      assertThat(server.get("/metrics").statusCode()).isEqualTo(404);
      String answer = HealthTest.read(server.managementUri().resolve("/metrics"));
      assertThat(new Exposition(answer.substring(4)).types()).containsKey("jvm_memory_used_bytes");
    }
  }

  /** {@code -Ddocs.update=true} renews it. */
  @Test
  void the_table_in_the_documentation_is_what_a_server_tells() throws Exception {
    Map<Setting, String> settings =
        Map.of(
            Setting.KEYSTONE_URL,
            "http://127.0.0.1:1",
            Setting.KEYSTONE_TIMEOUT,
            "1",
            Setting.RATE_LIMIT,
            "2");
    Map<String, String> rows = new TreeMap<>();
    try (TestServer open = new TestServer();
        TestServer server = new TestServer(settings, new MovableClock())) {
      open.post(CHECK, Workbooks.withOneMistake());
      server.get(PATH, "X-Auth-Token", "t");
      for (int i = 0; i < 5; i++) {
        server.get(PATH);
      }
      rows.putAll(rows(awaitCount(open, REQUESTS + "_count", 1)));
      rows.putAll(rows(awaitCount(server, REQUESTS + "_count", 6)));
    }
    // Some of these are only there once the JVM has collected.
    rows.keySet().removeIf(name -> name.startsWith("jvm_gc_"));
    String table =
        "| Metric | Type | Labels | Meaning |\n|---|---|---|---|\n"
            + String.join("", rows.values());

    String text = Files.readString(PAGE);
    String begin = "<!-- metrics -->\n";
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf("<!-- end -->", from);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, text.substring(0, from) + table + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to)).isEqualTo(table);
  }

  private static Map<String, String> rows(Exposition metrics) {
    Map<String, String> rows = new TreeMap<>();
    metrics
        .types()
        .forEach(
            (name, type) ->
                rows.put(
                    name,
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            name,
                            type,
                            String.join(", ", metrics.labels(name)),
                            metrics.helps().get(name))));
    return rows;
  }

  /** Requests are counted when they are over, which their callers may learn before. */
  private static Exposition awaitCount(TestServer server, String family, double count) {
    Exposition metrics =
        await(family)
            .until(
                () -> new Exposition(text(server.get("/metrics"))), it -> sum(it, family) >= count);
    assertThat(sum(metrics, family)).isEqualTo(count);
    return metrics;
  }

  private static double sum(Exposition metrics, String family) {
    return metrics.samples().entrySet().stream()
        .filter(it -> it.getKey().startsWith(family))
        .filter(it -> !it.getKey().contains("route=\"/metrics\""))
        .mapToDouble(Map.Entry::getValue)
        .sum();
  }

  private static String text(HttpResponse<byte[]> answer) {
    return Answers.text(answer);
  }
}
