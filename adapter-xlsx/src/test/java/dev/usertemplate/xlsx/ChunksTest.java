package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChunksTest {
  private static final int COUNT = 3_000;

  @TempDir Path folder;

  /** Of 1 to 2,000 characters, every third of which does not fit into one byte. */
  private static String text(int number, int pass) {
    return (number % 3 == 0 ? "中\uD800" : "é") + (number + "," + pass + ";").repeat(number % 200);
  }

  private static List<Long> fill(TextStore texts, int pass) throws IOException {
    List<Long> kept = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String text = text(i, pass);
      kept.add(texts.add(text.toCharArray(), text.length()));
      // Also while it is written, where the file ends.
      assertThat(texts.get(kept.get(i / 2))).isEqualTo(text(i / 2, pass));
      assertThat(texts.get(kept.get(i))).isEqualTo(text);
    }
    return kept;
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3L * Chunks.CHUNK, 1L << 30})
  void texts_are_kept_in_any_order_wherever_they_are_and_room_is_used_again(long heapBytes)
      throws IOException {
    try (TextStore texts = new TextStore(new Chunks(heapBytes, folder))) {
      for (int pass = 0; pass < 3; pass++) {
        texts.clear();
        List<Long> kept = fill(texts, pass);
        for (int i = COUNT - 1; i >= 0; i--) {
          int other = i * 7 % COUNT;
          assertThat(texts.get(kept.get(i))).isEqualTo(text(i, pass));
          assertThat(texts.get(kept.get(other))).isEqualTo(text(other, pass));
        }
      }
    }
  }

  @Test
  void a_text_longer_than_a_chunk_is_kept_between_short_ones() throws IOException {
    String text = "中".repeat(Chunks.CHUNK);
    try (TextStore texts = new TextStore(new Chunks(Chunks.CHUNK, folder))) {
      long before = texts.add(new char[] {'a'}, 1);
      long middle = texts.add(text.toCharArray(), text.length());
      long after = texts.add(new char[] {'b'}, 1);
      fill(texts, 0);
      assertThat(texts.get(middle)).isEqualTo(text);
      assertThat(texts.get(before) + texts.get(after)).isEqualTo("ab");
    }
  }

  @Test
  void the_room_on_the_disk_is_free_at_once_when_the_store_is_closed() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "only Linux tells what is open");
    try (TextStore texts = new TextStore(new Chunks(0, folder))) {
      fill(texts, 0);
      assertThat(open()).isOne();
      assertThat(mapped()).isZero();
    }
    assertThat(open()).isZero();
    assertThat(mapped()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  /** How many files in the folder are open, those that have no name any more included. */
  private long open() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      return all.filter(this::isInFolder).count();
    }
  }

  private boolean isInFolder(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith(folder.toRealPath() + "/");
    } catch (IOException e) {
      // Closed in the meantime.
      return false;
    }
  }

  private long mapped() throws IOException {
    String name = folder.toRealPath() + "/";
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/maps"))) {
      return lines.filter(line -> line.contains(name)).count();
    }
  }

  @Test
  void a_folder_that_is_not_there_is_a_failure_of_the_file_system() throws IOException {
    try (TextStore texts = new TextStore(new Chunks(0, folder.resolve("nowhere")))) {
      assertThatThrownBy(() -> fill(texts, 0)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void a_failure_of_the_file_system_is_not_taken_for_damage() throws IOException {
    byte[] file = new HandMadeWorkbook().bytes();
    FileSystemException failure = new NoSuchFileException("/tmp");
    try (Parts parts = Parts.open(new SeekableInMemoryByteChannel(file), Limits.DEFAULT)) {
      assertThat(parts.explain(failure)).isSameAs(failure);
      assertThat(parts.explain(new IOException())).isInstanceOf(UnreadableWorkbookException.class);
    }
  }
}
