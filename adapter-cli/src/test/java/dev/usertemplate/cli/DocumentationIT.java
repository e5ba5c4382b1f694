package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.usertemplate.core.Markdown;
import dev.usertemplate.core.Markdown.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every block of docs/cli.md, and of the README on the command line, that claims to run does. */
@Tag("any-jdk")
class DocumentationIT {
  private static final Path EXAMPLES = Path.of("docs", "examples");

  @TempDir Path folder;

  @AfterEach
  void unlink() throws IOException {
    Links.delete(folder);
  }

  @TestFactory
  Stream<DynamicTest> the_blocks_run() {
    // Of the README's blocks, the build and the server's are run elsewhere.
    List<String> readme =
        blocks("README.md").filter(block -> block.startsWith("adapter-cli/")).toList();
    assertThat(readme).hasSize(1);
    return Stream.concat(blocks("docs/cli.md"), readme.stream())
        .map(block -> dynamicTest(block.strip(), () -> assertRuns(block)));
  }

  private static Stream<String> blocks(String page) {
    return Markdown.read(page).blocks("sh").stream().map(Block::text);
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
