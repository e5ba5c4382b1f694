package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
    Draft draft = new Draft(path.resolve(FileAccess.temporaryName()), new ArrayList<>());
    try {
      if (isNew) {
        FileAccess.createFolder(path);
      }
      boolean done = false;
      try {
        FileAccess.createFolder(draft.folder);
        // A signal ends the process without what stands under finally.
        draft.folder.toFile().deleteOnExit();
        filling.fill(draft);
        publish(draft);
        done = true;
      } finally {
        remove(draft);
        if (isNew && !done) {
          Files.deleteIfExists(path);
        }
      }
    } catch (IOException e) {
      throw OutputFailedException.writing(path.toString(), e);
    }
    return draft.files;
  }

  private void publish(Draft draft) throws IOException {
    for (Path file : old()) {
      Files.delete(file);
    }
    List<Path> published = new ArrayList<>();
    try {
      for (String name : draft.files) {
        Path file = path.resolve(name);
        Files.move(draft.folder.resolve(name), file, StandardCopyOption.ATOMIC_MOVE);
        published.add(file);
      }
    } catch (Throwable e) {
      for (Path file : published) {
        Files.deleteIfExists(file);
      }
      throw e;
    }
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
      Path rejected = path.resolve(REJECTED);
      if (Files.exists(rejected)) {
        old.add(rejected);
      }
    }
    old.sort(null);
    return old;
  }
}
