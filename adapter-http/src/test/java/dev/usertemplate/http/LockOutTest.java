package dev.usertemplate.http;

import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import dev.usertemplate.http.token.MovableClock;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockOutTest {
  private final MovableClock clock = new MovableClock();
  private final LockOut lockOut = new LockOut(clock);

  @Test
  void the_sixth_bad_signature_in_a_row_locks_the_key_for_five_minutes() {
    for (int i = 1; i < LockOut.LIMIT; i++) {
      assertThat(lockOut.bad("AK", "here")).isFalse();
      assertThat(lockOut.isLocked("AK", "here")).isFalse();
    }
    assertThat(lockOut.bad("AK", "here")).isTrue();
    assertThat(lockOut.isLocked("AK", "here")).isTrue();

    clock.move(LockOut.DURATION.minusMillis(1));
    assertThat(lockOut.isLocked("AK", "here")).isTrue();
    clock.move(Duration.ofMillis(1));
    assertThat(lockOut.isLocked("AK", "here")).isFalse();
    assertThat(lockOut.bad("AK", "here")).as("counts from the beginning").isFalse();
  }

  @Test
  void what_comes_during_the_lock_does_not_prolong_it() {
    lock("AK", "here");
    for (int i = 0; i < 299; i++) {
      clock.move(Duration.ofSeconds(1));
      assertThat(lockOut.bad("AK", "here")).isFalse();
    }
    clock.move(Duration.ofSeconds(1));
    assertThat(lockOut.isLocked("AK", "here")).isFalse();
  }

  @Test
  void a_good_signature_ends_the_row() {
    for (int i = 0; i < 50; i++) {
      assertThat(lockOut.bad("AK", "here")).isFalse();
      if (i % 5 == 4) {
        lockOut.good("AK", "here");
      }
    }
    assertThat(lockOut.isLocked("AK", "here")).isFalse();
  }

  @Test
  void a_stranger_locks_nobody_out_but_themselves() {
    lock("AK", "there");
    assertThat(lockOut.isLocked("AK", "there")).isTrue();
    assertThat(lockOut.isLocked("AK", "here")).isFalse();
    assertThat(lockOut.isLocked("OTHER", "there")).isFalse();
  }

  @Test
  void the_server_locks_a_key_says_so_and_logs_it(@TempDir Path folder) throws Exception {
    Signed wrong = new Signed("ALICE000000000000001", "guessed");
    Map<Setting, String> settings =
        Map.of(
            Setting.ACCESS,
            AccessFiles.example(folder).toString(),
            Setting.TRUSTED_PROXIES,
            "127.0.0.1");
    try (TestServer server = new TestServer(settings);
        CapturedLog log = new CapturedLog(server)) {
      for (int i = 0; i < LockOut.LIMIT; i++) {
        assertThat(text(server.get(PATH, wrong.get(server, PATH))))
            .contains("verify aksk signature fail");
      }
      HttpResponse<byte[]> locked = server.get(PATH, ALICE.get(server, PATH));
      assertThat(locked.statusCode()).isEqualTo(401);
      assertThat(text(locked))
          .contains("APIGW.0301", "AK access failed to reach the limit,forbidden.", "5 minutes");

      String[] elsewhere = {"X-Forwarded-For", "198.51.100.1"};
      assertThat(server.get(PATH, ALICE.get(server, PATH, elsewhere)).statusCode()).isEqualTo(200);
      assertThat(server.get(PATH, Signed.OWNER.get(server, PATH)).statusCode()).isEqualTo(200);

      List<ILoggingEvent> events =
          log.events().stream()
              .filter(event -> event.getFormattedMessage().startsWith("Access key locked"))
              .toList();
      assertThat(events).hasSize(1);
      assertThat(events.get(0).getLevel()).isEqualTo(Level.WARN);
      assertThat(events.get(0).getKeyValuePairs())
          .anySatisfy(pair -> assertThat(pair.value).isEqualTo("ALICE000000000000001"))
          .anySatisfy(pair -> assertThat(pair.value).isEqualTo("127.0.0.1"));
    }
  }

  private void lock(String accessKey, String network) {
    for (int i = 0; i < LockOut.LIMIT; i++) {
      lockOut.bad(accessKey, network);
    }
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
