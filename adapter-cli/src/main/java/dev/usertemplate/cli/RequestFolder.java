package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A folder that takes the bodies of calls, {@code users-0001.json} and so on, and the workbook with
 * the rejected rows, {@code rejected.xlsx}: all of them or none. Everything in it is for its owner
 * alone, for it holds passwords.
 *
 * @param path where it is, as people are told it
 */
record RequestFolder(Path path) {
  private static final String BODIES = "users-*.json";

  /** The name of the workbook with the rejected rows. */
  static final String REJECTED = "rejected.xlsx";

  /** Writes files into a folder. */
  @FunctionalInterface
  interface Filling {
    /** Writes into the folder, which is empty. */
    void fill(Draft draft) throws IOException, CommandFailedException;
  }

  /**
   * The files before they get their place.
   *
   * @param folder where they are
   * @param files their names, in the order of their writing
   */
  record Draft(Path folder, List<String> files) {
    /** Writes the next body. */
    void body(Map<String, Object> body) throws IOException {
      try (OutputStream out =
          create(String.format(Locale.ROOT, "users-%04d.json", files.size() + 1))) {
        Json.write(body, out);
      }
    }

    /** Creates a file. */
    OutputStream create(String name) throws IOException {
      Path file = folder.resolve(name);
      file.toFile().deleteOnExit();
      OutputStream out = FileAccess.OWNER.create(file);
      files.add(name);
      return out;
    }
  }

  /**
   * Refuses, before any work is done, a folder that can't be used.
   *
   * @param replace whether the files of an earlier run may be replaced
   */
  void verify(boolean replace) throws OutputFailedException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new OutputFailedException(
          path + " is no folder. Name another one with --requests.", null);
    }
    Path parent = path.toAbsolutePath().normalize().getParent();
    Path inTheWay = FileAccess.inTheWay(parent);
    if (inTheWay != null) {
      throw new OutputFailedException(
          inTheWay + " is no folder. Name another one with --requests.", null);
    }
    if (parent != null && Files.notExists(parent)) {
      throw new OutputFailedException(
          "The folder %s does not exist. Create it, or name another one with --requests."
              .formatted(parent),
          null);
    }
    try {
      List<Path> old = old();
      if (!replace && !old.isEmpty()) {
        throw new OutputFailedException(
            "%s already exists, from an earlier run. Replace it and what belongs to it with --force,"
                    .formatted(old.get(0))
                + " or name another folder with --requests.",
            null);
      }
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
  }

  /**
   * Has the files written, and puts them in the place of those of an earlier run.
   *
   * @return their names, in the order of their writing
   */
  List<String> write(Filling filling) throws CommandFailedException {
    boolean isNew = Files.notExists(path);
    // A new folder is filled under another name, so that it comes to be with all that is in it.
    Path place =
        isNew
            ? path.toAbsolutePath().normalize().resolveSibling(FileAccess.temporaryName())
            : path.resolve(FileAccess.temporaryName());
    Draft draft = new Draft(place, new ArrayList<>());
    try {
      try {
        // A signal ends the process without what stands under finally.
        draft.folder.toFile().deleteOnExit();
        FileAccess.createFolder(draft.folder);
        filling.fill(draft);
        if (isNew) {
          Files.move(draft.folder, path);
        } else {
          publish(draft);
        }
      } finally {
        remove(draft);
      }
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
    return draft.files;
  }

  /**
   * Removes the files of an earlier run.
   *
   * @return whether there were any
   */
  boolean clear() throws OutputFailedException {
    try {
      List<Path> old = old();
      for (Path file : old) {
        Files.delete(file);
      }
      return !old.isEmpty();
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
  }

  /** Whether a file of this name is one that is written, or is removed with an earlier run. */
  static boolean owns(Path name) {
    return name.toString().equals(REJECTED)
        || name.getFileSystem().getPathMatcher("glob:" + BODIES).matches(name);
  }

  /** Puts the new files in the place of the old ones, which come back when that fails. */
  private void publish(Draft draft) throws IOException {
    Path aside = path.resolve(FileAccess.temporaryName());
    FileAccess.createFolder(aside);
    List<Path> moved = new ArrayList<>();
    List<Path> published = new ArrayList<>();
    try {
      for (Path file : old()) {
        Files.move(file, aside.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        moved.add(file);
      }
      for (String name : draft.files) {
        Path file = path.resolve(name);
        Files.move(draft.folder.resolve(name), file, StandardCopyOption.ATOMIC_MOVE);
        published.add(file);
      }
    } catch (Throwable e) {
      for (Path file : published) {
        Files.deleteIfExists(file);
      }
      for (Path file : moved) {
        Files.move(aside.resolve(file.getFileName()), file, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.delete(aside);
      throw e;
    }
    for (Path file : moved) {
      Files.delete(aside.resolve(file.getFileName()));
    }
    Files.delete(aside);
  }

  private static void remove(Draft draft) throws IOException {
    for (String name : draft.files) {
      Files.deleteIfExists(draft.folder.resolve(name));
    }
    Files.deleteIfExists(draft.folder);
  }

  /** The files of an earlier run, sorted. */
  private List<Path> old() throws IOException {
    List<Path> old = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (DirectoryStream<Path> bodies = Files.newDirectoryStream(path, BODIES)) {
        bodies.forEach(old::add);
      }
      old.add(path.resolve(REJECTED));
      old.removeIf(file -> !isFile(file));
    }
    old.sort(null);
    return old;
  }

  private static boolean isFile(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
  }
}
