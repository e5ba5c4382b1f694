package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

@Tag("any-jdk")
class ConfigProcessIT {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

  @TempDir Path folder;

  @Test
  void settings_may_stand_in_a_file_and_be_printed_and_read_again() throws Exception {
    Path access = AccessFiles.example(folder);
    Path file = folder.resolve("server.yaml");
    Files.writeString(
        file, "port: 0\naccess: %s\nlog-format: json\n".formatted(access.getFileName()));
    try (ServerProcess printing =
        ServerProcess.start(
            Map.of("USER_TEMPLATE_LOG_LEVEL", "warn"),
            "--config",
            file.toString(),
            "--print-config",
            "--rate-limit=5")) {
      assertThat(printing.awaitExit()).as(printing.stderr()).isZero();
      List<String> printed = printing.restOfStdout();
      assertThat(printed)
          .contains(
              "port: 0 # %s:1".formatted(file),
              "access: \"%s\" # %s:2".formatted(access, file),
              "rate-limit: 5 # flag --rate-limit",
              "log-level: \"warn\" # environment variable USER_TEMPLATE_LOG_LEVEL",
              "max-requests: 128 # default");
      assertThat(String.join("\n", printed)).doesNotContain("secret");
      assertThat(printing.stderr()).isEmpty();

      Path again = Files.write(folder.resolve("again.yaml"), printed);
      try (ServerProcess server =
          ServerProcess.start(Map.of("USER_TEMPLATE_CONFIG", again.toString()))) {
        assertThat(HealthTest.read(server.awaitListening().resolve("/health/ready")))
            .startsWith("200 ");
      }
    }
  }

  @Test
  void what_is_wrong_is_named_where_it_stands() throws Exception {
    Path file = folder.resolve("server.yaml");
    Files.writeString(file, "host: localhost\nport: 65536\n");
    try (ServerProcess server = ServerProcess.start(Map.of(), "--config", file.toString())) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .isEqualToIgnoringNewLines(
              "%s:2: port: '65536' is not a port; use 0 to 65535.".formatted(file));
    }
    Files.writeString(file, "access: nowhere.yaml\n");
    try (ServerProcess server =
        ServerProcess.start(Map.of(), "--print-config", "--config", file.toString())) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .startsWith("%s:1: access: %s: does not".formatted(file, folder.resolve("nowhere.yaml")));
      assertThat(server.restOfStdout()).isEmpty();
    }
  }

  @Test
  void what_kubernetes_puts_into_a_variable_of_that_name_is_explained() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(Map.of("USER_TEMPLATE_PORT", "tcp://10.0.0.1:80"))) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .startsWith("Environment variable USER_TEMPLATE_PORT: 'tcp://10.0.0.1:80' is not a port,")
          .contains("Kubernetes", "enableServiceLinks: false");
    }
  }

  @Test
  void a_log_in_json_has_one_object_a_line_with_request_and_trace() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            Map.of(),
            "--port=0",
            "--log-format=json",
            "--keystone-url=http://127.0.0.1:1",
            "--access-log")) {
      java.net.HttpURLConnection call =
          (java.net.HttpURLConnection)
              server.awaitListening().resolve(TestServer.PATH).toURL().openConnection();
      call.setRequestProperty("X-Auth-Token", "t");
      call.setRequestProperty("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
      assertThat(call.getResponseCode()).isEqualTo(503);
      String id = call.getHeaderField("X-Request-Id");
      server.signal("TERM");
      assertThat(server.awaitExit()).isZero();

      List<Map<String, Object>> lines =
          server.stderr().lines().map(ConfigProcessIT::object).toList();
      for (String logger : List.of("audit", "access")) {
        assertThat(lines)
            .filteredOn(it -> String.valueOf(it.get("logger")).endsWith("." + logger))
            .singleElement(InstanceOfAssertFactories.MAP)
            .containsKey("request_id");
      }
      // That of the outage may be among them: whichever thread notices it first logs it.
      assertThat(lines)
          .filteredOn(it -> it.containsKey("request_id"))
          .hasSizeLessThanOrEqualTo(3)
          .allSatisfy(
              line ->
                  assertThat(line)
                      .containsEntry("request_id", id)
                      .containsEntry("trace_id", TRACE));
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(String line) {
    assertThat(line.split("\"request_id\"", -1)).as("told twice: %s", line).hasSizeLessThan(3);
    return JsonMapper.shared().readValue(line, Map.class);
  }
}
