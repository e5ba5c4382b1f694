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
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InTimeTest {
  /** More than any buffers in between take. */
  private static final int LARGE = 50_000_000;

  private static final int SMALL = 500_000;

  private final Server jetty = new Server();
  private final ServerConnector connector = new ServerConnector(jetty);
  private final CountDownLatch over = new CountDownLatch(1);

  @TempDir Path folder;
  private Upload upload;

  @BeforeEach
  void start() throws Exception {
    upload = new Upload(new Spool(folder), 1);
    connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
    jetty.addConnector(connector);
    jetty.setHandler(new InTime(new Large(), Duration.ofSeconds(1)));
    jetty.start();
  }

  @AfterEach
  void stop() throws Exception {
    jetty.stop();
    upload.close();
  }

  @Test
  void who_reads_a_byte_now_and_then_does_not_stay() throws Exception {
    try (Socket socket = call("/large")) {
      Instant start = Instant.now();
      while (over.getCount() > 0 && Instant.now().isBefore(start.plusSeconds(10))) {
        assertThat(socket.getInputStream().read()).isNotNegative();
        Thread.sleep(100);
      }
      assertThat(over.await(0, TimeUnit.SECONDS)).as("the request has ended").isTrue();
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void who_reads_in_time_gets_all_of_it() throws Exception {
    for (int i = 0; i < 3; i++) {
      try (Socket socket = call("/small")) {
        socket.getInputStream().skipNBytes(SMALL);
      }
      // Longer than the limit: what is over does not count.
      Thread.sleep(500);
    }
  }

  @Test
  void who_was_given_more_time_has_it() throws Exception {
    try (Socket socket = call("/extended")) {
      socket.getInputStream().skipNBytes(SMALL);
    }
  }

  @Test
  void what_is_done_with_an_upload_ends_with_its_connection() throws Exception {
    try (Socket socket = call("/upload")) {
      assertThat(over.await(20, TimeUnit.SECONDS)).as("the request has ended").isTrue();
      assertThat(upload.isAbandoned()).isTrue();
      assertThat(socket.isClosed()).as("closed by the caller").isFalse();
    }
  }

  private Socket call(String path) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(10_000);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort()));
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: x\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private final class Large extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Request.addCompletionListener(request, failure -> over.countDown());
      if (request.getHttpURI().getPath().equals("/extended")) {
        InTime.extend(request, Duration.ofSeconds(20));
        request
            .getComponents()
            .getScheduler()
            .schedule(() -> write(response, SMALL, callback), 3, TimeUnit.SECONDS);
        return true;
      }
      if (request.getHttpURI().getPath().equals("/upload")) {
        upload.putOn(request);
      }
      boolean large = !request.getHttpURI().getPath().equals("/small");
      write(response, large ? LARGE : SMALL, callback);
      return true;
    }

    private void write(Response response, int bytes, Callback callback) {
      response.write(true, ByteBuffer.allocate(bytes), callback);
    }
  }
}
