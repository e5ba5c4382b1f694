package dev.usertemplate.http;

import dev.usertemplate.http.access.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Access files of the tests. */
final class AccessFiles {
  static final String EXAMPLE = Documents.THREE_PRINCIPALS;

  private AccessFiles() {}

  static Path example(Path folder) throws IOException {
    return write(folder.resolve("access.yaml"), EXAMPLE);
  }

  /** Writes a file that only its owner can read, in one step as careful people do. */
  static Path write(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), "draft", null);
    Files.writeString(draft, text);
    Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    return Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
