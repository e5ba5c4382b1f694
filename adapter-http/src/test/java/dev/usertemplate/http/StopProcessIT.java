package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How the process ends when it is told to, with a load balancer in front of it. */
@Tag("any-jdk")
class StopProcessIT {
  private static final Duration DELAY = Duration.ofSeconds(5);

  @Test
  void it_serves_on_for_the_delay_whatever_signals_follow_and_then_ends_with_0() throws Exception {
    Map<String, String> delay =
        Map.of("USER_TEMPLATE_SHUTDOWN_DELAY", Long.toString(DELAY.toSeconds()));
    // Both at once, since most of it is waiting.
    try (ServerProcess first = ServerProcess.start(delay, "--port=0");
        ServerProcess second = ServerProcess.start(delay, "--port=0")) {
      URI firstUri = first.awaitListening();
      URI secondUri = second.awaitListening();
      List<CompletableFuture<Instant>> ends = List.of(first.end(), second.end());
      Instant told = Instant.now();
      assertServesOn(first, firstUri, "TERM");
      assertServesOn(second, secondUri, "INT");
      for (ServerProcess server : List.of(first, second)) {
        assertThat(server.awaitExit()).isZero();
        assertThat(server.surprises()).contains("serving on for 5 s").hasLineCount(1);
      }
      for (CompletableFuture<Instant> end : ends) {
        assertThat(Duration.between(told, end.join())).isGreaterThanOrEqualTo(DELAY);
      }
    }
  }

  /** Tells it to stop, and then sends another signal. */
  private static void assertServesOn(ServerProcess server, URI uri, String second)
      throws Exception {
    server.signal("TERM");
    await("not ready any more")
        .until(() -> HealthTest.read(uri.resolve("/health/ready")).startsWith("503 "));
    server.signal(second);
    for (int i = 0; i < 3; i++) {
      assertThat(HealthTest.read(uri.resolve(PATH))).startsWith("200 PK");
    }
    assertThat(HealthTest.read(uri.resolve("/health/live"))).startsWith("200 ");
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
}
