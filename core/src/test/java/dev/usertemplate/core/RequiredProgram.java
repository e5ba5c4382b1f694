package dev.usertemplate.core;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs that tests call, and that a user may lack. */
public final class RequiredProgram {
  /** Set to true where all of them have to be there: then no test is skipped. */
  private static final String REQUIRE_TOOLS = "USER_TEMPLATE_REQUIRE_TOOLS";

  private RequiredProgram() {}

  /**
   * Skips the test if the program is not on the path, or fails it where none may be missing.
   *
   * @return the program
   */
  public static Path need(String name) {
    Optional<Path> found =
        folders().map(folder -> folder.resolve(name)).filter(Files::isExecutable).findFirst();
    need(found.isPresent(), "the program %s, which is not installed".formatted(name));
    return found.orElseThrow();
  }

  /**
   * Skips the test if something is not there, or fails it where nothing may be missing.
   *
   * @param what it is, and why it is not there
   */
  public static void need(boolean there, String what) {
    if (there) {
      return;
    }
    String sentence = "This test needs " + what + ".";
    if (Boolean.parseBoolean(System.getenv(REQUIRE_TOOLS))) {
      fail(sentence);
    }
    abort(sentence);
  }

  /** Those of the path, and the one of servers, which not every user has there. */
  private static Stream<Path> folders() {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Stream.concat(
            Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(path),
            Stream.of("/usr/sbin"))
        .map(Path::of);
  }
}
