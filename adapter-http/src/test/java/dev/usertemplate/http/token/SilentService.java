package dev.usertemplate.http.token;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** Accepts connections, says the same on each and then nothing, until the caller hangs up. */
final class SilentService implements AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch leftAlone = new CountDownLatch(1);
  private final ServerSocket socket;

  SilentService(String beginning) {
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread =
        new Thread(
            () -> {
              while (!socket.isClosed()) {
                serve(beginning);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(String beginning) {
    try (Socket connection = socket.accept()) {
      InputStream in = connection.getInputStream();
      in.read();
      asked.countDown();
      connection.getOutputStream().write(beginning.getBytes(StandardCharsets.ISO_8859_1));
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A reset is an end as well.
    }
    if (asked.getCount() == 0) {
      leftAlone.countDown();
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort());
  }

  /** Counted down when the first request arrives. */
  CountDownLatch asked() {
    return asked;
  }

  /** Counted down when a caller has hung up. */
  CountDownLatch leftAlone() {
    return leftAlone;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
