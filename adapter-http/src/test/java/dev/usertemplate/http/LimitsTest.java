package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
  @Test
  void whoever_calls_too_often_is_told_to_wait_and_then_let_in_again() throws Exception {
    try (TestServer server = new TestServer(Map.of(Setting.RATE_LIMIT, "5"))) {
      List<Integer> statuses = new ArrayList<>();
      HttpResponse<byte[]> answer = server.get(PATH);
      while (answer.statusCode() == 200 && statuses.size() < 100) {
        statuses.add(answer.statusCode());
        answer = server.get(PATH);
      }

      assertThat(statuses).hasSizeBetween(5, 30);
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      assertThat(new String(answer.body(), StandardCharsets.UTF_8))
          .contains("APIGW.0308", "The throttling threshold has been reached.", "5 requests");
      Thread.sleep(1000);
      assertThat(server.get(PATH).statusCode()).isEqualTo(200);
    }
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
    try (TestServer server = new TestServer(settings)) {
      for (int i = 0; i < 20; i++) {
        String[] other = {"X-Forwarded-For", "203.0.113.9, 198.51.100." + i};
        assertThat(server.get(PATH, other).statusCode()).isEqualTo(200);
      }
      String[] same = {"X-Forwarded-For", "198.51.100.77"};
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        statuses.add(server.get(PATH, same).statusCode());
      }
      assertThat(statuses).contains(200, 429);
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
      Instant end = Instant.now().plusSeconds(10);
      while (server.get("/any/path").statusCode() != 404) {
        assertThat(Instant.now()).isBefore(end);
        Thread.sleep(20);
      }
    }
  }

  @Test
  void bodies_that_trickle_in_keep_nobody_out_and_end_in_time() throws Exception {
    try (TestServer server = new TestServer(Map.of(Setting.MAX_REQUESTS, "4"))) {
      // What others have sent does not count for those who are slow.
      server.send("GET", PATH, "b".repeat(900_000), new String[0]);
      List<Socket> slow = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        slow.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        slow.get(i)
            .getOutputStream()
            .write(
                "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nb"
                    .formatted(PATH)
                    .getBytes(StandardCharsets.US_ASCII));
      }
      Instant start = Instant.now();
      for (int i = 0; i < 20; i++) {
        assertThat(server.get(PATH).statusCode()).isEqualTo(200);
      }
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));

      assertThat(trickle(slow.get(0), Duration.ofSeconds(25))).isTrue();
      RawAnswer answer = RawAnswer.parse(readAll(slow.get(0)));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.header("Connection")).isEqualTo("close");
      assertThat(answer.body()).contains("did not arrive in time");
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void more_bodies_than_the_server_waits_for_are_refused_and_requests_without_one_are_not()
      throws Exception {
    try (TestServer server = new TestServer()) {
      List<Socket> slow = new ArrayList<>();
      String head = "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n".formatted(PATH);
      for (int i = 0; i < 300; i++) {
        slow.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        slow.get(i).getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      }
      // Which of them come too late is up to the threads of the server.
      List<Socket> refused = answered(slow, 300 - 256);
      for (Socket socket : refused) {
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 503".length());
        assertThat(new String(status, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 503");
      }
      assertThat(server.get(PATH).statusCode()).isEqualTo(200);
      for (Socket socket : slow) {
        socket.close();
      }
      Instant end = Instant.now().plusSeconds(10);
      while (server.send("GET", PATH, "body", new String[0]).statusCode() != 200) {
        assertThat(Instant.now()).as("places are free again").isBefore(end);
        Thread.sleep(100);
      }
    }
  }

  @Test
  void callers_who_do_not_read_keep_nobody_out() throws Exception {
    try (TestServer server = new TestServer(Map.of(Setting.MAX_REQUESTS, "4"))) {
      List<Socket> silent = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        silent.add(DrainingTest.call(server.port()));
      }
      // They do while their answers are made.
      Instant end = Instant.now().plusSeconds(10);
      for (int served = 0; served < 20; ) {
        served = server.get(PATH).statusCode() == 200 ? served + 1 : 0;
        assertThat(Instant.now()).isBefore(end);
      }
      for (Socket socket : silent) {
        socket.close();
      }
    }
  }

  /** Those that got an answer, as soon as there are so many of them. */
  private static List<Socket> answered(List<Socket> sockets, int count) throws Exception {
    Instant end = Instant.now().plusSeconds(15);
    while (true) {
      List<Socket> answered = new ArrayList<>();
      for (Socket socket : sockets) {
        if (socket.getInputStream().available() > 0) {
          answered.add(socket);
        }
      }
      if (answered.size() >= count || Instant.now().isAfter(end)) {
        assertThat(answered).hasSize(count);
        return answered;
      }
      Thread.sleep(50);
    }
  }

  private static String readAll(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      int read = socket.getInputStream().read(buffer);
      while (read >= 0) {
        answer.write(buffer, 0, read);
        read = socket.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // A reset is an end, too.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }

  /** Sends a byte every half a second until something comes back. */
  private static boolean trickle(Socket socket, Duration most) throws Exception {
    InputStream in = socket.getInputStream();
    Instant end = Instant.now().plus(most);
    while (Instant.now().isBefore(end)) {
      try {
        socket.getOutputStream().write('b');
      } catch (IOException e) {
        return true;
      }
      if (in.available() > 0) {
        return true;
      }
      Thread.sleep(500);
    }
    return false;
  }
}
