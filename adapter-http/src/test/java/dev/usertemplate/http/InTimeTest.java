package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class InTimeTest {
  /** More than any buffers in between take. */
  private static final int LARGE = 50_000_000;

  private static final int SMALL = 500_000;

  /** So long that it never looks by itself: the tests tell it when. */
  private static final Duration LIMIT = Duration.ofHours(10);

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Server jetty = new Server();
  private final ServerConnector connector = new ServerConnector(jetty);
  private final AtomicLong nanos = new AtomicLong();
  private final Answering answering = new Answering();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch free = new CountDownLatch(1);
  private final CountDownLatch over = new CountDownLatch(1);
  private InTime inTime = new InTime(answering, LIMIT, nanos::get);

  @TempDir Path folder;
  private Upload upload;

  @BeforeEach
  void prepare() throws Exception {
    upload = new Upload(new Spool(folder), 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    // Else the web server itself would end who is silent.
    connector.setIdleTimeout(0);
    jetty.addConnector(connector);
  }

  private void start() throws Exception {
    jetty.setHandler(inTime);
    jetty.start();
  }

  @AfterEach
  void stop() throws Exception {
    free.countDown();
    jetty.stop();
    upload.close();
  }

  @Test
  void who_reads_a_byte_now_and_then_does_not_stay() throws Exception {
    start();
    try (Socket socket = call("/large")) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      pass(LIMIT);
      assertThat(over.getCount()).as("it may take as long as that").isEqualTo(1);
      assertThat(socket.getInputStream().read()).isEqualTo('T');
      pass(MOMENT);
      assertThat(over.await(60, TimeUnit.SECONDS)).as("the request has ended").isTrue();
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(LARGE);
    }
  }

  @Test
  void it_looks_by_itself() throws Exception {
    inTime = new InTime(answering, Duration.ofMillis(100));
    start();
    try (Socket socket = call("/large")) {
      assertThat(over.await(60, TimeUnit.SECONDS)).as("the request has ended").isTrue();
      assertThat(socket.isClosed()).as("closed by the caller").isFalse();
    }
  }

  @Test
  void what_is_over_does_not_count_against_the_next_request_of_its_connection() throws Exception {
    start();
    try (Socket socket = call("/small")) {
      readSmall(socket);
      pass(LIMIT);
      ask(socket, "/held");
      // The web server ends a request before it begins the next one.
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      pass(MOMENT);
      free.countDown();
      readSmall(socket);
    }
  }

  @Test
  void who_was_given_more_time_has_it_and_no_more() throws Exception {
    start();
    try (Socket socket = call("/extended")) {
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      pass(LIMIT.plus(Answering.EXTRA));
      free.countDown();
      socket.getInputStream().skipNBytes(1000);
      pass(MOMENT);
      assertThat(over.await(60, TimeUnit.SECONDS)).as("the request has ended").isTrue();
    }
  }

  @Test
  void what_is_done_with_an_upload_ends_with_its_connection() throws Exception {
    start();
    try (Socket socket = call("/upload")) {
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      pass(LIMIT);
      assertThat(upload.isAbandoned()).isFalse();
      pass(MOMENT);
      assertThat(upload.isAbandoned()).isTrue();
      assertThat(over.await(60, TimeUnit.SECONDS)).as("the request has ended").isTrue();
      assertThat(socket.isClosed()).as("closed by the caller").isFalse();
    }
  }

  /** Lets so much time pass, and has it look. */
  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
    inTime.run();
  }

  private Socket call(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(60_000);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
    ask(socket, path);
    return socket;
  }

  private static void ask(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII));
  }

  private static void readSmall(Socket socket) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = socket.getInputStream().read();
      assertThat(next).as("after: %s", head).isNotNegative();
      head.append((char) next);
    }
    socket.getInputStream().skipNBytes(SMALL);
  }

  private final class Answering extends Handler.Abstract {
    static final Duration EXTRA = Duration.ofMinutes(1);

    @Override
    public boolean handle(Request request, Response response, Callback callback)
        throws InterruptedException {
      String path = request.getHttpURI().getPath();
      if (path.equals("/small")) {
        write(response, SMALL, callback);
        return true;
      }
      Request.addCompletionListener(request, failure -> over.countDown());
      if (path.equals("/extended")) {
        InTime.extend(request, EXTRA);
      }
      if (path.equals("/upload")) {
        upload.putOn(request);
      }
      if (path.equals("/extended") || path.equals("/held")) {
        begun.countDown();
        assertThat(free.await(60, TimeUnit.SECONDS)).isTrue();
      }
      write(response, path.equals("/held") ? SMALL : LARGE, callback);
      return true;
    }

    private void write(Response response, int bytes, Callback callback) {
      response.getHeaders().put("Content-Length", bytes);
      response.write(true, ByteBuffer.allocate(bytes), callback);
    }
  }
}
