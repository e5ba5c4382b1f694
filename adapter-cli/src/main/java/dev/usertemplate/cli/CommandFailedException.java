package dev.usertemplate.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import org.jspecify.annotations.Nullable;

/** A command could not do its work. The message is a sentence for the person at the terminal. */
abstract sealed class CommandFailedException extends Exception
    permits InputFailedException, OutputFailedException {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }

  /** What the system says about it, without the path that it repeats. */
  static String reason(IOException cause) {
    String message =
        cause instanceof FileSystemException system ? system.getReason() : cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
