package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Model.OptionSpec;

/** Keeps docs/http-api.md true. */
class DocumentationTest {
  private static final String TEXT = read(Path.of("..", "docs", "http-api.md"));

  @Test
  void its_table_of_errors_is_the_one_in_the_code() {
    List<String> documented =
        find("(?m)^\\| (\\d{3}) \\| `([^`]+)` \\| ([^|]+) \\|")
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ApiError.values())
                .map(error -> error.status() + " " + error.code() + " " + error.message())
                .toList());
  }

  @Test
  void its_table_of_settings_is_the_one_of_the_command_line() {
    String help = Main.commandLine().getUsageMessage().replaceAll("\\s+", " ");
    List<MatchResult> rows = find("(?m)^\\| `(--\\w+)` \\| `(\\w+)` \\| `([^`]+)` \\|").toList();

    assertThat(rows.stream().map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(
            Main.commandLine().getCommandSpec().options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .map(OptionSpec::longestName)
                .toList());
    for (MatchResult row : rows) {
      assertThat(help)
          .contains("Environment: %s. Default: %s".formatted(row.group(2), row.group(3)));
    }
  }

  @Test
  void it_names_the_limit_of_the_headers() {
    assertThat(TEXT).contains("%,d bytes".formatted(Server.MAX_HEADER_BYTES));
  }

  @Test
  void its_examples_with_curl_run(@TempDir Path folder) throws Exception {
    Tools.need("sh");
    Tools.need("curl");
    StringBuilder printed = new StringBuilder();
    try (TestServer server = new TestServer()) {
      for (String example : find("(?s)```sh\n(.*?)```").map(it -> it.group(1)).toList()) {
        if (example.contains("curl")) {
          String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
          printed.append(Tools.run(folder, List.of("sh", "-euc", here)));
        }
      }
    }
    assertThat(folder.resolve("user-template_zh_CN_ADMIN_ACTIVATE.xlsx")).exists();
    assertThat(find("(?s)```json\n(.*?)\n```").map(it -> it.group(1)))
        .containsExactly(printed.toString());
  }

  private static Stream<MatchResult> find(String pattern) {
    return Pattern.compile(pattern).matcher(TEXT).results();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
