package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class DrainingTest {
  @Test
  void a_caller_who_never_reads_cannot_keep_the_server_from_stopping() throws Exception {
    TestServer server = new TestServer(request -> new byte[50_000_000], Duration.ofMillis(500));
    try (Socket stuck = call(server.port());
        CapturedLog log = new CapturedLog()) {
      assertThat(stuck.getInputStream().read()).isEqualTo('H');
      server.close();
      // So it was not the idle timeout that ended the request.
      assertThat(log.events())
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly("Cutting off the requests that did not end in time: 1");
      assertThat(drain(stuck)).isLessThan(50_000_000);
    }
  }

  @Test
  void an_idle_connection_does_not_delay_the_stop() throws Exception {
    TestServer server = new TestServer(request -> new byte[1], Duration.ofHours(1));
    try (Socket idle = call(server.port())) {
      assertThat(idle.getInputStream().read()).isEqualTo('H');
      Instant start = Instant.now();
      server.close();
      assertThat(Duration.between(start, Instant.now()))
          .as("it is not the idle timeout, of 30 seconds, that ends the connection")
          .isLessThan(Duration.ofSeconds(25));
    }
  }

  @Test
  void an_interrupted_thread_stops_the_server_and_stays_interrupted() throws Exception {
    TestServer server = new TestServer();
    Thread.currentThread().interrupt();
    server.close();
    assertThat(Thread.interrupted()).isTrue();
    awaitNoListener(server.port());
  }

  @Test
  void a_stopped_server_still_says_where_it_listened() {
    TestServer server = new TestServer();
    int port = server.port();
    URI uri = server.uri();
    server.close();
    assertThat(port).isPositive();
    assertThat(server.port()).isEqualTo(port);
    assertThat(server.uri()).isEqualTo(uri);
  }

  /** Sends a request and reads nothing. */
  static Socket call(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    ask(socket);
    return socket;
  }

  static void ask(Socket socket) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(PATH).getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until nobody listens on the port any more. */
  static void awaitNoListener(int port) {
    await("nobody listens").until(() -> !isListening(port));
  }

  private static boolean isListening(int port) {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static long drain(Socket socket) {
    long count = 0;
    try {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[65536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
      }
    } catch (IOException e) {
      // Reset by the server: also an end.
    }
    return count;
  }
}
