package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.Markdown;
import dev.usertemplate.core.RequiredProgram;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.http.token.Keystone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps docs/http-api.md, and what the README says of the server, true. */
class DocumentationTest {
  private static final CheckUsers CHECK = CheckUsers.withInstalledFormat();
  private static final Path PAGE = Path.of("..", "docs", "http-api.md");
  private static final String TEXT = read(PAGE);
  private static final String README = read(Path.of("..", "README.md"));
  private static final Markdown SDKS = Markdown.read("docs/how-to/vendor-sdks.md");

  /** With the vendor's SDK for Node, once it is needed. */
  @TempDir static Path node;

  @Test
  void its_table_of_errors_is_the_one_in_the_code() {
    List<String> documented =
        find("(?m)^\\| (\\d{3}) \\| `([^`]+)` \\| ([^|]+) \\|")
            .map(row -> row.group(1) + " " + row.group(2) + " " + row.group(3))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(
            Arrays.stream(ApiError.values())
                .map(error -> error.status() + " " + error.code() + " " + error.message().strip())
                .toList());
  }

  /** {@code -Ddocs.update=true} renews it. */
  @Test
  void its_table_of_settings_is_the_one_in_the_code() throws IOException {
    String begin = "<!-- settings -->\n";
    int from = TEXT.indexOf(begin) + begin.length();
    int to = TEXT.indexOf("<!-- end -->", from);
    String table =
        Arrays.stream(Setting.values())
            .map(DocumentationTest::row)
            .collect(
                Collectors.joining(
                    "",
                    "| Flag | Environment variable | Default | Meaning |\n|---|---|---|---|\n",
                    ""));
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, TEXT.substring(0, from) + table + TEXT.substring(to));
      return;
    }
    assertThat(TEXT.substring(from, to)).isEqualTo(table);
  }

  private static String row(Setting setting) {
    return "| `%s %s` | `%s` | %s | %s |\n"
        .formatted(
            setting.flag(),
            setting.valueLabel(),
            setting.variable(),
            setting.defaultValue().isEmpty() ? "none" : "`" + setting.defaultValue() + "`",
            setting.description());
  }

  @Test
  void the_help_of_the_command_line_has_all_settings() {
    String help = Main.commandLine().getUsageMessage().replaceAll("\\s+", " ");
    for (Setting setting : Setting.values()) {
      assertThat(help)
          .contains(setting.flag())
          .contains(setting.description())
          .contains("Environment: %s. Default: ".formatted(setting.variable()));
    }
  }

  @Test
  void it_names_the_limits() {
    assertThat(TEXT)
        .contains(String.format(Locale.ROOT, "%,d bytes", Listener.MAX_HEADER_BYTES))
        .contains("at most %s uploads at once".formatted(UploadPlaces.MOST))
        .contains("%s from one address".formatted(UploadPlaces.MOST_OF_ONE))
        .contains("longer than %s seconds".formatted(CheckWatch.MOST.toSeconds()))
        .contains("at most %s MB".formatted(WorkbookCheck.MAX_ANSWER / 1024 / 1024))
        .contains("%s KiB a second".formatted(Uploads.RATE / 1024))
        .contains("after the first %s seconds".formatted(TimeLimits.STANDARD.upload().toSeconds()));
  }

  @Test
  void its_examples_with_curl_run(@TempDir Path folder) throws Exception {
    RequiredProgram.need("sh");
    RequiredProgram.need("curl");
    Files.write(folder.resolve("users.xlsx"), Workbooks.withOneMistake());
    List<JsonNode> printed = new ArrayList<>();
    try (Server server = realServer()) {
      for (String example : find("(?s)```sh\n(.*?)```").map(it -> it.group(1)).toList()) {
        if (example.contains("curl")) {
          String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
          String text = Tools.run(folder, List.of("sh", "-euc", here));
          if (!text.isEmpty()) {
            printed.add(JsonMapper.shared().readTree(text));
          }
        }
      }
    }
    assertThat(folder.resolve("user-template_zh_CN_ADMIN_ACTIVATE.xlsx")).exists();
    assertThat(folder.resolve("checked.xlsx")).isNotEmptyFile();
    assertThat(find("(?s)```json\n(.*?)\n```").map(it -> it.group(1)))
        .map(JsonMapper.shared()::readTree)
        .containsExactlyElementsOf(printed);
  }

  @Test
  void the_readmes_example_with_curl_runs(@TempDir Path folder) throws Exception {
    RequiredProgram.need("sh");
    RequiredProgram.need("curl");
    List<String> examples = find(README, "(?s)```sh\n(curl.*?)```").map(it -> it.group(1)).toList();
    try (Server server = realServer()) {
      for (String example : examples) {
        String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
        Tools.run(folder, List.of("sh", "-euc", here));
      }
    }
    assertThat(examples).hasSize(1);
    assertThat(folder.resolve("users-from-server.xlsx"))
        .hasBinaryContent(template("zh_CN", "USER_ACTIVATE"));
  }

  /** The page's program, with what it takes for granted around it, against the real thing. */
  @Test
  void the_example_with_the_java_sdk_downloads_the_workbook(@TempDir Path folder) throws Exception {
    String example = SDKS.blocks("java").get(0).text();
    String program =
        """
        import com.huaweicloud.sdk.core.*;
        import com.huaweicloud.sdk.core.auth.BasicCredentials;
        import com.huaweicloud.sdk.core.http.*;
        import java.io.InputStream;
        import java.nio.file.*;

        public class Example {
          public static class Download extends SdkStreamResponse {}

          static void save(InputStream stream) {
            try (stream) {
              Files.copy(stream, Path.of("saved.xlsx"));
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
          }

          public static void main(String[] args) throws Exception {
            %s
          }
        }
        """;
    try (Server server = serverFor(folder, "my-key", "my-secret", "my-project")) {
      String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
      Files.writeString(folder.resolve("Example.java"), program.formatted(here));
      Tools.run(
          folder, JavaCommand.of(), "-cp", System.getProperty("java.class.path"), "Example.java");
    }
    assertThat(folder.resolve("saved.xlsx")).hasBinaryContent(template("en_US", "USER_ACTIVATE"));
  }

  @Test
  void the_example_with_the_node_sdk_downloads_the_workbook(@TempDir Path folder) throws Exception {
    String example = SDKS.blocks("js").get(0).text();
    try (Server server = serverFor(folder, "my-key", "my-secret", "my-project")) {
      runOnNode(example.replace("http://127.0.0.1:8080", server.uri().toString()), Map.of());
    }
    assertThat(node.resolve("users.xlsx")).hasBinaryContent(template("zh_CN", "USER_ACTIVATE"));
  }

  @Test
  void the_example_with_the_node_sdk_creates_the_users() throws Exception {
    String example = Markdown.read("docs/how-to/create-users.md").blocks("js").get(0).text();
    List<String> bodies =
        List.of("{\"users\":[{\"user_name\":\"alice\"}]}", "{\"users\":[{\"user_name\":\"张三\"}]}");
    Files.createDirectories(node.resolve("calls"));
    Files.writeString(node.resolve("calls/users-0001.json"), bodies.get(0));
    Files.writeString(node.resolve("calls/users-0002.json"), bodies.get(1));
    try (SigningCloud cloud = new SigningCloud("my-key", "my-secret", "my-project")) {
      Map<String, String> environment =
          Map.of(
              "ENDPOINT", cloud.uri().toString(),
              "PROJECT_ID", "my-project",
              "ACCESS_KEY", "my-key",
              "SECRET_KEY", "my-secret");
      assertThat(runOnNode(example, environment))
          .isEqualTo("sent users-0001.json\nsent users-0002.json\n");
      assertThat(cloud.bodies()).isEqualTo(bodies);
      assertRefused(example, environment);
      assertThat(cloud.bodies()).hasSize(2);
    }
  }

  /** Who holds another key is refused, and the program says so by failing. */
  private static void assertRefused(String example, Map<String, String> environment) {
    Map<String, String> stranger = new HashMap<>(environment);
    stranger.put("SECRET_KEY", "another-secret");
    assertThatThrownBy(() -> runOnNode(example, stranger)).isInstanceOf(AssertionError.class);
  }

  /** Runs the program beside the SDK, which is there in the versions of a lock file. */
  private static String runOnNode(String program, Map<String, String> environment)
      throws Exception {
    RequiredProgram.need("node");
    RequiredProgram.need("npm");
    if (!Files.exists(node.resolve("node_modules"))) {
      Tools.installFromNpm("node", node);
    }
    Files.writeString(node.resolve("example.js"), program);
    List<String> command = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("node", "example.js"));
    return Tools.run(node, command);
  }

  @Test
  void its_example_with_a_token_downloads_the_workbook(@TempDir Path folder) throws Exception {
    RequiredProgram.need("sh");
    RequiredProgram.need("curl");
    Keystone keystone = Keystone.shared();
    String project = keystone.newProject().id();
    String token = keystone.token(keystone.newUser(project, "reader"), project);
    String example =
        find("(?s)<!-- with a token -->\n```\n(.*?)```").findFirst().orElseThrow().group(1);
    Map<Setting, String> settings =
        Map.of(Setting.PORT, "0", Setting.KEYSTONE_URL, keystone.uri().toString());
    try (Server server = Server.start(RenderTemplate.withInstalledRenderer(), CHECK, settings)) {
      String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
      String variables = "TOKEN=%s\nPROJECT_ID=%s\n".formatted(token, project);
      Tools.run(folder, List.of("sh", "-euc", variables + here));
    }
    assertThat(folder.resolve("users.xlsx")).hasBinaryContent(template("zh_CN", "USER_ACTIVATE"));
  }

  @Test
  void its_example_with_a_signature_downloads_the_workbook(@TempDir Path folder) throws Exception {
    for (String program : List.of("sh", "curl", "openssl")) {
      RequiredProgram.need(program);
    }
    String example =
        find("(?s)<!-- with a signature -->\n```\n(.*?)```").findFirst().orElseThrow().group(1);
    try (Server server = serverFor(folder, "my-key", "my-secret", "my-project")) {
      String here = example.replace("127.0.0.1:8080", server.uri().getAuthority());
      Tools.run(folder, List.of("sh", "-euc", "ACCESS_KEY=my-key\nSECRET_KEY=my-secret\n" + here));
    }
    assertThat(folder.resolve("users.xlsx")).hasBinaryContent(template("zh_CN", "USER_ACTIVATE"));
  }

  private static Server serverFor(Path folder, String accessKey, String secretKey, String project)
      throws IOException {
    String access =
        """
        projects: [{id: %1$s}]
        principals:
          - name: the reader
            domain_id: d0001
            projects: [%1$s]
            policies: [ReadOnlyAccess]
            access_keys: [{access_key: %2$s, secret_key: %3$s}]
        """
            .formatted(project, accessKey, secretKey);
    Path file = AccessFiles.write(folder.resolve("access.yaml"), access);
    return Server.start(
        RenderTemplate.withInstalledRenderer(),
        CHECK,
        Map.of(Setting.PORT, "0", Setting.ACCESS, file.toString()));
  }

  private static Server realServer() throws IOException {
    return Server.start(RenderTemplate.withInstalledRenderer(), CHECK, Map.of(Setting.PORT, "0"));
  }

  private static byte[] template(String language, String activeType) {
    return RenderTemplate.withInstalledRenderer()
        .render(TemplateRequest.parse(language, activeType))
        .toByteArray();
  }

  private static Stream<MatchResult> find(String pattern) {
    return find(TEXT, pattern);
  }

  private static Stream<MatchResult> find(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
