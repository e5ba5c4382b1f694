package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowHeadsTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

  private static final String ENDLESS = "GET / HTTP/1.1\r\nX: " + "x".repeat(1000);

  private final Server jetty = new Server();
  private final ServerConnector connector = new ServerConnector(jetty);

  @BeforeEach
  void start() throws Exception {
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    jetty.addConnector(connector);
    jetty.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            if (request.getHttpURI().getPath().equals("/slow")) {
              Thread.sleep(3000);
            }
            Content.Sink.write(response, true, "done", callback);
            return true;
          }
        });
    jetty.start();
    SlowHeads.watch(connector, Duration.ofMillis(800));
  }

  @AfterEach
  void stop() throws Exception {
    jetty.stop();
  }

  @Test
  void a_head_that_trickles_in_ends_with_its_connection() throws Exception {
    try (Socket socket = connect()) {
      Instant start = Instant.now();
      assertThat(sendSlowly(socket, ENDLESS)).isFalse();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void so_does_one_that_follows_a_proper_request() throws Exception {
    try (Socket socket = connect()) {
      ask(socket, REQUEST);
      readAnswer(socket);
      Thread.sleep(600);
      assertThat(sendSlowly(socket, ENDLESS)).isFalse();
    }
  }

  @Test
  void a_connection_that_only_rests_stays_and_so_does_one_whose_request_takes_its_time()
      throws Exception {
    try (Socket resting = connect();
        Socket busy = connect();
        Socket fresh = connect()) {
      ask(resting, REQUEST);
      readAnswer(resting);
      ask(busy, REQUEST.replace("/ ", "/slow "));
      Thread.sleep(1000);
      // The next request is on the wire before the first is answered.
      ask(busy, REQUEST);
      readAnswer(busy);
      readAnswer(busy);
      ask(resting, REQUEST);
      readAnswer(resting);
      ask(fresh, REQUEST);
      readAnswer(fresh);
    }
  }

  /** Whether all of it could be sent, a byte every 50 milliseconds. */
  private static boolean sendSlowly(Socket socket, String text) throws InterruptedException {
    try {
      for (byte b : text.getBytes(StandardCharsets.US_ASCII)) {
        socket.getOutputStream().write(b);
        Thread.sleep(50);
        if (socket.getInputStream().available() > 0) {
          throw new AssertionError("It was answered.");
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void ask(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static void readAnswer(Socket socket) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("done") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after: %s", answer).isNotNegative();
      answer.append((char) next);
    }
    assertThat(answer.toString()).startsWith("HTTP/1.1 200 ");
  }
}
