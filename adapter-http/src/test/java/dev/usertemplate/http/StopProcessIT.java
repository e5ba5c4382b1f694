package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the process ends when it is told to, with a load balancer in front of it. */
class StopProcessIT {
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void it_serves_on_for_the_delay_whatever_signals_follow_and_then_ends_with_0(String second)
      throws Exception {
    try (ServerProcess server =
        ServerProcess.start(Map.of("USER_TEMPLATE_SHUTDOWN_DELAY", "10"), "--port=0")) {
      URI uri = server.awaitListening();
      Instant told = Instant.now();
      server.signal("TERM");
      awaitNotReady(uri);
      server.signal(second);

      int answers = 0;
      while (Duration.between(told, Instant.now()).toMillis() < 2500) {
        assertThat(HealthTest.read(uri.resolve(PATH))).startsWith("200 PK");
        answers++;
      }
      assertThat(answers).isPositive();
      assertThat(HealthTest.read(uri.resolve("/health/live"))).startsWith("200 ");
      assertThat(server.awaitExit()).isZero();
      assertThat(Duration.between(told, Instant.now()))
          .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(19));
      assertThat(server.surprises()).contains("serving on for 10 s").hasLineCount(1);
    }
  }

  @Test
  void the_port_for_operations_is_logged_and_may_be_taken() throws Exception {
    try (ServerProcess first = ServerProcess.start(Map.of(), "--port=0", "--management-port=0")) {
      URI uri = first.awaitListening();
      String log = first.surprises();
      URI management = URI.create(log.substring(log.indexOf("http://")).strip());
      assertThat(management.getPort()).isNotEqualTo(uri.getPort());
      assertThat(HealthTest.read(management.resolve("/health/ready"))).startsWith("200 ");

      try (ServerProcess second =
          ServerProcess.start(Map.of(), "--port=0", "--management-port=" + management.getPort())) {
        assertThat(second.awaitExit()).isEqualTo(3);
        assertThat(second.stderr())
            .isEqualToIgnoringNewLines(
                "Cannot listen on 127.0.0.1 port %s: Address already in use."
                    .formatted(management.getPort()));
      }
    }
  }

  private static void awaitNotReady(URI uri) throws IOException, InterruptedException {
    while (HealthTest.read(uri.resolve("/health/ready")).startsWith("200 ")) {
      Thread.sleep(20);
    }
  }
}
