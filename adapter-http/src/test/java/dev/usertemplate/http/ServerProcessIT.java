package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProcessIT {
  private static final Map<String, String> NO_VARIABLES = Map.of();
  private static final byte[] V6_LOOPBACK = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void it_says_where_it_listens_serves_and_ends_with_0_when_told_to(String signal)
      throws Exception {
    try (ServerProcess server = ServerProcess.start(NO_VARIABLES, "--port", "0")) {
      URI uri = server.awaitListening();
      assertThat(uri.toString()).matches("http://127\\.0\\.0\\.1:[1-9]\\d+");
      try (InputStream workbook = uri.resolve(PATH).toURL().openStream()) {
        assertThat(workbook.readAllBytes()).startsWith('P', 'K');
      }
      assertThat(server.stderr().lines())
          .as("logs of a quiet start")
          .singleElement()
          .asString()
          .contains("WARN", "NO ACCESS CONTROL", "--access", "--keystone-url");

      Instant told = Instant.now();
      server.signal(signal);

      assertThat(server.awaitExit()).isZero();
      assertThat(Duration.between(told, Instant.now()))
          .as("there are no requests to wait for")
          .isLessThan(TimeLimits.STANDARD.drain());
      assertThat(server.restOfStdout()).isEmpty();
      assertThat(server.surprises()).isEmpty();
    }
  }

  @Test
  void the_launcher_starts_the_same_server() throws Exception {
    try (ServerProcess server = ServerProcess.startByLauncher("--port", "0")) {
      URI uri = server.awaitListening();
      try (InputStream workbook = uri.resolve(PATH).toURL().openStream()) {
        assertThat(workbook.readAllBytes()).startsWith('P', 'K');
      }

      server.signal("TERM");

      assertThat(server.awaitExit()).isZero();
      assertThat(server.surprises()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Host: a\r\nHost: forged-line", "Host: for:ged:line", "Host: [forged"})
  void the_log_does_not_repeat_what_strangers_write_into_malformed_requests(String headers)
      throws Exception {
    try (ServerProcess server = ServerProcess.start(NO_VARIABLES, "--port=0");
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), server.awaitListening().getPort())) {
      String request = "GET %s HTTP/1.1\r\n%s\r\n\r\n".formatted(PATH, headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));

      assertThat(readHead(socket.getInputStream())).startsWith("HTTP/1.1 400 ");
      server.signal("TERM");
      assertThat(server.awaitExit()).isZero();
      assertThat(server.surprises()).isEmpty();
    }
  }

  @Test
  void callers_who_hang_up_or_fall_silent_are_not_logged() throws Exception {
    String errors = "GET /secret HTTP/1.1\r\nHost: x\r\n\r\n".repeat(3);
    try (ServerProcess server = ServerProcess.start(NO_VARIABLES, "--port=0")) {
      URI uri = server.awaitListening();
      int port = uri.getPort();
      for (int i = 0; i < 50; i++) {
        try (Socket hangingUp = new Socket(InetAddress.getLoopbackAddress(), port)) {
          hangingUp.setSoLinger(true, 0);
          hangingUp.getOutputStream().write(errors.getBytes(StandardCharsets.ISO_8859_1));
        }
      }
      try (Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
        silent.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.UTF_8));
        DrainingTest.call(port).close();
        // It takes them in their order: with this one's, it has seen all of them leave.
        await("connections that are left")
            .until(
                () ->
                    HealthTest.read(uri.resolve("/metrics"))
                        .contains("\nuser_template_connections 2"));
        server.signal("TERM");
        assertThat(server.awaitExit()).isZero();
      }
      assertThat(server.surprises()).isEmpty();
    }
  }

  @Test
  void it_finishes_what_runs_refuses_what_comes_and_then_ends_with_0() throws Exception {
    try (ServerProcess server =
        ServerProcess.startWith(LargeTemplateRenderer.class, folder, "--port=0")) {
      int port = server.awaitListening().getPort();
      try (Socket slow = DrainingTest.call(port);
          Socket keptAlive = DrainingTest.call(port)) {
        InputStream slowly = slow.getInputStream();
        String head = readHead(slowly);
        readHead(keptAlive.getInputStream());
        keptAlive.getInputStream().skipNBytes(LargeTemplateRenderer.SIZE);

        server.signal("TERM");
        DrainingTest.awaitNoListener(port);
        DrainingTest.ask(keptAlive);

        RawAnswer refused =
            RawAnswer.parse(
                new String(keptAlive.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Content-Type")).isEqualTo("application/json");
        assertThat(refused.header("X-Request-Id")).matches("[0-9a-f]{32}");
        assertThat(refused.header("Connection")).isEqualTo("close");
        assertThat(refused.body()).contains("\"error_code\":\"WKS.00050902\"");

        assertThat(server.endsWithin(Server.CLOSE.plusMillis(500)))
            .as("waits for the slow reader, longer than the web server by itself would")
            .isFalse();
        assertThat(head).startsWith("HTTP/1.1 200 ");
        slowly.skipNBytes(LargeTemplateRenderer.SIZE);
        assertThat(server.awaitExit()).isZero();
        assertThat(server.surprises()).isEmpty();
      }
    }
  }

  @Test
  void it_ends_with_0_within_its_time_even_when_a_caller_never_reads() throws Exception {
    try (ServerProcess server =
        ServerProcess.startWith(LargeTemplateRenderer.class, folder, "--port=0")) {
      int port = server.awaitListening().getPort();
      try (Socket stuck = DrainingTest.call(port)) {
        readHead(stuck.getInputStream());
        Instant told = Instant.now();
        server.signal("TERM");

        assertThat(server.awaitExit()).isZero();
        assertThat(Duration.between(told, Instant.now()))
            .isGreaterThanOrEqualTo(TimeLimits.STANDARD.drain());
        // So it was not the idle timeout that ended the request.
        assertThat(server.stderr()).contains("WARN", "did not end in time: 1");
      }
    }
  }

  @Test
  void it_refuses_to_be_reachable_from_elsewhere() throws Exception {
    try (ServerProcess byFlag = ServerProcess.start(NO_VARIABLES, "--host", "0.0.0.0");
        ServerProcess byVariable =
            ServerProcess.start(Map.of("USER_TEMPLATE_HOST", "0.0.0.0"), "--port=0")) {
      assertThat(byFlag.awaitExit()).isEqualTo(2);
      assertThat(byFlag.stderr())
          .isEqualToIgnoringNewLines(
              "--host: '0.0.0.0' is not a loopback address, and without access control the server"
                  + " would serve whoever reaches it; use --access or --keystone-url, or else"
                  + " --allow-anonymous.");
      assertThat(byVariable.awaitExit()).isEqualTo(2);
      assertThat(byVariable.stderr())
          .startsWith("Environment variable USER_TEMPLATE_HOST: '0.0.0.0' is not a loopback");
    }
  }

  @Test
  void variables_set_what_flags_do_not() throws Exception {
    int port = freePort();
    Map<String, String> variables =
        Map.of("USER_TEMPLATE_HOST", "127.0.0.2", "USER_TEMPLATE_PORT", Integer.toString(port));
    try (ServerProcess server = ServerProcess.start(variables)) {
      assertThat(server.awaitListening()).hasToString("http://127.0.0.2:" + port);
    }
    try (ServerProcess server = ServerProcess.start(variables, "--host=localhost")) {
      assertThat(server.awaitListening()).hasToString("http://127.0.0.1:" + port);
    }
  }

  @Test
  void a_variable_with_a_wrong_value_is_named_and_an_empty_one_is_none() throws Exception {
    try (ServerProcess server = ServerProcess.start(Map.of("USER_TEMPLATE_PORT", "http"))) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .isEqualToIgnoringNewLines(
              "Environment variable USER_TEMPLATE_PORT: 'http' is not a port; use 0 to 65535.");
    }
    try (ServerProcess server = ServerProcess.start(Map.of("USER_TEMPLATE_PORT", "${PORT}"))) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr()).contains("'${PORT}' is not a port");
    }
    try (ServerProcess server = ServerProcess.start(Map.of("USER_TEMPLATE_HOST", ""), "--port=0")) {
      assertThat(server.awaitListening().getHost()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void a_port_that_is_taken_is_one_sentence_and_exit_code_3() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerProcess server =
            ServerProcess.start(NO_VARIABLES, "--port", "" + taken.getLocalPort())) {
      assertThat(server.awaitExit()).isEqualTo(3);
      assertThat(server.stderr())
          .isEqualToIgnoringNewLines(
              "Cannot listen on 127.0.0.1 port %d: Address already in use."
                  .formatted(taken.getLocalPort()));
      assertThat(server.restOfStdout()).isEmpty();
    }
  }

  @Test
  void a_server_that_cannot_render_does_not_listen_and_ends_with_4() throws Exception {
    try (ServerProcess server =
        ServerProcess.startWith(BrokenTemplateRenderer.class, folder, "--port=0")) {
      assertThat(server.awaitExit()).isEqualTo(4);
      assertThat(server.stderr()).contains("ERROR", "could not start", "a/missing/part");
      assertThat(server.restOfStdout()).isEmpty();
    }
  }

  @Test
  void it_listens_on_the_loopback_address_of_version_6_too() throws Exception {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByAddress(V6_LOOPBACK))) {
      assertThat(probe.isBound()).isTrue();
    } catch (IOException e) {
      assumeThat(false).as("this machine has no IPv6").isTrue();
    }
    try (ServerProcess server = ServerProcess.start(NO_VARIABLES, "--host=::1", "--port=0")) {
      URI uri = server.awaitListening();
      assertThat(uri.toString()).startsWith("http://[::1]:");
      try (InputStream workbook = uri.resolve(PATH).toURL().openStream()) {
        assertThat(workbook.readAllBytes()).startsWith('P', 'K');
      }
    }
  }

  /** The status line and the headers; leaves the stream where the body begins. */
  private static String readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).isNotNegative();
      head.append((char) next);
    }
    return head.toString();
  }

  /** One below those that systems take for outgoing connections: nobody gets it meanwhile. */
  private static int freePort() throws IOException {
    for (int port = 20_000; port < 30_000; port++) {
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Taken: the next one.
      }
    }
    throw new IOException("No free port");
  }
}
