package dev.usertemplate.cli;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a file or folder that the locale of the process may be unable to express. */
class FileName implements ITypeConverter<Path> {
  private final String what;

  /** Reads the name of a file. */
  FileName() {
    this("file");
  }

  private FileName(String what) {
    this.what = what;
  }

  @Override
  public Path convert(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("the name of the %s is missing".formatted(what));
    }
    if (endsLikeFolder(name) && !(this instanceof OfFolder)) {
      throw new TypeConversionException(
          "'%s' names a folder; add the name of a file".formatted(name));
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      String advice =
          "'%s' is no %s name here. Where it holds letters outside ASCII, set a UTF-8 locale,"
              + " such as LC_ALL=C.UTF-8.";
      throw new TypeConversionException(advice.formatted(name, what));
    }
  }

  private static boolean endsLikeFolder(String name) {
    return name.endsWith("/") || name.endsWith(File.separator);
  }

  /** Reads the name of a folder. */
  static final class OfFolder extends FileName {
    OfFolder() {
      super("folder");
    }
  }
}
