package dev.usertemplate.http.access;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.access.Documents.permit;
import static dev.usertemplate.http.access.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.usertemplate.http.signature.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class AccessFileWatchTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(AccessFileWatch.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @TempDir Path folder;

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void listen_no_more() {
    logger.detachAppender(log);
  }

  @Test
  void new_rules_hold_after_the_next_look() throws Exception {
    Path file =
        write(folder.resolve("access.yaml"), document("AK01", "secret_key: secret-number-1"));
    try (AccessFileWatch watch = watch(file)) {
      assertThat(accessKeys(watch)).containsExactly("AK01");

      FileTime time = Files.getLastModifiedTime(file);
      write(file, document("AK02", "secret_key: secret-number-1"));
      Files.setLastModifiedTime(file, time);
      watch.check();

      assertThat(accessKeys(watch)).containsExactly("AK02");
      assertThat(messages())
          .containsExactly(
              "INFO %s: read again: 1 access keys of 1 principals, 5 roles, 0 message keys, no"
                      .formatted(file)
                  + " identity service account");
    }
  }

  @Test
  void broken_rules_are_told_once_and_do_not_hold() throws Exception {
    String good = document("AK01", "secret_key: secret-number-1");
    Path file = write(folder.resolve("access.yaml"), good);
    try (AccessFileWatch watch = watch(file)) {
      write(file, good + "roles: 1\n");
      watch.check();
      watch.check();
      write(file, good + "roles: 2\n");
      watch.check();

      assertThat(accessKeys(watch)).containsExactly("AK01");
      assertThat(messages())
          .containsExactly(
              "WARN The access rules stay as they were, since the new ones cannot be used:\n"
                  + file
                  + ":7: roles: must be a mapping from role names, 1 to 64 characters each, to"
                  + " lists of policies");

      write(file, good);
      watch.check();
      assertThat(messages()).hasSize(2).last().asString().startsWith("INFO");
    }
  }

  @Test
  void a_file_that_is_removed_leaves_the_rules_as_they_were() throws Exception {
    Path file =
        write(folder.resolve("access.yaml"), document("AK01", "secret_key: secret-number-1"));
    try (AccessFileWatch watch = watch(file)) {
      Files.delete(file);
      watch.check();
      assertThat(accessKeys(watch)).containsExactly("AK01");
      assertThat(messages()).singleElement().asString().contains("does not exist");

      write(file, document("AK02", "secret_key: secret-number-1"));
      watch.check();
      assertThat(accessKeys(watch)).containsExactly("AK02");
    }
  }

  @Test
  void permissions_that_are_loosened_are_told() throws Exception {
    Path secret = write(folder.resolve("secret"), "secret-number-1\n");
    Path file = write(folder.resolve("access.yaml"), document("AK01", "secret_key_file: secret"));
    try (AccessFileWatch watch = watch(file)) {
      // The file named in it is known only now.
      watch.check();
      assertThat(messages()).isEmpty();

      permit(secret, "rw-r--r--");
      watch.check();

      assertThat(accessKeys(watch)).containsExactly("AK01");
      assertThat(messages()).singleElement().asString().contains("chmod o-rw " + secret);
    }
  }

  @Test
  void a_secret_that_changes_in_its_own_file_holds() throws Exception {
    Path secret = write(folder.resolve("secret"), "secret-number-1\n");
    Path file = write(folder.resolve("access.yaml"), document("AK01", "secret_key_file: secret"));
    try (AccessFileWatch watch = watch(file)) {
      // Even before the first look.
      write(secret, "secret-number-2\n");
      watch.check();
      assertThat(watch.get().credentials().get("AK01").key())
          .isEqualTo(SigningKey.permanent("AK01", "secret-number-2"));

      write(secret, "secret-number-3\n");
      watch.check();
      assertThat(watch.get().credentials().get("AK01").key())
          .isEqualTo(SigningKey.permanent("AK01", "secret-number-3"));
      assertThat(messages().toString()).doesNotContain("secret-number");
    }
  }

  @Test
  void a_link_that_is_swapped_as_kubernetes_does_is_followed() throws Exception {
    for (String version : List.of("1", "2")) {
      Path data = Files.createDirectory(folder.resolve("..data_" + version));
      write(data.resolve("secret"), "secret-number-" + version);
      write(data.resolve("access.yaml"), document("AK0" + version, "secret_key_file: secret"));
    }
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..data_1"));
    Path file =
        Files.createSymbolicLink(folder.resolve("access.yaml"), Path.of("..data/access.yaml"));
    Files.createSymbolicLink(folder.resolve("secret"), Path.of("..data/secret"));
    try (AccessFileWatch watch = watch(file)) {
      assertThat(watch.get().credentials().get("AK01").key())
          .isEqualTo(SigningKey.permanent("AK01", "secret-number-1"));

      Files.move(
          Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..data_2")),
          folder.resolve("..data"),
          StandardCopyOption.ATOMIC_MOVE);
      watch.check();

      assertThat(watch.get().credentials().get("AK02").key())
          .isEqualTo(SigningKey.permanent("AK02", "secret-number-2"));
    }
  }

  @Test
  void it_does_not_start_with_rules_that_cannot_be_used() {
    assertThatThrownBy(() -> AccessFileWatch.start(folder.resolve("nowhere")))
        .isInstanceOf(AccessFileException.class);
  }

  @Test
  void once_started_it_looks_by_itself() throws Exception {
    Path file =
        write(folder.resolve("access.yaml"), document("AK01", "secret_key: secret-number-1"));
    try (AccessFileWatch watch = AccessFileWatch.start(file)) {
      write(file, document("AK02", "secret_key: secret-number-1"));

      await("new rules").untilAsserted(() -> assertThat(accessKeys(watch)).containsExactly("AK02"));
    }
  }

  @Test
  void a_failing_listener_is_called_again_at_the_next_change_only() throws IOException {
    Path file = write(folder.resolve("any"), "1");
    int[] calls = {0};
    Runnable failing =
        () -> {
          calls[0]++;
          throw new IllegalStateException("refused");
        };
    try (FileWatch watch = new FileWatch("any", () -> List.of(file), failing)) {
      watch.check();
      assertThat(calls[0]).isZero();

      write(file, "2");
      watch.check();
      watch.check();
      assertThat(calls[0]).isEqualTo(1);

      Files.delete(file);
      Files.createDirectory(file);
      watch.check();
      assertThat(calls[0]).isEqualTo(2);
    }
  }

  @Test
  void a_closed_watch_ends_its_thread() throws Exception {
    FileWatch watch = new FileWatch("thread-of-a-test", List::<Path>of, () -> {});
    watch.start(Duration.ofMillis(1));
    Thread thread = thread("thread-of-a-test");
    assertThat(thread.isDaemon()).isTrue();

    watch.close();
    thread.join(20_000);
    assertThat(thread.isAlive()).isFalse();
  }

  private static Thread thread(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static AccessFileWatch watch(Path file) throws AccessFileException {
    return new AccessFileWatch(file, name -> null);
  }

  private static Set<String> accessKeys(AccessFileWatch watch) {
    return watch.get().credentials().keySet();
  }

  private List<String> messages() {
    return List.copyOf(log.list).stream()
        .map(it -> it.getLevel() + " " + it.getFormattedMessage())
        // Not those about the files of other tests that run at the same time.
        .filter(message -> message.contains(folder.toString()))
        .toList();
  }

  private static String document(String accessKey, String secret) {
    return """
        principals:
          - name: alice
            domain_id: d1
            projects: []
            access_keys:
              - {access_key: %s, %s}
        """
        .formatted(accessKey, secret);
  }
}
