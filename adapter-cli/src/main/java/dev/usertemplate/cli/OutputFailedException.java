package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Something could not be written. The message is a sentence for the person at the terminal. */
final class OutputFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  OutputFailedException(String sentence, @Nullable IOException cause) {
    super(sentence, cause);
  }

  /** Says what could not be written, and why. */
  static OutputFailedException writing(String what, IOException cause) {
    return new OutputFailedException(what + " cannot be written: " + reason(cause) + ".", cause);
  }

  // The JDK's messages for these two are nothing but the path.
  private static String reason(IOException cause) {
    if (cause instanceof NoSuchFileException) {
      return "its folder does not take new files";
    }
    if (cause instanceof AccessDeniedException) {
      return "permission is missing for the file or its folder";
    }
    String message =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
