package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/security.md true: a threat that no test shows is not stopped. */
class SecurityPageTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void every_test_that_it_names_is_there() throws IOException {
    List<MatchResult> named =
        Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`")
            .matcher(Files.readString(ROOT.resolve("docs/security.md")))
            .results()
            .toList();
    assertThat(named).hasSizeGreaterThan(30);
    for (MatchResult test : named) {
      assertThat(source(test.group(1)))
          .as(test.group())
          .containsPattern("(void|boolean) " + test.group(2) + "\\(");
    }
  }

  @Test
  void the_times_are_those_of_the_server() throws IOException {
    assertThat(TimeLimits.STANDARD)
        .isEqualTo(
            new TimeLimits(
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofMinutes(2),
                Duration.ofSeconds(10)));
    assertThat(Files.readString(ROOT.resolve("docs/security.md")))
        .contains("20 seconds for a head and for a body, two minutes for all of a request")
        .contains("64 KiB a second after 20 seconds");
    assertThat(Files.readString(ROOT.resolve("docs/http-api.md")))
        .contains("gives running requests ten seconds");
    assertThat(Files.readString(ROOT.resolve("docs/operations.md")))
        .contains("waits up to ten seconds for requests that run");
  }

  @Test
  void every_threat_has_one() throws IOException {
    List<String> rows =
        Files.readString(ROOT.resolve("docs/security.md"))
            .lines()
            .dropWhile(line -> !line.startsWith("|---|"))
            .skip(1)
            .takeWhile(line -> line.startsWith("|"))
            .toList();
    assertThat(rows).hasSizeGreaterThan(20).allMatch(row -> row.endsWith("` |"));
  }

  private static String source(String className) throws IOException {
    for (String module : List.of("adapter-http", "core")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        List<Path> found =
            files
                .filter(file -> file.getFileName().toString().equals(className + ".java"))
                .toList();
        if (!found.isEmpty()) {
          return Files.readString(found.get(0));
        }
      }
    }
    throw new AssertionError("There is no " + className);
  }
}
