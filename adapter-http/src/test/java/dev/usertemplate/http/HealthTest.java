package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HealthTest {
  private static final String UP = "{\"status\":\"UP\"}";
  private static final String STOPPING =
      "{\"status\":\"DOWN\",\"reason\":\"The server is stopping.\"}";

  @ParameterizedTest
  @ValueSource(strings = {"/health/live", "/health/ready"})
  void a_server_that_serves_is_up(String path) {
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> answer = server.get(path);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(Answers.text(answer)).isEqualTo(UP);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();

      HttpResponse<byte[]> head = server.send("HEAD", path);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(head.body()).isEmpty();
      assertThat(head.headers().firstValue("Content-Length")).contains("15");
    }
  }

  @Test
  void other_methods_and_other_paths_are_refused_as_everywhere() {
    try (TestServer server = new TestServer()) {
      HttpResponse<byte[]> answer = server.post("/health/live", new byte[0]);
      Answers.assertError(answer, 405, "WKS.00000405", "method");
      assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
      Answers.assertError(server.get("/health"), 404, "APIGW.0101", "does not exist");
      Answers.assertError(server.get("/health/live/"), 404, "APIGW.0101", "does not exist");
    }
  }

  @Test
  void nobody_is_asked_who_they_are_and_nobody_is_limited() {
    Map<Setting, String> settings =
        Map.of(Setting.KEYSTONE_URL, "http://127.0.0.1:1", Setting.RATE_LIMIT, "1");
    try (TestServer server = new TestServer(settings)) {
      for (int i = 0; i < 20; i++) {
        assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      }
      assertThat(server.get(PATH).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void a_server_with_as_many_requests_as_it_takes_still_tells() {
    HeldRenderer renderer = new HeldRenderer();
    try (TestServer server =
        new TestServer(renderer, Duration.ofSeconds(10), Map.of(Setting.MAX_REQUESTS, "1"))) {
      CompletableFuture<Integer> held =
          CompletableFuture.supplyAsync(() -> server.get(PATH).statusCode());
      renderer.awaitAsked();
      assertThat(server.get(PATH).statusCode()).isEqualTo(503);
      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
      renderer.letGo();
      assertThat(held.join()).isEqualTo(200);
    }
  }

  @Test
  void a_server_that_stops_is_not_ready_and_serves_on_for_a_while() throws Exception {
    TestServer server = new TestServer(Map.of(Setting.SHUTDOWN_DELAY, "60"));
    try (Socket keptAlive = DrainingTest.call(server.port())) {
      assertThat(keptAlive.getInputStream().read()).as("answered before it stops").isEqualTo('H');
      Thread stopping = server.stopping();

      assertThat(Answers.text(server.get("/health/ready"))).isEqualTo(STOPPING);
      assertThat(Answers.text(server.get("/health/live"))).isEqualTo(UP);
      for (String path : List.of(PATH, "/nowhere", "/health/ready")) {
        RawAnswer answer = server.raw("GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(path));
        assertThat(answer.status()).isEqualTo(status(path));
        assertThat(answer.header("Connection")).as(path).isEqualTo("close");
      }
      DrainingTest.ask(keptAlive);
      assertThat(new String(keptAlive.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .containsSubsequence("TTP/1.1 200 ", "PK", "HTTP/1.1 200 ", "Connection: close", "PK");
      assertThat(stopping.isAlive()).isTrue();
      stopping.interrupt();
      stopping.join();
      DrainingTest.awaitNoListener(server.port());
    }
  }

  private static int status(String path) {
    return path.equals(PATH) ? 200 : path.equals("/nowhere") ? 404 : 503;
  }

  @Test
  void with_a_port_of_their_own_operations_are_served_nowhere_else_and_until_the_end()
      throws Exception {
    Map<Setting, String> settings = Map.of(Setting.MANAGEMENT_PORT, "0");
    TestServer server =
        new TestServer(request -> new byte[50_000_000], Duration.ofMinutes(1), settings);
    URI management = server.managementUri();
    assertThat(management.getPort()).isNotEqualTo(server.port()).isPositive();
    assertThat(management.getHost()).isEqualTo("127.0.0.1");
    assertThat(server.get("/health/live").statusCode()).isEqualTo(404);
    assertThat(read(management.resolve("/health/live"))).isEqualTo("200 " + UP);
    assertThat(read(management.resolve("/health/ready"))).isEqualTo("200 " + UP);
    assertThat(read(management.resolve(PATH))).startsWith("404 ").contains("APIGW.0101");

    CompletableFuture<Void> closed;
    try (Socket stuck = DrainingTest.call(server.port())) {
      assertThat(stuck.getInputStream().read()).isEqualTo('H');
      closed = CompletableFuture.runAsync(server::close);
      DrainingTest.awaitNoListener(server.port());

      assertThat(read(management.resolve("/health/live"))).isEqualTo("200 " + UP);
      assertThat(read(management.resolve("/health/ready"))).isEqualTo("503 " + STOPPING);
      assertThat(closed).isNotDone();
    }
    // Who was waited for has left.
    closed.join();
    DrainingTest.awaitNoListener(management.getPort());
  }

  @Test
  void connections_that_only_rest_do_not_keep_those_away_who_look_after_the_server()
      throws Exception {
    List<Socket> resting = new ArrayList<>();
    try (TestServer server = new TestServer(Map.of(Setting.MANAGEMENT_PORT, "0"))) {
      for (int i = 0; i < 300; i++) {
        resting.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
      }
      URI management = server.managementUri();
      await("connections")
          .until(
              () ->
                  read(management.resolve("/metrics")).contains("\nuser_template_connections 300"));
      assertThat(read(management.resolve("/health/live"))).isEqualTo("200 " + UP);
    } finally {
      for (Socket socket : resting) {
        socket.close();
      }
    }
  }

  @Test
  void what_is_wrong_outside_counts_while_it_lasts() {
    List<String> wrong = new ArrayList<>();
    Health health = new Health(() -> wrong.stream().findFirst());
    assertThat(health.reasonAgainst()).isEmpty();
    wrong.add("It rains.");
    assertThat(health.reasonAgainst()).contains("It rains.");
    wrong.clear();
    assertThat(health.reasonAgainst()).isEqualTo(Optional.empty());
    health.stop();
    assertThat(health.reasonAgainst()).contains("The server is stopping.");
  }

  /** The status and the body. */
  static String read(URI uri) throws IOException {
    HttpURLConnection call = (HttpURLConnection) uri.toURL().openConnection();
    int status = call.getResponseCode();
    try (var body = status < 400 ? call.getInputStream() : call.getErrorStream()) {
      return status + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
