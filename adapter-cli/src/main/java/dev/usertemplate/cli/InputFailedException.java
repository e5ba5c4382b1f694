package dev.usertemplate.cli;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** A workbook could not be read. */
final class InputFailedException extends CommandFailedException {
  private static final long serialVersionUID = 1L;

  private InputFailedException(String sentence, @Nullable IOException cause) {
    super(sentence, cause);
  }

  /**
   * Says why a file could not be read.
   *
   * @param name of the file, as people are told it
   */
  static InputFailedException reading(String name, Language language, IOException cause) {
    return new InputFailedException(name + ": " + why(Texts.of(language), cause), cause);
  }

  /**
   * Says why a file is not read.
   *
   * @param reason one of the texts under {@code report.input.}
   */
  static InputFailedException refused(String name, Language language, String reason) {
    return new InputFailedException(
        name + ": " + Texts.of(language).get("report.input." + reason), null);
  }

  private static String why(Texts texts, IOException cause) {
    if (cause instanceof UnreadableWorkbookException unreadable) {
      return unreadable.message(texts.language());
    }
    if (cause instanceof NoSuchFileException) {
      return texts.get("report.input.missing");
    }
    if (cause instanceof AccessDeniedException) {
      return texts.get("report.input.denied");
    }
    return texts.get("report.input.failed", reason(cause));
  }
}
