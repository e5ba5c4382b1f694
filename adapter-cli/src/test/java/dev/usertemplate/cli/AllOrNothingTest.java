package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written is there whole, or not at all. */
class AllOrNothingTest {
  private static final byte[] BYTES = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @Test
  void a_file_has_its_name_once_it_is_complete() throws Exception {
    Path out = folder.resolve("out.xlsx");

    new WorkbookFile(out, "-o", FileAccess.OWNER)
        .write(
            stream -> {
              stream.write(BYTES);
              assertThat(out).doesNotExist();
            },
            false);

    assertThat(out).hasContent("new");
    assertThat(files(folder)).containsExactly("out.xlsx");
  }

  @Test
  void a_file_that_came_up_in_the_meantime_is_kept() throws Exception {
    Path out = folder.resolve("out.xlsx");
    WorkbookFile file = new WorkbookFile(out, "-o", FileAccess.OWNER);

    assertThatExceptionOfType(OutputFailedException.class)
        .isThrownBy(() -> file.write(stream -> Files.writeString(out, "other"), false))
        .withMessageContaining("already exists. Replace it with --force");

    assertThat(out).hasContent("other");
    assertThat(files(folder)).containsExactly("out.xlsx");
  }

  @Test
  void a_folder_has_its_name_once_it_is_complete() throws Exception {
    Path calls = folder.resolve("calls");

    List<String> written =
        new RequestFolder(calls)
            .write(
                draft -> {
                  draft.body(Map.of());
                  assertThat(calls).doesNotExist();
                });

    assertThat(written).containsExactly("users-0001.json");
    assertThat(files(calls)).containsExactly("users-0001.json");
    assertThat(files(folder)).containsExactly("calls");
  }

  @Test
  void old_files_come_back_when_the_new_ones_find_no_place() throws Exception {
    Path calls = Files.createDirectory(folder.resolve("calls"));
    Files.writeString(calls.resolve("users-0001.json"), "old");
    Files.writeString(calls.resolve("rejected.xlsx"), "old");
    RequestFolder requests = new RequestFolder(calls);

    assertThatExceptionOfType(OutputFailedException.class)
        .isThrownBy(
            () ->
                requests.write(
                    draft -> {
                      draft.body(Map.of());
                      draft.body(Map.of());
                      Files.delete(draft.folder().resolve("users-0002.json"));
                    }));

    assertThat(files(calls)).containsExactly("rejected.xlsx", "users-0001.json");
    assertThat(calls.resolve("users-0001.json")).hasContent("old");
    assertThat(calls.resolve("rejected.xlsx")).hasContent("old");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
