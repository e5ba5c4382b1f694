package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
  @TempDir Path folder;

  @Test
  void what_a_killed_server_left_behind_is_removed_at_the_next_start() throws Exception {
    Path left = Files.createFile(folder.resolve("user-template-upload-0123.tmp"));
    Path foreign = Files.createFile(folder.resolve("other.tmp"));
    new TestServer(Map.of(Setting.SPOOL_FOLDER, folder.toString())).close();
    assertThat(left).doesNotExist();
    assertThat(foreign).exists();
  }

  @Test
  void what_others_put_into_the_folder_does_not_stop_the_start() throws Exception {
    Path planted = Files.createDirectory(folder.resolve("user-template-upload-1.tmp"));
    Files.createFile(planted.resolve("inside"));
    Path target = Files.createFile(folder.resolve("target"));
    Path link = folder.resolve("user-template-upload-\n2.tmp");
    Files.createSymbolicLink(link, target);
    Path left = Files.createFile(folder.resolve("user-template-upload-3.tmp"));
    try (CapturedLog log = new CapturedLog()) {
      new TestServer(Map.of(Setting.SPOOL_FOLDER, folder.toString())).close();
      assertThat(log.events())
          .extracting(event -> event.getFormattedMessage())
          .contains(
              "In the folder for uploads, user-template-upload-1.tmp is no file of this server; it"
                  + " stays",
              "In the folder for uploads, user-template-upload-?2.tmp is no file of this server; it"
                  + " stays");
    }
    assertThat(planted.resolve("inside")).exists();
    assertThat(link).isSymbolicLink();
    assertThat(target).exists();
    assertThat(left).doesNotExist();
  }

  @Test
  void a_folder_that_is_none_stops_the_start() {
    String missing = folder.resolve("missing").toString();
    assertThatThrownBy(() -> new TestServer(Map.of(Setting.SPOOL_FOLDER, missing)).close())
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(Setting.SPOOL_FOLDER))
        .hasMessageContaining("is no folder in which this process can create files");
  }

  @Test
  void when_the_folder_fails_the_caller_is_told_to_come_back() throws Exception {
    byte[] workbook = Workbooks.withOneMistake();
    try (TestServer server = new TestServer(Map.of(Setting.SPOOL_FOLDER, folder.toString()));
        CapturedLog log = new CapturedLog(server)) {
      Files.delete(folder);
      HttpResponse<byte[]> answer = server.post(WorkbookCheckTest.PATH, workbook);
      Answers.assertError(answer, 503, "WKS.00050902", "unavailable");
      assertThat(answer.headers().firstValue("Retry-After")).contains("30");
      assertThat(log.events()).hasSize(1);
      assertThat(log.events().get(0).getFormattedMessage()).contains("folder for uploads");
      Files.createDirectory(folder);
      assertThat(server.post(WorkbookCheckTest.PATH, workbook).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void only_the_owner_could_read_a_file_that_is_still_there() throws Exception {
    // As the system creates it, before it loses its name.
    try (SpooledFile file = new Spool(folder).create(10)) {
      assertThat(SpoolFolder.open(folder)).isEqualTo(1);
      try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
        Path opened =
            files
                .filter(it -> SpoolFolder.target(it).startsWith(folder + "/"))
                .findFirst()
                .orElseThrow();
        assertThat(Files.getPosixFilePermissions(opened))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
      }
      assertThat(file.length()).isZero();
    }
  }
}
