package dev.usertemplate.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder for temporary files. Where the system lets a file be used that has no name any more
 * (Linux, macOS), it has none from the moment that it is open, so that nothing stays behind even
 * when the process is killed. Elsewhere, what stayed behind is removed at the next start.
 */
final class Spool {
  private static final String BEGIN = "user-template-upload-";
  private static final String END = ".tmp";

  private static final Set<StandardOpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          StandardOpenOption.DELETE_ON_CLOSE);

  private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

  private final Path folder;
  private final FileAttribute<?>[] attributes;

  /**
   * Makes the folder ready.
   *
   * @throws IOException if it is none, or files can't be written there
   */
  Spool(Path folder) throws IOException {
    this.folder = folder;
    this.attributes =
        folder.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    create(0).close();
    clean();
  }

  /**
   * A new file.
   *
   * @param limit how long it may become, in bytes
   * @throws SpooledFile.Broken if it can't be created
   */
  SpooledFile create(long limit) throws SpooledFile.Broken {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    // Unique, not secret: a file of that name that is there already is never opened.
    String id = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    try {
      Path file = folder.resolve(BEGIN + id + END);
      return new SpooledFile(FileChannel.open(file, OPTIONS, attributes), limit);
    } catch (IOException e) {
      throw new SpooledFile.Broken(e);
    }
  }

  /** Files of servers that still run can be removed, too: they go on with them. */
  private void clean() throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, BEGIN + "*" + END)) {
      for (Path file : left) {
        remove(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Others may write to the folder, too: what they put there must not stop the start. */
  private static void remove(Path file) {
    try {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(file);
      } else {
        LOG.warn("In the folder for uploads, {} is no file of this server; it stays", name(file));
      }
    } catch (IOException e) {
      LOG.warn("In the folder for uploads, {} cannot be removed; it stays", name(file));
    }
  }

  /** In characters that cannot forge a line of the log. */
  private static String name(Path file) {
    return String.valueOf(file.getFileName()).replaceAll("[^\\w.-]", "?");
  }
}
