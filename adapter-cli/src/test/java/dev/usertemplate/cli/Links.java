package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Links to what the build has made. JUnit warns of those that it has to delete itself. */
final class Links {
  private Links() {}

  /** Deletes the links in a folder and below it, and nothing that they lead to. */
  static void delete(Path folder) throws IOException {
    List<Path> links;
    try (Stream<Path> files = Files.walk(folder)) {
      links = files.filter(Files::isSymbolicLink).toList();
    }
    for (Path link : links) {
      Files.delete(link);
    }
  }
}
