package dev.usertemplate.http.access;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An access file that cannot be used. Each line of the message is {@code FILE:LINE: reason}, or
 * {@code FILE: reason} where the file as a whole is meant, and says what to do. It holds no word of
 * the file itself.
 */
public final class AccessFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int MOST = 10;

  AccessFileException(Path file, List<Problem> problems) {
    // Without a cause: messages of the YAML parser show what the file says.
    super(message(file, problems));
  }

  private static String message(Path file, List<Problem> problems) {
    String first =
        problems.stream()
            .limit(MOST)
            .map(problem -> problem.at(file))
            .collect(Collectors.joining("\n"));
    int more = problems.size() - MOST;
    return more <= 0 ? first : "%s\n%s: and %d more".formatted(first, file, more);
  }
}
