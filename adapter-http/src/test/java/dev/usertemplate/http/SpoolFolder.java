package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a server holds in its folder for uploads. */
final class SpoolFolder {
  private SpoolFolder() {}

  /** The names in it. */
  static List<Path> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** How many files of this process there are without a name any more; for Linux. */
  static long open(Path folder) throws IOException {
    return open(folder, "self");
  }

  /** How many of another process there are. */
  static long open(Path folder, String pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc", pid, "fd"))) {
      return files.filter(file -> target(file).startsWith(folder + "/")).count();
    }
  }

  /** Waits until this process holds exactly so many. */
  static void awaitOpen(Path folder, long files) {
    await("open files").untilAsserted(() -> assertThat(open(folder)).isEqualTo(files));
  }

  /** Waits until this process holds none, and asserts that none is left behind. */
  static void awaitEmpty(Path folder) throws IOException {
    awaitOpen(folder, 0);
    assertThat(names(folder)).isEmpty();
  }

  /** Where a link leads; empty if there is none. */
  static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // Closed since it was listed.
      return "";
    }
  }
}
