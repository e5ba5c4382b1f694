package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.usertemplate.core.Markdown;
import dev.usertemplate.core.Markdown.Block;
import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The tutorial and the how-to pages, each followed from top to bottom in one shell, as a reader
 * would. Blocks of {@code sh} are run, and a block below {@code <!-- file: NAME -->} is saved. A
 * block right behind one that runs is what it prints: as JSON where it is JSON, and else word for
 * word, with {@code ...} in a line of its own for what is left out.
 */
class PagesIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SERVER = ROOT.resolve("adapter-http/target/user-template-server");
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @AfterEach
  void unlink() throws IOException {
    Links.delete(folder);
  }

  @TestFactory
  Stream<DynamicTest> the_pages_run() throws IOException {
    try (Stream<Path> recipes = Files.list(ROOT.resolve("docs/how-to"))) {
      return Stream.concat(Stream.of(ROOT.resolve("docs/tutorial.md")), recipes.sorted())
          .map(Markdown::read)
          .filter(page -> !page.blocks("sh").isEmpty())
          .toList()
          .stream()
          .map(page -> dynamicTest(page.path(), () -> assertRuns(page)));
    }
  }

  private void assertRuns(Markdown page) throws Exception {
    String all = page.blocks().stream().map(Block::text).collect(Collectors.joining());
    needs(all);
    UnaryOperator<String> elsewhere = onFreePorts();
    Path place = Files.createDirectories(folder.resolve(page.path()).resolve("place"));
    Path printed = Files.createDirectories(place.resolveSibling("printed"));
    for (String name : List.of("adapter-cli", "adapter-http", "docs")) {
      Files.createSymbolicLink(place.resolve(name), ROOT.resolve(name));
    }

    try (CloudStandIn cloud = new CloudStandIn()) {
      Shell.Result result =
          Shell.in(place)
              .with("JAVA_HOME", System.getProperty("java.home"))
              .with("ENDPOINT", cloud.uri().toString())
              .with("PROJECT_ID", CloudStandIn.PROJECT)
              .with("TOKEN", CloudStandIn.TOKEN)
              .run(elsewhere.apply(script(page, printed)), LIMIT);

      assertThat(result.exitCode()).as(() -> latest(printed)).isZero();
      assertThat(result.err()).isEmpty();
      if (all.contains("$ENDPOINT")) {
        assertThat(cloud.created()).isNotEmpty();
      }
    }
    for (int i = 1; i < page.blocks().size(); i++) {
      if (page.blocks().get(i - 1).language().equals("sh")) {
        String came = Files.readString(printed.resolve("" + (i - 1)));
        assertPrinted(page.blocks().get(i), came, elsewhere);
      }
    }
  }

  @Test
  void users_that_the_cloud_refuses_are_not_filed_as_sent() throws Exception {
    RequiredProgram.need("curl");
    String loop =
        Markdown.read("docs/how-to/create-users.md").blocks("sh").stream()
            .map(Block::text)
            .filter(text -> text.contains("batch-create"))
            .findFirst()
            .orElseThrow();
    Path calls = Files.createDirectories(folder.resolve("refused/calls"));
    for (String name : List.of("users-0001.json", "users-0002.json")) {
      Files.writeString(calls.resolve(name), "{\"users\":[{\"user_name\":\"alice\"}]}");
    }
    try (CloudStandIn cloud = new CloudStandIn()) {
      Shell.Result result =
          Shell.in(calls.getParent())
              .with("ENDPOINT", cloud.uri().toString())
              .with("PROJECT_ID", CloudStandIn.PROJECT)
              .with("TOKEN", "of somebody else")
              .run(loop);

      assertThat(result.err()).contains("400");
      assertThat(result.out()).isEqualTo("users-0001.answer\n");
      assertThat(calls).isDirectoryContaining("glob:**users-0001.json");
      assertThat(calls).isDirectoryContaining("glob:**users-0002.json");
      assertThat(cloud.created()).isEmpty();
    }
  }

  private static void needs(String commands) throws Exception {
    RequiredProgram.need("bash");
    if (commands.contains("adapter-http/")) {
      RequiredProgram.need(
          Files.exists(SERVER), "the server's launcher: build adapter-http before this module");
    }
    if (commands.contains("curl")) {
      RequiredProgram.need("curl");
    }
    if (commands.contains("openssl")) {
      RequiredProgram.need("openssl");
    }
    if (commands.contains("python3")) {
      RequiredProgram.need("python3");
      // The one that Debian's packages belong to.
      Process python = new ProcessBuilder("/usr/bin/python3", "-c", "import openpyxl").start();
      RequiredProgram.need(
          python.waitFor() == 0, "the Python library openpyxl, which is not installed");
    }
  }

  private static String script(Markdown page, Path printed) {
    StringBuilder script =
        new StringBuilder(
            """
            set -e
            PATH="${JAVA%/*}:$PATH"
            python3() { /usr/bin/python3 -W ignore "$@"; }
            trap 'kill $(jobs -p) 2> /dev/null || :' EXIT
            """);
    for (int i = 0; i < page.blocks().size(); i++) {
      Block block = page.blocks().get(i);
      if (block.remark().startsWith("file: ")) {
        script
            .append("cat > '%s' <<'END OF FILE'\n".formatted(block.remark().substring(6)))
            .append(block.text())
            .append("END OF FILE\n");
      } else if (block.language().equals("sh")) {
        script.append("exec > '%s' 2>&1\n".formatted(printed.resolve("" + i))).append(block.text());
      }
    }
    return script.toString();
  }

  private static void assertPrinted(Block shown, String printed, UnaryOperator<String> elsewhere) {
    if (shown.language().equals("json")) {
      assertThat(JSON.readTree(printed))
          .as("line %s", shown.line())
          .isEqualTo(JSON.readTree(shown.text()));
    } else if (shown.language().isEmpty() && shown.remark().isEmpty()) {
      String pattern =
          Arrays.stream(elsewhere.apply(shown.text()).split("(?m)^\\.\\.\\.\n", -1))
              .map(Pattern::quote)
              .collect(Collectors.joining("(?s:.*)"));
      assertThat(printed).as("line %s", shown.line()).matches(pattern);
    }
  }

  /** What the block printed that was not over. */
  private static String latest(Path printed) {
    try (Stream<Path> files = Files.list(printed)) {
      Path last =
          files
              .max((a, b) -> Integer.compare(number(a), number(b)))
              .orElseThrow(() -> new AssertionError("Nothing has run."));
      return Files.readString(last);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static int number(Path file) {
    return Integer.parseInt(file.getFileName().toString());
  }

  /** Puts free ports in the place of those of the pages. */
  private static UnaryOperator<String> onFreePorts() throws IOException {
    try (ServerSocket http = new ServerSocket(0);
        ServerSocket https = new ServerSocket(0)) {
      String port = Integer.toString(http.getLocalPort());
      String tlsPort = Integer.toString(https.getLocalPort());
      return text -> text.replace("8080", port).replace("8443", tlsPort);
    }
  }
}
