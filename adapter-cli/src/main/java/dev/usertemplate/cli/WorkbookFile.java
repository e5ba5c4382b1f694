package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that takes a workbook: all of it or nothing, and an older file stays until the new one is
 * complete.
 *
 * @param path where the file is, as people are told it
 * @param option the option that names it, for advice
 * @param access who may open it
 */
record WorkbookFile(Path path, String option, FileAccess access) {
  /** What is going to be in a file. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes it.
     *
     * @throws IOException if the stream fails
     */
    void writeTo(OutputStream out) throws IOException, CommandFailedException;
  }

  /**
   * Refuses, before any work is done, what {@link #write} would refuse.
   *
   * @param replace whether a file that exists may be replaced
   */
  void verify(boolean replace) throws OutputFailedException {
    if (Files.isDirectory(path)) {
      throw new OutputFailedException(
          path + " is a folder. Name a file with " + option + ".", null);
    }
    Path folder = path.toAbsolutePath().getParent();
    Path inTheWay = FileAccess.inTheWay(folder);
    if (inTheWay != null) {
      throw new OutputFailedException(
          "%s is no folder. Name another file with %s.".formatted(inTheWay, option), null);
    }
    if (folder != null && Files.notExists(folder)) {
      throw new OutputFailedException(
          "The folder %s does not exist. Create it, or name another file with %s."
              .formatted(folder, option),
          null);
    }
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new OutputFailedException(
          "%s is a link whose target cannot be reached. Name another file with %s."
              .formatted(path, option),
          null);
    }
    if (Terminal.isTerminal(path)) {
      throw refusedByTerminal(option);
    }
    if (!replace && Files.isRegularFile(path)) {
      throw alreadyThere(null);
    }
  }

  /**
   * Writes the file.
   *
   * @param replace whether a file that exists may be replaced
   */
  void write(Content content, boolean replace) throws CommandFailedException {
    verify(replace);
    try {
      // A device, a pipe: there is nothing to replace and nothing to keep.
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
          content.writeTo(out);
        }
      } else {
        // With links followed, so that a link stays one.
        put(content, Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), replace);
      }
    } catch (FileAlreadyExistsException e) {
      throw alreadyThere(e);
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
  }

  /**
   * The answer to a wish that nobody has.
   *
   * @param option the option that names another file
   */
  static OutputFailedException refusedByTerminal(String option) {
    return new OutputFailedException(
        "A workbook is of no use on a terminal. Redirect the output, or name a file with %s."
            .formatted(option),
        null);
  }

  private OutputFailedException alreadyThere(@Nullable IOException e) {
    return new OutputFailedException(
        "%s already exists. Replace it with --force, or name another file with %s."
            .formatted(path, option),
        e);
  }

  private void put(Content content, Path target, boolean replace)
      throws IOException, CommandFailedException {
    Path complete = target.resolveSibling(FileAccess.temporaryName());
    // A signal ends the process without what stands under finally.
    complete.toFile().deleteOnExit();
    try {
      try (OutputStream out = access.create(complete)) {
        content.writeTo(out);
      }
      if (replace) {
        // Passwords may be typed into the new file: it is not to be open to more people than the
        // old.
        access.take(target, complete);
        Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        publish(complete, target);
      }
    } finally {
      Files.deleteIfExists(complete);
    }
  }

  /** Gives the complete file its name, which must not be taken yet. */
  private static void publish(Path complete, Path target) throws IOException {
    try {
      // Unlike a move, a link never replaces a file that has come up in the meantime.
      Files.createLink(target, complete);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // Not every file system has links.
      Files.move(complete, target);
    }
  }
}
