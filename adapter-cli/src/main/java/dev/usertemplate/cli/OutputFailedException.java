package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Something could not be written. */
final class OutputFailedException extends CommandFailedException {
  private static final long serialVersionUID = 1L;

  OutputFailedException(String sentence, @Nullable IOException cause) {
    super(sentence, cause);
  }

  /** Says what could not be written, and why. */
  static OutputFailedException writing(String what, IOException cause) {
    return new OutputFailedException(what + " cannot be written: " + why(cause) + ".", cause);
  }

  // The JDK's messages for these two are nothing but the path.
  private static String why(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "its folder does not take new files";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission is missing for the file or its folder";
    }
    return reason(cause);
  }
}
