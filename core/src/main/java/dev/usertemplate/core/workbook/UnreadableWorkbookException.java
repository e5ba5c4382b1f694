package dev.usertemplate.core.workbook;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A file is no workbook that can be checked. */
public final class UnreadableWorkbookException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Why a file can't be checked. The texts belong to it under {@code unreadable.<code>}. */
  public enum Problem {
    /** There is nothing in the file. */
    EMPTY,
    /** It is text: CSV, HTML or the like. */
    TEXT,
    /** It is the format before XLSX. */
    XLS,
    /** It is the binary format XLSB. */
    XLSB,
    /** It is an OpenDocument spreadsheet. */
    ODS,
    /** It is protected by a password. */
    ENCRYPTED,
    /** It is something else. */
    NOT_A_WORKBOOK,
    /** It is broken or cut off. */
    DAMAGED,
    /**
     * It has document type declarations, as attacks have them and no spreadsheet program writes.
     */
    UNSAFE,
    /** It has more bytes than {@link Limits#bytes()}, the argument. */
    TOO_LARGE,
    /** It unpacks to more bytes than {@link Limits#unpackedBytes()}, the argument. */
    UNPACKED_TOO_LARGE,
    /** It has more parts than {@link Limits#entries()}, the argument. */
    TOO_MANY_ENTRIES,
    /** A part unpacks to more than {@link Limits#ratio()} times its bytes, the argument. */
    RATIO_TOO_HIGH,
    /** The sheet has more rows than {@link Limits#rows()}, the argument. */
    TOO_MANY_ROWS,
    /** No sheet has a row with the template's headings. */
    NO_HEADINGS;

    /** The stable name for programs, such as {@code too_large}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a higher limit would help. */
    public boolean isLimit() {
      return switch (this) {
        case TOO_LARGE, UNPACKED_TOO_LARGE, TOO_MANY_ENTRIES, RATIO_TOO_HIGH, TOO_MANY_ROWS -> true;
        default -> false;
      };
    }
  }

  private final Problem problem;
  private final String[] arguments;

  /**
   * The reason as data; {@link #getMessage()} is the English sentence.
   *
   * @param cause what was noticed below; null when nothing was thrown
   * @param arguments the limit that is exceeded
   */
  public UnreadableWorkbookException(
      Problem problem, @Nullable Throwable cause, Object... arguments) {
    super(message(problem, Language.EN_US, List.of(arguments)), cause);
    this.problem = problem;
    this.arguments = Stream.of(arguments).map(String::valueOf).toArray(String[]::new);
  }

  /** Why the file can't be checked. */
  public Problem problem() {
    return problem;
  }

  /** What is wrong and what to do about it, in a sentence or two. */
  public String message(Language language) {
    return message(problem, language, List.of(arguments));
  }

  private static String message(Problem problem, Language language, List<?> arguments) {
    return Texts.of(language).get("unreadable." + problem.code(), arguments.toArray());
  }
}
