package dev.usertemplate.http.token;

import dev.usertemplate.core.RequiredProgram;
import dev.usertemplate.http.Patience;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real OpenStack Keystone in a temporary folder, started once for all tests of a JVM and stopped
 * with it. Its domain is {@code Default}; names of users and projects are made unique.
 */
public final class Keystone {
  private static final String ADMIN_PASSWORD = "sesame-" + UUID.randomUUID();
  private static final String[] SERVER = {
    "keystone-wsgi-public", "--host", "127.0.0.1", "--port", "0"
  };
  private static final String WRITE_AHEAD =
      "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('pragma journal_mode=wal')";
  private static final String DOMAIN_ID = "default";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();
  private final URI uri;
  private final String admin;

  /** A user of a test's own. */
  public record User(String id, String name, String password) {}

  /** A project of a test's own. */
  public record Project(String id, String name) {}

  /** The running one; skips the test where Keystone is not installed. */
  public static Keystone shared() {
    RequiredProgram.need("keystone-manage");
    RequiredProgram.need("keystone-wsgi-public");
    return Shared.KEYSTONE;
  }

  /** Started when it is first asked for, and not again if that fails. */
  private static final class Shared {
    static final Keystone KEYSTONE = new Keystone();
  }

  private Keystone() {
    try {
      folder = Files.createTempDirectory("keystone");
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
      Path settings = settings(Duration.ofHours(1));
      Process keys =
          start(
              settings,
              "keystone-manage",
              "fernet_setup",
              "--keystone-user",
              Files.getAttribute(folder, "unix:uid").toString(),
              "--keystone-group",
              Files.getAttribute(folder, "unix:gid").toString());
      await(start(settings, "keystone-manage", "db_sync"));
      await(keys);
      // Otherwise SQLite lets nobody write while somebody has read and not finished yet.
      await(
          start(settings, "python3", "-c", WRITE_AHEAD, folder.resolve("keystone.db").toString()));
      await(
          start(settings, "keystone-manage", "bootstrap", "--bootstrap-password", ADMIN_PASSWORD));
      uri = address(start(settings, SERVER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> project = Map.of("name", "admin", "domain", Map.of("id", DOMAIN_ID));
    admin = login(uri, new User("", "admin", ADMIN_PASSWORD), Map.of("project", project));
  }

  /** Where it listens, without a path. */
  public URI uri() {
    return uri;
  }

  /** The administrator's, which may validate any token. */
  public ServiceCredentials serviceCredentials() {
    return new ServiceCredentials("admin", "Default", ADMIN_PASSWORD, "admin", "Default");
  }

  /** A new project. */
  public Project newProject() {
    String name = unique("project");
    return new Project(create("project", Map.of("name", name, "domain_id", DOMAIN_ID)), name);
  }

  /** A new user without any role. */
  public User newUser() {
    String name = unique("user");
    String password = unique("password");
    Map<String, Object> user = Map.of("name", name, "password", password, "domain_id", DOMAIN_ID);
    return new User(create("user", user), name, password);
  }

  /** A new user with these roles in the project; roles that do not exist yet are created. */
  public User newUser(String projectId, String... roles) {
    User user = newUser();
    for (String role : roles) {
      assign("/projects/" + projectId, user, role);
    }
    return user;
  }

  /** Gives a role in the domain that all users and projects are in. */
  public void assignInDomain(User user, String role) {
    assign("/domains/" + DOMAIN_ID, user, role);
  }

  /** A token that is good for the project. */
  public String token(User user, String projectId) {
    return login(uri, user, Map.of("project", Map.of("id", projectId)));
  }

  /** A token that is good for the domain. */
  public String domainToken(User user) {
    return login(uri, user, Map.of("domain", Map.of("id", DOMAIN_ID)));
  }

  /** A token that is good for nothing in particular. */
  public String unscopedToken(User user) {
    return login(uri, user, "unscoped");
  }

  /**
   * A token that has just expired.
   *
   * <p>It comes from another process on the same data, which then ends: SQLite lets nobody write
   * while it lives.
   */
  public String expiredToken(User user, String projectId) {
    try {
      Process process = start(settings(Duration.ofSeconds(1)), SERVER);
      URI where = address(process);
      String token = login(where, user, Map.of("project", Map.of("id", projectId)));
      process.destroyForcibly().waitFor();
      HttpRequest question = request("/auth/tokens").header("X-Subject-Token", token).build();
      Patience.await("expiry").until(() -> send(question).statusCode() == 404);
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes a token worthless. */
  public void revoke(String token) {
    send(request("/auth/tokens").header("X-Subject-Token", token).DELETE(), 204);
  }

  /** Makes all tokens of a user worthless. */
  public void disable(User user) {
    String body = JSON.writeValueAsString(Map.of("user", Map.of("enabled", false)));
    send(request("/users/" + user.id()).method("PATCH", BodyPublishers.ofString(body)), 200);
  }

  private Path settings(Duration life) throws IOException {
    return Files.writeString(
        folder.resolve("keystone-%s.conf".formatted(life.toSeconds())),
        """
        [DEFAULT]
        log_file = %1$s/keystone.log
        [database]
        connection = sqlite:///%1$s/keystone.db
        sqlite_synchronous = false
        [fernet_tokens]
        key_repository = %1$s/keys
        [fernet_receipts]
        key_repository = %1$s/keys
        [identity]
        password_hash_rounds = 4
        [token]
        expiration = %2$s
        """
            .formatted(folder, life.toSeconds()));
  }

  private URI address(Process process) throws IOException {
    BufferedReader stdout = process.inputReader(StandardCharsets.UTF_8);
    String available = "Available at ";
    String line = stdout.readLine();
    while (line != null && !line.startsWith(available)) {
      line = stdout.readLine();
    }
    if (line == null) {
      throw failed("keystone-wsgi-public did not start");
    }
    // It names the host as the system's list of hosts does.
    int port = URI.create(line.substring(available.length())).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  private Process start(Path settings, String... command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("OS_KEYSTONE_CONFIG_FILES", settings.toString());
    if (command[0].equals("keystone-manage")) {
      builder.command().addAll(1, List.of("--config-file", settings.toString()));
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    }
    // It logs each request there.
    builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("stderr.log").toFile()));
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  private void await(Process process) throws IOException {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw failed("A program failed");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private IllegalStateException failed(String what) throws IOException {
    return new IllegalStateException(what + ": " + Files.readString(folder.resolve("stderr.log")));
  }

  private void assign(String where, User user, String role) {
    String path = "%s/users/%s/roles/%s".formatted(where, user.id(), roleId(role));
    send(request(path).PUT(BodyPublishers.noBody()), 204);
  }

  private String roleId(String name) {
    JsonNode roles = JSON.readTree(send(request("/roles?name=" + name), 200).body()).path("roles");
    return roles.isEmpty()
        ? create("role", Map.of("name", name))
        : roles.get(0).path("id").stringValue();
  }

  private String create(String kind, Map<String, Object> members) {
    String body = JSON.writeValueAsString(Map.of(kind, members));
    HttpRequest.Builder request = request("/" + kind + "s").POST(BodyPublishers.ofString(body));
    return JSON.readTree(send(request, 201).body()).path(kind).path("id").stringValue();
  }

  private String login(URI where, User user, Object scope) {
    Map<String, Object> who =
        Map.of("name", user.name(), "password", user.password(), "domain", Map.of("id", DOMAIN_ID));
    Map<String, Object> identity =
        Map.of("methods", List.of("password"), "password", Map.of("user", who));
    String body =
        JSON.writeValueAsString(Map.of("auth", Map.of("identity", identity, "scope", scope)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(where + "/v3/auth/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return send(request, 201).headers().firstValue("X-Subject-Token").orElseThrow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(uri + "/v3" + path))
        .header("Content-Type", "application/json")
        .header("X-Auth-Token", admin);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, int expected) {
    try {
      HttpResponse<String> answer = send(request.build());
      if (answer.statusCode() != expected) {
        throw new IllegalStateException("Keystone: " + answer + " " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      // It closes each connection after the answer, perhaps just when the next request comes.
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static String unique(String word) {
    return word + "-" + UUID.randomUUID();
  }

  private void stop() {
    processes.forEach(Process::destroyForcibly);
    try {
      for (Process process : processes) {
        process.waitFor();
      }
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
