package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The packaged server, in what a pod of the manifests would give it. */
@Tag("any-jdk")
class KubernetesProcessIT {
  private static final String PLACEHOLDER = "replace-this-with-a-secret-key";

  @TempDir Path root;

  @Test
  void with_the_settings_and_secrets_of_the_manifests_it_serves_and_takes_renewed_secrets()
      throws Exception {
    Pem first = Pem.ec();
    Path access = root.resolve("etc/user-template/access");
    Path tls = root.resolve("etc/user-template/tls");
    update(access, "1", accessFiles(PLACEHOLDER));
    update(tls, "1", tlsFiles(first));
    Files.createDirectories(root.resolve("var/spool/user-template"));
    int managementPort = Proxy.freePort();

    try (ServerProcess server = ServerProcess.start(environment(managementPort))) {
      URI uri = URI.create("https://localhost:" + server.awaitListening().getPort());
      for (String probe : new String[] {"startupProbe", "livenessProbe", "readinessProbe"}) {
        String path =
            Manifests.only("Deployment")
                .at("/spec/template/spec/containers/0/" + probe + "/httpGet/path")
                .stringValue();
        assertThat(status(URI.create("http://127.0.0.1:" + managementPort + path))).isEqualTo(200);
      }
      assertThat(status(first, uri, PLACEHOLDER)).isEqualTo(200);
      assertThat(status(first, uri, "another-secret")).isEqualTo(401);

      update(access, "2", accessFiles("renewed-secret-key"));
      awaitLog(server, "read again");
      assertThat(status(first, uri, "renewed-secret-key")).isEqualTo(200);
      assertThat(status(first, uri, PLACEHOLDER)).isEqualTo(401);

      Pem second = Pem.ec();
      update(tls, "2", tlsFiles(second));
      awaitLog(server, "New connections are served with the certificate that is now in");
      assertThat(status(second, uri, "renewed-secret-key")).isEqualTo(200);
      assertThat(server.stderr()).doesNotContain("NO TLS", "stay as they were", "ERROR");
    }
  }

  private static void awaitLog(ServerProcess server, String line) {
    await("renewed secrets are taken").until(() -> server.stderr().contains(line));
  }

  /** As the manifests have it, in a folder of the test's own and on ports that are free. */
  private Map<String, String> environment(int managementPort) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    Manifests.settings()
        .forEach(
            (name, value) -> environment.put(name, value.startsWith("/") ? root + value : value));
    environment.put(Setting.PORT.variable(), "0");
    environment.put(Setting.MANAGEMENT_PORT.variable(), Integer.toString(managementPort));
    JsonNode options = Manifests.only("Deployment").at("/spec/template/spec/containers/0/env/0");
    environment.put(options.get("name").stringValue(), options.get("value").stringValue());
    return environment;
  }

  private static Map<String, String> accessFiles(String secretKey) throws IOException {
    JsonNode secret = Manifests.read("secrets.example.yaml").get(0).get("stringData");
    Map<String, String> files = new LinkedHashMap<>();
    secret
        .properties()
        .forEach(
            file ->
                files.put(
                    file.getKey(), file.getValue().stringValue().replace(PLACEHOLDER, secretKey)));
    return files;
  }

  private Map<String, String> tlsFiles(Pem pem) throws IOException {
    Path draft = root.resolve("draft");
    pem.writeCertificate(draft);
    String certificate = Files.readString(draft);
    pem.writeKey(draft);
    return Map.of("tls.crt", certificate, "tls.key", Files.readString(draft));
  }

  /**
   * Mounts a secret, or renews it, as the kubelet does: files are links through a link to a folder
   * of their version, which is swapped.
   */
  private static void update(Path volume, String version, Map<String, String> files)
      throws IOException {
    Path folder = Files.createDirectories(volume.resolve("..version_" + version));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.writeString(path, file.getValue());
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r--r-----"));
      Path link = volume.resolve(file.getKey());
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, Path.of("..data", file.getKey()));
      }
    }
    Path swapped = Files.createSymbolicLink(volume.resolve("..data_tmp"), folder.getFileName());
    Files.move(swapped, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Of a signed download; 0 if the certificate is another one. */
  private static int status(Pem trusted, URI server, String secretKey) throws Exception {
    Signed caller = new Signed("ALICE000000000000001", secretKey);
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve(TestServer.PATH))
            .headers(caller.headers(server, HttpMethod.GET, TestServer.PATH, Map.of(), ""))
            .build();
    HttpClient client = HttpClient.newBuilder().sslContext(Pem.trusting(trusted)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (javax.net.ssl.SSLHandshakeException e) {
      return 0;
    }
  }

  private static int status(URI uri) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
