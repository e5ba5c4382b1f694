package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files and folders that one check is given.
 *
 * @param file the workbook; null when it is the standard input
 * @param annotate takes the marked workbook; null when none is wanted
 * @param requests takes the users as calls; null when they are not wanted
 */
record CheckPaths(@Nullable Path file, @Nullable Path annotate, @Nullable Path requests) {
  private static final String MACROS = ".xlsm";
  private static final String NO_MACROS = ".xlsx";

  /** Why they can't be used together, for the person at the command line; null when they can. */
  @Nullable String contradiction() {
    String extension = extension();
    return extension != null ? extension : target();
  }

  // A macro-enabled workbook stays one, and Excel opens neither kind under the other's name.
  private @Nullable String extension() {
    if (file == null || annotate == null || isDevice(annotate)) {
      return null;
    }
    String in = name(file);
    String out = name(annotate);
    if (endsLike(in, MACROS) && !endsLike(out, MACROS)) {
      return wrongExtension(in, "is macro-enabled", out, MACROS);
    }
    // A name without an extension, such as that of a pipe, says nothing.
    if (in.lastIndexOf('.') > 0 && !endsLike(in, MACROS) && endsLike(out, MACROS)) {
      return wrongExtension(in, "is not macro-enabled", out, NO_MACROS);
    }
    return null;
  }

  private static String wrongExtension(String in, String is, String out, String extension) {
    int dot = out.lastIndexOf('.');
    String right = (dot > 0 ? out.substring(0, dot) : out) + extension;
    return "--annotate: %s %s, and Excel would not open it as %s. Name it %s."
        .formatted(in, is, out, right);
  }

  private @Nullable String target() {
    if (requests == null) {
      return null;
    }
    if (annotate != null && (isIn(annotate, requests) || place(annotate).equals(place(requests)))) {
      return "--annotate and --requests would both write %s. Name another file with --annotate."
          .formatted(annotate);
    }
    if (file != null && isIn(file, requests)) {
      return "%s is one of the files that --requests replaces. Name another folder with --requests."
          .formatted(file);
    }
    return null;
  }

  /** Whether the file, or what it links to, is one of those that are written into the folder. */
  private static boolean isIn(Path file, Path folder) {
    Path absolute = file.toAbsolutePath().normalize();
    Path parent = Objects.requireNonNullElse(absolute.getParent(), absolute);
    Path named = place(parent).resolve(name(file));
    return isOf(named, place(folder)) || isOf(place(file), place(folder));
  }

  private static boolean isOf(Path file, Path folder) {
    return folder.equals(file.getParent()) && RequestFolder.owns(Path.of(name(file)));
  }

  /** Where it is, all links followed as far as there are any. */
  private static Path place(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return parentFollowed(path.toAbsolutePath().normalize());
    }
  }

  private static Path parentFollowed(Path path) {
    Path parent = path.getParent();
    return parent == null ? path : place(parent).resolve(name(path));
  }

  private static boolean isDevice(Path path) {
    return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
  }

  private static boolean endsLike(String name, String extension) {
    return name.toLowerCase(Locale.ROOT).endsWith(extension);
  }

  private static String name(Path path) {
    return Objects.toString(path.getFileName(), "");
  }
}
