package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block of docs/cli.md, and of the README on the command line, that claims to run does. */
class DocumentationIT {
  private static final Path PAGE = Path.of("..", "docs", "cli.md");
  private static final Path README = Path.of("..", "README.md");
  private static final Path EXAMPLES = Path.of("docs", "examples");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> the_blocks_run() throws IOException {
    // Of the README's blocks, the build and the server's are run elsewhere.
    List<String> readme = blocks(README).filter(block -> block.startsWith("adapter-cli/")).toList();
    assertThat(readme).hasSize(1);
    return Stream.concat(blocks(PAGE), readme.stream())
        .map(block -> dynamicTest(block.strip(), () -> assertRuns(block)));
  }

  private static Stream<String> blocks(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .map(MatchResult::group)
        .map(block -> block.replaceAll("(?m)^```.*\\n?", ""));
  }

  private void assertRuns(String block) throws IOException {
    Path place = Files.createTempDirectory(folder, "block");
    Files.createDirectories(place.resolve("docs"));
    Files.createSymbolicLink(place.resolve(EXAMPLES), Path.of("..").resolve(EXAMPLES).toRealPath());
    Files.createSymbolicLink(place.resolve("adapter-cli"), Path.of("").toRealPath());
    Shell.Result result =
        Shell.in(place)
            .with("JAVA_HOME", System.getProperty("java.home"))
            .run("set -e\nPATH=\"${JAVA%/*}:$PATH\"\n" + block);

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }
}
