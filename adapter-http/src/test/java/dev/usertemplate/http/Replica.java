package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.net.SocketFactory;

/** One of several servers that do the same, each a process of its own that can be started again. */
final class Replica implements AutoCloseable {
  /** Long enough for a proxy to notice on a busy machine, as in the docs. */
  private static final int DELAY_SECONDS = 10;

  private final Path spool;
  private final Proxy.Target target = new Proxy.Target(Proxy.freePort(), Proxy.freePort());
  private ServerProcess process;

  /** Starts it; {@link #awaitListening()} waits for it. */
  Replica(Path folder) throws IOException {
    spool = Files.createDirectory(folder);
    process = start();
  }

  private ServerProcess start() throws IOException {
    return ServerProcess.start(
        Map.of(),
        "--port=" + target.port(),
        "--management-port=" + target.managementPort(),
        "--shutdown-delay=" + DELAY_SECONDS,
        "--trusted-proxies=127.0.0.1",
        // All callers of the test share two processors, and nobody should be told to come back.
        "--max-checks=32",
        "--spool-folder=" + spool);
  }

  Proxy.Target target() {
    return target;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + target.port());
  }

  int port() {
    return target.port();
  }

  /**
   * Waits until it serves, and has done all once: the first upload takes long on a busy machine.
   */
  void awaitListening() throws IOException {
    assertThat(process.awaitListening()).isEqualTo(uri());
    try (KeptConnection caller = new KeptConnection(SocketFactory.getDefault(), port())) {
      caller.send(Load.request("POST", WorkbookCheckTest.PATH, Workbooks.bad(1)));
      assertThat(caller.read().status()).isEqualTo(200);
    }
  }

  /** As whoever renews it would: told to stop, waited for, started, waited for. */
  void restart() throws Exception {
    process.signal("TERM");
    assertThat(process.awaitExit()).isZero();
    assertThat(process.surprises()).doesNotContain("WARN", "ERROR");
    startAgain();
  }

  private void startAgain() throws IOException {
    process.close();
    process = start();
    awaitListening();
  }

  /** Starts it again if it was killed. */
  void revive() throws IOException {
    if (!process.isAlive()) {
      startAgain();
    }
  }

  /** Without any warning; when it returns, the process is no more. */
  void kill() throws Exception {
    process.signal("KILL");
    process.awaitExit();
  }

  /** How many uploads it has in its hands; for Linux. */
  long uploads() throws IOException {
    return SpoolFolder.open(spool, Long.toString(process.pid()));
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
