package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbandonedCheckTest {
  /** With a millisecond for each, more than anybody waits for. */
  private static final int ROWS = 60_000;

  @TempDir Path folder;

  @Test
  void a_check_ends_when_its_caller_is_known_to_have_left() throws Exception {
    Pem pem = Pem.ec();
    Path spool = Files.createDirectory(folder.resolve("spool"));
    CountDownLatch checking = new CountDownLatch(1);
    AtomicInteger rows = new AtomicInteger();
    WorkbookFormat real = ServiceLoader.load(WorkbookFormat.class).findFirst().orElseThrow();
    Runnable slowly =
        () -> {
          rows.incrementAndGet();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        };
    CheckUsers check = new CheckUsers(new Waiting(real, checking, new CountDownLatch(0), slowly));
    Map<Setting, String> settings = new EnumMap<>(pem.serveFrom(folder));
    settings.put(Setting.SPOOL_FOLDER, spool.toString());
    try (TestServer server = new TestServer(check, settings)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri().resolve(WorkbookCheckTest.PATH))
              .POST(HttpRequest.BodyPublishers.ofByteArray(Workbooks.large(ROWS, 0)))
              .build();
      CompletableFuture<?> leaving =
          HttpClient.newBuilder()
              .sslContext(Pem.trusting(pem))
              .build()
              .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(checking.await(20, TimeUnit.SECONDS)).isTrue();
      leaving.cancel(true);
      SpoolFolder.awaitEmpty(spool);
    }
    assertThat(rows).hasValueLessThan(ROWS);
  }
}
