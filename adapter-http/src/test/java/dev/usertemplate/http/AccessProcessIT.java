package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The packaged server, told who may call. */
@Tag("any-jdk")
class AccessProcessIT {
  private static final Map<String, String> NO_VARIABLES = Map.of();

  @TempDir Path folder;

  @Test
  void whoever_wants_to_be_reachable_by_everybody_says_so() throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            Map.of("USER_TEMPLATE_ALLOW_ANONYMOUS", "true"), "--host=0.0.0.0", "--port=0")) {
      URI uri = server.awaitListening();
      assertThat(uri.toString()).startsWith("http://0.0.0.0:");
      assertThat(server.stderr()).contains("WARN", "NO ACCESS CONTROL");
    }
  }

  @Test
  void with_access_control_but_without_tls_it_warns_whom_others_can_reach() throws Exception {
    String access = AccessFiles.example(folder).toString();
    try (ServerProcess far =
            ServerProcess.start(NO_VARIABLES, "--host=0.0.0.0", "--port=0", "--access", access);
        ServerProcess near = ServerProcess.start(NO_VARIABLES, "--port=0", "--access", access)) {
      far.awaitListening();
      near.awaitListening();
      assertThat(far.stderr()).contains("WARN", "NO TLS");
      assertThat(near.stderr()).doesNotContain("WARN");
    }
  }

  @Test
  void a_broken_access_file_stops_the_start_with_its_line() throws Exception {
    Path file =
        AccessFiles.write(
            folder.resolve("access.yaml"),
            AccessFiles.EXAMPLE.replace("policies: [ReadOnlyAccess]", "policies: [AllAccess]"));
    try (ServerProcess server =
        ServerProcess.start(NO_VARIABLES, "--port=0", "--access", file.toString())) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .startsWith("--access: %s:9: principals[0].policies[0]".formatted(file))
          .contains("FullAccess");
      assertThat(server.restOfStdout()).isEmpty();
    }
  }

  @Test
  void an_access_file_that_everybody_can_read_is_refused() throws Exception {
    Path file = AccessFiles.example(folder);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    try (ServerProcess server =
        ServerProcess.start(Map.of("USER_TEMPLATE_ACCESS", file.toString()), "--port=0")) {
      assertThat(server.awaitExit()).isEqualTo(2);
      assertThat(server.stderr())
          .startsWith("Environment variable USER_TEMPLATE_ACCESS: " + file)
          .contains("chmod o-rw");
    }
  }

  @Test
  void changes_of_the_access_file_hold_within_seconds_and_broken_ones_do_not() throws Exception {
    Path file = AccessFiles.example(folder);
    try (ServerProcess server =
        ServerProcess.start(
            NO_VARIABLES, "--port=0", "--log-format=json", "--access", file.toString())) {
      URI uri = server.awaitListening();
      assertThat(status(uri, Signed.ALICE)).isEqualTo(200);

      AccessFiles.write(file, AccessFiles.EXAMPLE.replace("alice-secret-1", "alice-secret-2"));
      Signed renewed = new Signed("ALICE000000000000001", "alice-secret-2");
      awaitLog(server, "read again", 1);
      assertThat(status(uri, renewed)).isEqualTo(200);
      assertThat(status(uri, Signed.ALICE)).isEqualTo(401);

      AccessFiles.write(file, AccessFiles.EXAMPLE + "\n  broken: [");
      awaitLog(server, "stay as they were", 1);
      assertThat(status(uri, renewed)).isEqualTo(200);

      AccessFiles.write(file, AccessFiles.EXAMPLE);
      awaitLog(server, "read again", 2);
      assertThat(status(uri, Signed.ALICE)).isEqualTo(200);
      server.signal("TERM");
      assertThat(server.awaitExit()).isZero();

      List<JsonNode> lines =
          server.stderr().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
      assertThat(lines.toString())
          .contains("stay as they were", file + ":", "\"principal\":\"alice\"")
          .doesNotContain("alice-secret");
    }
  }

  /** Waits until it has logged these words so many times. */
  private static void awaitLog(ServerProcess server, String words, int times) {
    await(words).until(() -> server.stderr().split(words, -1).length == times + 1);
  }

  private static int status(URI uri, Signed caller) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri.resolve(PATH))
            .headers(caller.headers(uri, HttpMethod.GET, PATH, Map.of(), ""))
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
