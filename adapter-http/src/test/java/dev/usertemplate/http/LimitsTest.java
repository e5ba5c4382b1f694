package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.MovableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LimitsTest {
  @Test
  void whoever_calls_too_often_is_told_to_wait_and_then_let_in_again() {
    MovableClock clock = new MovableClock();
    try (TestServer server = new TestServer(Map.of(Setting.RATE_LIMIT, "5"), clock)) {
      assertThat(statuses(server, 5)).containsOnly(200);
      HttpResponse<byte[]> answer = server.get(PATH);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .contains("APIGW.0308", "The throttling threshold has been reached.", "5 requests");
      clock.move(Duration.ofMillis(199));
      assertThat(server.get(PATH).statusCode()).isEqualTo(429);
      clock.move(Duration.ofMillis(1));
      assertThat(statuses(server, 2)).containsExactly(200, 429);
      clock.move(Duration.ofHours(1));
      assertThat(statuses(server, 6)).containsExactly(200, 200, 200, 200, 200, 429);
    }
  }

  private static List<Integer> statuses(TestServer server, int requests, String... headers) {
    return IntStream.range(0, requests)
        .mapToObj(i -> server.get(PATH, headers).statusCode())
        .toList();
  }

  @Test
  void an_open_server_on_loopback_has_no_limit_unless_it_is_set() {
    try (TestServer server = new TestServer()) {
      for (int i = 0; i < 250; i++) {
        assertThat(server.get(PATH).statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void an_open_server_that_strangers_reach_limits_each_address() {
    Map<Setting, String> settings =
        Map.of(
            Setting.HOST, "0.0.0.0",
            Setting.ALLOW_ANONYMOUS, "true",
            Setting.RATE_LIMIT, "2",
            Setting.TRUSTED_PROXIES, "127.0.0.0/8");
    try (TestServer server = new TestServer(settings, new MovableClock())) {
      for (int i = 0; i < 20; i++) {
        String[] other = {"X-Forwarded-For", "203.0.113.9, 198.51.100." + i};
        assertThat(server.get(PATH, other).statusCode()).isEqualTo(200);
      }
      String[] same = {"X-Forwarded-For", "198.51.100.77"};
      assertThat(statuses(server, 4, same)).containsExactly(200, 200, 429, 429);
    }
  }

  @Test
  void more_requests_than_the_server_takes_at_once_are_told_to_come_back() throws Exception {
    HeldRenderer renderer = new HeldRenderer();
    try (TestServer server =
            new TestServer(renderer, Duration.ofSeconds(10), Map.of(Setting.MAX_REQUESTS, "1"));
        Socket first = DrainingTest.call(server.port())) {
      renderer.awaitAsked();

      HttpResponse<byte[]> refused = server.get("/any/path");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
      assertThat(new String(refused.body(), StandardCharsets.UTF_8))
          .contains("WKS.00050902", "in flight")
          .doesNotContain("stopping");

      renderer.letGo();
      assertThat(first.getInputStream().read()).isEqualTo('H');
      // The answer is out a little before the place is free.
      await("a place").until(() -> server.get("/any/path").statusCode() == 404);
    }
  }

  @Test
  void bodies_that_trickle_in_keep_nobody_out() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try (TestServer server = new TestServer(Map.of(Setting.MAX_REQUESTS, "4"))) {
      for (int i = 0; i < 20; i++) {
        slow.add(callWithBody(server, 1_000_000, "b"));
      }
      server.awaitRequests(20);
      assertThat(statuses(server, 20)).containsOnly(200);
      assertThat(server.metric("http_server_requests_active")).as("not yet over").isEqualTo(20);
      close(slow);
    }
  }

  @Test
  void a_body_that_trickles_in_ends_in_time() throws Exception {
    try (TestServer server = new TestServer(Map.of(), TestServer.IMPATIENT)) {
      // What others have sent does not count for those who are slow.
      server.send("GET", PATH, "b".repeat(900_000), new String[0]);
      try (Socket slow = callWithBody(server, 1_000_000, "b")) {
        awaitAnswer(slow, "b");
        RawAnswer answer = RawAnswer.parse(readAll(slow));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Connection")).isEqualTo("close");
        assertThat(answer.body()).contains("did not arrive in time");
      }
    }
  }

  @Test
  void a_head_that_trickles_in_ends_with_its_connection() throws Exception {
    try (TestServer server = new TestServer(Map.of(), TestServer.IMPATIENT);
        Socket slow = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      slow.getOutputStream().write("GET / HTTP/1.1\r\nX: x".getBytes(StandardCharsets.US_ASCII));
      awaitAnswer(slow, "x");
      assertThat(readAll(slow)).as("there is no answer").isEmpty();
    }
  }

  @Test
  void a_request_whose_caller_reads_slowly_ends_with_its_connection() throws Exception {
    TimeLimits standard = TimeLimits.STANDARD;
    TimeLimits brief =
        new TimeLimits(
            standard.head(),
            standard.body(),
            standard.upload(),
            standard.refused(),
            Duration.ofSeconds(1),
            standard.drain());
    try (TestServer server = new TestServer(new LargeTemplateRenderer(), brief);
        Socket slow = DrainingTest.call(server.port())) {
      assertThat(slow.getInputStream().read()).isEqualTo('H');
      // Fast enough for the web server's idle timeout, and too slow to get all of it.
      await("its end")
          .until(
              () -> {
                slow.getInputStream().skip(1000);
                return server.metric("http_server_requests_active") == 0;
              });
    }
  }

  @Test
  void more_bodies_than_the_server_waits_for_are_refused_and_requests_without_one_are_not()
      throws Exception {
    try (TestServer server = new TestServer()) {
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        slow.add(callWithBody(server, 9, ""));
      }
      // Which of them come too late is up to the threads of the server.
      List<Socket> refused = answered(slow, 300 - 256);
      for (Socket socket : refused) {
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
      }
      server.awaitRequests(256);
      assertThat(server.get(PATH).statusCode()).isEqualTo(200);
      assertThat(server.send("GET", PATH, "body", new String[0]).statusCode()).isEqualTo(503);
      close(slow);
      server.awaitRequests(0);
      assertThat(server.send("GET", PATH, "body", new String[0]).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void callers_who_do_not_read_keep_nobody_out() throws Exception {
    try (TestServer server =
        new TestServer(
            new LargeTemplateRenderer(),
            TimeLimits.STANDARD.drain(),
            Map.of(Setting.MAX_REQUESTS, "4"))) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Socket socket = DrainingTest.call(server.port());
        silent.add(socket);
        assertThat(socket.getInputStream().read()).isEqualTo('H');
      }
      server.awaitRequests(5);
      // While its answer is made, and sent until it gets stuck, each of them does.
      await("places")
          .untilAsserted(
              () -> {
                for (int i = 0; i < 20; i++) {
                  assertThat(server.get("/any/path").statusCode()).isEqualTo(404);
                }
              });
      assertThat(server.metric("http_server_requests_active")).as("not yet over").isEqualTo(5);
      close(silent);
    }
  }

  /** Those that got an answer, as soon as there are so many of them. */
  private static List<Socket> answered(List<Socket> sockets, int count) {
    List<Socket> answered =
        await("answers").until(() -> answered(sockets), it -> it.size() >= count);
    assertThat(answered).hasSize(count);
    return answered;
  }

  private static List<Socket> answered(List<Socket> sockets) throws IOException {
    List<Socket> answered = new ArrayList<>();
    for (Socket socket : sockets) {
      if (socket.getInputStream().available() > 0) {
        answered.add(socket);
      }
    }
    return answered;
  }

  /** Sends a request whose body is to have that length, and of the body only this. */
  private static Socket callWithBody(TestServer server, int length, String begin)
      throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    String request =
        "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: %s\r\n\r\n%s".formatted(PATH, length, begin);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** What comes until the end of the connection, even if that is a reset. */
  static String readAll(Socket socket) throws IOException {
    socket.setSoTimeout(60_000);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      int read = socket.getInputStream().read(buffer);
      while (read >= 0) {
        answer.write(buffer, 0, read);
        read = socket.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // Whoever needs more than has come will miss it.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /** Sends a piece now and then until something comes back, or nobody takes any more. */
  static void awaitAnswer(Socket socket, String piece) {
    await("an answer")
        .until(
            () -> {
              if (socket.getInputStream().available() > 0) {
                return true;
              }
              try {
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }
}
