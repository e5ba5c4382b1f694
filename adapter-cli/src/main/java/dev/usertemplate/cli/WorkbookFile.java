package dev.usertemplate.cli;

import dev.usertemplate.core.template.Template;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that takes a workbook: all of it or nothing, and an older file stays until the new one is
 * complete.
 *
 * @param path where the file is, as people are told it
 */
record WorkbookFile(Path path) {
  private static final Set<PosixFilePermission> OF_GROUP =
      PosixFilePermissions.fromString("---rwx---");

  /**
   * Writes the template.
   *
   * @param replace whether a file that exists may be replaced
   */
  void write(Template template, boolean replace) throws OutputFailedException {
    if (Files.isDirectory(path)) {
      throw new OutputFailedException(path + " is a folder. Name a file with -o.", null);
    }
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && Files.notExists(folder)) {
      throw new OutputFailedException(
          "The folder " + folder + " does not exist. Create it, or name another file with -o.",
          null);
    }
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new OutputFailedException(
          path + " is a link whose target cannot be reached. Name another file with -o.", null);
    }
    if (Terminal.isTerminal(path)) {
      throw refusedByTerminal();
    }
    try {
      // A device, a pipe: there is nothing to replace and nothing to keep.
      if (Files.exists(path) && !Files.isRegularFile(path)) {
        try (OutputStream out = Files.newOutputStream(path, StandardOpenOption.WRITE)) {
          template.writeTo(out);
        }
      } else {
        // With links followed, so that a link stays one.
        put(template, Files.exists(path) ? path.toRealPath() : path.toAbsolutePath(), replace);
      }
    } catch (FileAlreadyExistsException e) {
      throw new OutputFailedException(
          path + " already exists. Replace it with --force, or name another file with -o.", e);
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
  }

  /** The answer to a wish that nobody has. */
  static OutputFailedException refusedByTerminal() {
    return new OutputFailedException(
        "A workbook is of no use on a terminal. Redirect the output, or name a file with -o.",
        null);
  }

  private static void put(Template template, Path target, boolean replace) throws IOException {
    if (!replace) {
      create(template, target);
      return;
    }
    Path complete = target.resolveSibling(temporaryName());
    // A signal ends the process without what stands under finally.
    complete.toFile().deleteOnExit();
    try {
      create(template, complete);
      keepPermissions(target, complete);
      Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(complete);
    }
  }

  /** Makes the file, which must not be there yet, or leaves nothing behind. */
  private static void create(Template template, Path file) throws IOException {
    OutputStream created =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (OutputStream out = created) {
      template.writeTo(out);
    } catch (Throwable e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  // Passwords may be typed into the new file: it is not to be open to more people than the old one.
  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView old = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (old == null || Files.notExists(from)) {
      return;
    }
    PosixFileAttributes attributes = old.readAttributes();
    Set<PosixFilePermission> permissions = EnumSet.copyOf(attributes.permissions());
    PosixFileAttributeView created = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (!created.readAttributes().group().equals(attributes.group())) {
      try {
        created.setGroup(attributes.group());
      } catch (IOException e) {
        permissions.removeAll(OF_GROUP);
      }
    }
    created.setPermissions(permissions);
  }

  // Files.createTempFile() would hide the file from everyone but its owner.
  private static String temporaryName() {
    long random = ThreadLocalRandom.current().nextLong();
    return "." + UserTemplateCommand.NAME + "-" + HexFormat.of().toHexDigits(random) + ".tmp";
  }
}
