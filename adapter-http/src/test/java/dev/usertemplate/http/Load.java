package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Callers who send one request after the other, each on a connection of its own, and what became of
 * every single one.
 */
final class Load implements AutoCloseable {
  /** Breath between two requests, no waiting for anything: this is about failures, not speed. */
  private static final long PAUSE_MILLIS = 50;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
  private final SocketFactory sockets;
  private final int port;
  private volatile boolean stopped;

  Load(SocketFactory sockets, int port) {
    this.sockets = sockets;
    this.port = port;
  }

  /**
   * A request, when it ran, and why it failed.
   *
   * @param began by {@link System#nanoTime()}
   * @param ended by the same clock
   * @param failure null if the answer was the right one
   */
  record Outcome(long began, long ended, @Nullable String failure) {
    boolean isFailure() {
      return failure != null;
    }
  }

  /** A whole request. */
  static byte[] request(String method, String path, byte[] body, String... headers) {
    String head =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                method,
                path,
                body.length,
                String.join("", List.of(headers).stream().map(line -> line + "\r\n").toList()));
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.ISO_8859_1));
    request.writeBytes(body);
    return request.toByteArray();
  }

  /** Adds callers who send this again and again. */
  void add(int callers, byte[] request, Predicate<RawAnswer> isRight) {
    for (int i = 0; i < callers; i++) {
      Future<?> unused = threads.submit(() -> call(request, isRight));
    }
  }

  private void call(byte[] request, Predicate<RawAnswer> isRight) {
    KeptConnection connection = null;
    while (!stopped) {
      long began = System.nanoTime();
      String failure = null;
      try {
        if (connection == null) {
          connection = new KeptConnection(sockets, port);
        }
        connection.send(request);
        RawAnswer answer = connection.read();
        if (!isRight.test(answer)) {
          failure = "%s %s".formatted(answer.status(), answer.headers());
        }
      } catch (IOException | RuntimeException e) {
        failure = e.toString();
      }
      outcomes.add(new Outcome(began, System.nanoTime(), failure));
      if (failure != null || !connection.isOpen()) {
        connection = close(connection);
      }
      pause();
    }
    close(connection);
  }

  private static @Nullable KeptConnection close(@Nullable KeptConnection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (IOException e) {
      // It is given up in any case.
    }
    return null;
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  /** Waits until so many more requests are over. */
  void await(int more) {
    int enough = outcomes.size() + more;
    Patience.await("requests come to an end")
        .atMost(Duration.ofMinutes(2))
        .until(() -> outcomes.size() >= enough);
  }

  /** Lets running requests end, and answers what became of all. */
  List<Outcome> stop() throws InterruptedException {
    stopped = true;
    threads.shutdown();
    assertThat(threads.awaitTermination(90, TimeUnit.SECONDS)).as("callers end").isTrue();
    return List.copyOf(outcomes);
  }

  @Override
  public void close() {
    stopped = true;
    threads.shutdownNow();
  }
}
