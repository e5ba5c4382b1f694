package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's judgement of the description of the API: a linter's, with all of its rules. */
@Tag("any-jdk")
class ApiDescriptionIT {
  @Test
  void a_linter_finds_nothing_in_what_the_server_hands_out(@TempDir Path folder) throws Exception {
    RequiredProgram.need("node");
    RequiredProgram.need("npm");
    Tools.installFromNpm("spectral", folder);
    try (TestServer server = new TestServer(Map.of())) {
      for (String name : List.of("openapi.json", "openapi.yaml")) {
        Files.write(folder.resolve(name), server.get("/" + name).body());
      }
    }
    Path ruleset = Path.of("src", "test", "resources", "spectral", "ruleset.yaml");
    List<String> lint =
        List.of(
            "node_modules/.bin/spectral",
            "lint",
            "--ruleset",
            ruleset.toAbsolutePath().toString(),
            "--fail-severity",
            "hint",
            "--fail-on-unmatched-globs");

    assertThat(Tools.run(Duration.ofMinutes(3), folder, lint, "openapi.json", "openapi.yaml"))
        .contains("No results with a severity of 'hint' or higher found!");
  }
}
