package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Keeps docs/operations.md true; its table of metrics is compared in {@link MetricsTest}. */
class OperationsDocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");

  @TempDir Path folder;

  @Test
  void its_example_with_curl_runs() throws Exception {
    RequiredProgram.need("sh");
    RequiredProgram.need("curl");
    List<String> examples = blocks("sh");
    try (Server server =
        Server.start(
            RenderTemplate.withInstalledRenderer(),
            CheckUsers.withInstalledFormat(),
            Map.of(Setting.PORT, "0"))) {
      for (String example : examples) {
        String here = example.replace("http://127.0.0.1:8080", server.uri().toString());
        assertThat(Tools.run(folder, List.of("sh", "-euc", here))).isEqualTo("{\"status\":\"UP\"}");
      }
    }
    assertThat(examples).hasSize(1);
  }

  @Test
  void its_settings_file_can_be_read() throws Exception {
    String file =
        blocks("yaml").stream().filter(it -> it.startsWith("# server.yaml")).findFirst().get();
    Path written = Files.writeString(folder.resolve("server.yaml"), file);
    GivenSettings given =
        new GivenSettings(it -> it == Setting.CONFIG ? written.toString() : null, name -> null);
    given.readFile();
    Settings settings = new Settings(given.texts());
    settings.check();
    Exposure.check(settings, settings.address());
    assertThat(given.document()).contains("port: 8443 # %s:3\n".formatted(written));
  }

  @Test
  void its_line_of_a_log_is_json() throws Exception {
    assertThat(blocks("json"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(JsonMapper.shared().readTree(line).propertyNames())
                    .contains("time", "message", "logger", "level", "request_id", "trace_id"));
  }

  @Test
  void its_alerting_rules_ask_for_metrics_and_labels_that_there_are() throws Exception {
    String page = Files.readString(DOCS.resolve("operations.md"));
    Map<String, String> labels =
        Pattern.compile("(?m)^\\| `(\\w+)` \\| \\w+ \\| ([^|]*) \\|")
            .matcher(page)
            .results()
            .collect(Collectors.toMap(it -> it.group(1), it -> it.group(2)));
    JsonNode rules =
        new YAMLMapper()
            .readTree(Files.readString(DOCS.resolve("examples/prometheus-alerts.yaml")))
            .at("/groups/0/rules");
    assertThat(rules.size()).isGreaterThan(5);
    for (JsonNode rule : rules) {
      String expression = rule.path("expr").asString();
      Matcher metric =
          Pattern.compile("([a-z]+_[a-z_]+)(?:\\{(\\w+)!?=\"[^\"]*\"})?").matcher(expression);
      int found = expression.startsWith("up{") ? 1 : 0;
      while (metric.find()) {
        String family = metric.group(1).replaceFirst("(?<=seconds)_(bucket|count|sum)$", "");
        if (!family.equals("histogram_quantile")) {
          assertThat(labels).as(expression).containsKey(family);
          if (metric.group(2) != null) {
            assertThat(Set.of(labels.get(family).split(", "))).contains(metric.group(2));
          }
          found++;
        }
      }
      assertThat(found).as(expression).isPositive();
      assertThat(rule.at("/annotations/summary").asString()).isNotBlank();
    }
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("(?s)```" + language + "\\n(.*?)```")
        .matcher(Files.readString(DOCS.resolve("operations.md")))
        .results()
        .map(it -> it.group(1))
        .toList();
  }
}
