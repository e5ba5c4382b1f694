package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
    CountDownLatch busy = new CountDownLatch(2);
    CountDownLatch free = new CountDownLatch(1);
    try (TestServer server =
            new TestServer(
                request -> {
                  busy.countDown();
                  await(free);
                  return new byte[] {'P', 'K'};
                },
                Duration.ofSeconds(10),
                Map.of(Setting.MAX_REQUESTS, "2"));
        Socket first = DrainingTest.call(server.port());
        Socket second = DrainingTest.call(server.port(), PATH + "?language=zh_CN")) {
      await(busy);

      HttpResponse<byte[]> refused = server.get("/any/path");
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValue("Retry-After")).contains("1");
      assertThat(refused.headers().firstValue("X-Request-Id")).isPresent();
      assertThat(new String(refused.body(), StandardCharsets.UTF_8))
          .contains("WKS.00050902", "in flight")
          .doesNotContain("stopping");

      free.countDown();
      assertThat(first.getInputStream().read()).isEqualTo('H');
      assertThat(second.getInputStream().read()).isEqualTo('H');
      assertThat(server.get("/any/path").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_body_that_trickles_in_ends_with_its_connection() throws Exception {
    try (TestServer server = new TestServer();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      Instant start = Instant.now();
      OutputStream out = socket.getOutputStream();
      out.write(
          "GET %s HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nb"
              .formatted(PATH)
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(trickle(socket, Duration.ofSeconds(15)))
          .as("the server answered or hung up")
          .isTrue();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    }
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

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
