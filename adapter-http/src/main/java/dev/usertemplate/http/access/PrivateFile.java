package dev.usertemplate.http.access;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads small files that hold secrets, and refuses those that everybody can get at. */
final class PrivateFile {
  private PrivateFile() {}

  /**
   * The file's bytes. Symbolic links are followed: what counts is the file that they lead to.
   *
   * @param limit in bytes
   * @throws Refused if it cannot be read or must not be used
   */
  static byte[] read(Path file, int limit) throws Refused {
    if (!Files.exists(file)) {
      throw new Refused("does not exist, or this process may not see it");
    }
    if (!Files.isRegularFile(file)) {
      throw new Refused("is not a regular file");
    }
    try {
      refuseIfOpenToAll(file);
      try (InputStream stream = Files.newInputStream(file)) {
        byte[] bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
          throw new Refused("is larger than the limit of %,d bytes".formatted(limit));
        }
        return bytes;
      }
    } catch (IOException e) {
      throw new Refused("cannot be read by this process; look at its owner and permissions");
    }
  }

  /** The file's text, without the line break that editors end it with. */
  static String readLine(Path file, int limit) throws Refused {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(read(file, limit)))
          .toString()
          .replaceFirst("\r?\n\\z", "");
    } catch (CharacterCodingException e) {
      throw new Refused("is not UTF-8 text");
    }
  }

  private static void refuseIfOpenToAll(Path file) throws IOException, Refused {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.contains(PosixFilePermission.OTHERS_READ)
        || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new Refused(
          "can be read or written by every user of this machine, so it is no place for secrets; run"
              + " 'chmod o-rw %s'".formatted(file));
    }
  }

  /** A file that is not used; the message goes on where the name of the file ends. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }
}
