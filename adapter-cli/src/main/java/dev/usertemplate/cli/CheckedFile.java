package dev.usertemplate.cli;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A workbook that is open for reading.
 *
 * @param path where it is; {@code -} when it came from the standard input
 * @param channel its bytes
 */
record CheckedFile(Path path, FileChannel channel) implements Closeable {
  /** Stands for the standard input. */
  static final Path STANDARD = Path.of("-");

  private static final int CHUNK = 1 << 16;

  /**
   * Opens a file. A pipe is copied into a temporary file, which nobody else can read and which is
   * gone with the process at the latest.
   *
   * @param language of the sentence that says why it can't be read
   */
  static CheckedFile open(Path file, Limits limits, Language language) throws InputFailedException {
    String name = file.toString();
    if (Files.isDirectory(file)) {
      throw InputFailedException.refused(name, language, "folder");
    }
    if (Terminal.isTerminal(file)) {
      throw InputFailedException.refused(name, language, "terminal");
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        try (InputStream stream = Files.newInputStream(file)) {
          return new CheckedFile(file, copy(stream, limits.bytes()));
        }
      }
      return new CheckedFile(file, FileChannel.open(file, StandardOpenOption.READ));
    } catch (IOException e) {
      throw InputFailedException.reading(name, language, e);
    }
  }

  /** Copies the standard input as {@link #open} does a pipe. */
  static CheckedFile open(Input input, Limits limits, Language language)
      throws InputFailedException {
    String name = name(STANDARD, language);
    if (input.isTerminal()) {
      throw InputFailedException.refused(name, language, "terminal");
    }
    try {
      return new CheckedFile(STANDARD, copy(input.stream(), limits.bytes()));
    } catch (IOException e) {
      throw InputFailedException.reading(name, language, e);
    }
  }

  /** What people are told that it is called. */
  String name(Language language) {
    return name(path, language);
  }

  /** What people are told that a file, or the standard input, is called. */
  static String name(Path path, Language language) {
    return STANDARD.equals(path)
        ? Texts.of(language).get("report.standard_input")
        : path.toString();
  }

  private static FileChannel copy(InputStream stream, long limit) throws IOException {
    // Created for its owner only.
    Path file = Files.createTempFile(UserTemplateCommand.NAME + "-", ".xlsx");
    FileChannel copy =
        FileChannel.open(
            file,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try {
      byte[] chunk = new byte[CHUNK];
      long bytes = 0;
      for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
        bytes += read;
        if (bytes > limit) {
          throw new UnreadableWorkbookException(Problem.TOO_LARGE, null, limit);
        }
        ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, read);
        while (buffer.hasRemaining()) {
          copy.write(buffer);
        }
      }
      return copy;
    } catch (Throwable e) {
      copy.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
