package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SlowHeadsTest {
  private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String BEGINNING = "GET / HTTP/1.1\r\nX: x";

  /** So long that it never looks by itself: the tests tell it when. */
  private static final Duration LIMIT = Duration.ofHours(10);

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Server jetty = new Server();
  private final ServerConnector connector = new ServerConnector(jetty);
  private final AtomicLong nanos = new AtomicLong();
  private final SlowHeads slowHeads = new SlowHeads(connector, LIMIT, nanos::get);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);

  @BeforeEach
  void start() throws Exception {
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    // Else the web server itself would end who is silent.
    connector.setIdleTimeout(0);
    jetty.addConnector(connector);
    jetty.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            if (request.getHttpURI().getPath().equals("/slow")) {
              asked.countDown();
              assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
            }
            if (request.getHttpURI().getPath().equals("/body")) {
              assertThat(Content.Source.asString(request)).isEqualTo("abc");
            }
            Content.Sink.write(response, true, "done", callback);
            return true;
          }
        });
    jetty.start();
  }

  @AfterEach
  void stop() throws Exception {
    free.countDown();
    jetty.stop();
  }

  @Test
  void a_head_that_trickles_in_ends_with_its_connection() throws Exception {
    try (Socket socket = connect()) {
      send(socket, BEGINNING);
      pass(Duration.ZERO);
      // More of it gives no more time.
      send(socket, "x");
      pass(LIMIT);
      assertThat(connector.getConnectedEndPoints()).as("it may take as long as that").hasSize(1);
      send(socket, "x");
      pass(MOMENT);
      assertEnded(socket);
    }
  }

  @Test
  void so_does_one_that_follows_a_proper_request() throws Exception {
    try (Socket socket = connect()) {
      ask(socket, REQUEST);
      readAnswer(socket);
      pass(Duration.ZERO);
      pass(LIMIT.plus(MOMENT));
      send(socket, BEGINNING);
      pass(Duration.ZERO);
      pass(LIMIT);
      assertThat(connector.getConnectedEndPoints()).as("it may take as long as that").hasSize(1);
      pass(MOMENT);
      assertEnded(socket);
    }
  }

  @Test
  void it_looks_by_itself() throws Exception {
    SlowHeads.watch(connector, Duration.ofMillis(100));
    try (Socket socket = connect()) {
      ask(socket, BEGINNING);
      assertEnded(socket);
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
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      awaitConnections(3);
      pass(Duration.ZERO);
      pass(LIMIT.multipliedBy(2));
      // The next request is on the wire before the first is answered.
      ask(busy, REQUEST);
      pass(Duration.ZERO);
      pass(LIMIT.multipliedBy(2));
      free.countDown();
      readAnswer(busy);
      readAnswer(busy);
      pass(Duration.ZERO);
      pass(LIMIT.multipliedBy(2));
      ask(resting, REQUEST);
      readAnswer(resting);
      ask(fresh, REQUEST);
      readAnswer(fresh);
      assertThat(connector.getConnectedEndPoints()).hasSize(3);
    }
  }

  @Test
  void a_body_that_takes_its_time_is_no_head() throws Exception {
    try (Socket socket = connect()) {
      send(socket, "POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na");
      pass(Duration.ZERO);
      send(socket, "b");
      pass(Duration.ZERO);
      pass(LIMIT.multipliedBy(2));
      ask(socket, "c");
      readAnswer(socket);
    }
  }

  /** Lets so much time pass, and has it look. */
  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    slowHeads.run();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    socket.setSoTimeout(60_000);
    return socket;
  }

  private void awaitConnections(int number) {
    await("connections")
        .untilAsserted(() -> assertThat(connector.getConnectedEndPoints()).hasSize(number));
  }

  /** Sends it on the only connection there is, and waits until it has arrived. */
  private void send(Socket socket, String text) throws IOException {
    awaitConnections(1);
    long before = bytes();
    ask(socket, text);
    await("arrival").until(() -> bytes() == before + text.length());
  }

  private long bytes() {
    EndPoint endPoint = connector.getConnectedEndPoints().iterator().next();
    Connection connection = endPoint.getConnection();
    return connection == null ? 0 : connection.getBytesIn();
  }

  private static void ask(Socket socket, String request) throws IOException {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertEnded(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read()).as("ended without an answer").isNegative();
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
