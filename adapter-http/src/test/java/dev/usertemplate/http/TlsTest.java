package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {
  @TempDir Path folder;
  private Path certificate;
  private Path key;

  @BeforeEach
  void name_files() {
    certificate = folder.resolve("server.pem");
    key = folder.resolve("server.key");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void it_serves_https_with_keys_of_every_common_form(boolean ec, boolean traditional)
      throws Exception {
    Pem pem = ec ? Pem.ec() : Pem.rsa();
    pem.writeCertificate(certificate);
    if (traditional) {
      pem.writeTraditionalKey(key);
    } else {
      pem.writeKey(key);
    }
    try (TestServer server = new TestServer(settings())) {
      assertThat(server.uri().getScheme()).isEqualTo("https");
      for (HttpClient.Version version : HttpClient.Version.values()) {
        HttpResponse<byte[]> answer = get(Pem.trusting(pem), server.uri(), version);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).startsWith('P', 'K');
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
      }
    }
  }

  @Test
  void it_speaks_tls_1_2_and_1_3_and_nothing_older() throws Exception {
    Pem pem = Pem.ec();
    pem.serveFrom(folder);
    SslContextFactory.Server factory = Tls.contextFactory();
    factory.setKeyStore(new Tls(certificate, key).keyStore());
    factory.start();
    assertThat(factory.getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
    factory.stop();
    try (TestServer server = new TestServer(settings())) {
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        try (SSLSocket socket =
            (SSLSocket)
                Pem.trusting(pem).getSocketFactory().createSocket("127.0.0.1", server.port())) {
          socket.setEnabledProtocols(new String[] {protocol});
          socket.startHandshake();
          assertThat(socket.getSession().getProtocol()).isEqualTo(protocol);
        }
      }
    }
  }

  @Test
  void renewed_files_are_taken_without_a_restart_and_broken_ones_are_not() throws Exception {
    Pem before = Pem.ec();
    Pem after = Pem.rsa();
    before.serveFrom(folder);
    try (TestServer server = new TestServer(settings());
        CapturedLog log = new CapturedLog(folder)) {
      assertThat(serves(before, server)).isTrue();

      after.writeCertificate(certificate);
      awaitLog(log, "The certificate stays as it was");
      assertThat(serves(before, server)).as("the key does not belong to it yet").isTrue();

      after.writeKey(key);
      awaitLog(log, "New connections are served with the certificate");
      assertThat(serves(after, server)).isTrue();
      assertThat(serves(before, server)).isFalse();
    }
  }

  private static void awaitLog(CapturedLog log, String begin) {
    await(begin)
        .until(
            () ->
                log.events().stream()
                    .anyMatch(event -> event.getFormattedMessage().startsWith(begin)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no certificate|server.pem does not exist",
        "no key|server.key does not exist",
        "empty certificate|server.pem holds no certificate",
        "empty key|server.key holds no private key",
        "foreign key|server.key holds another key than that of the first certificate",
        "unlinked chain|server.pem holds certificates that do not follow from one another",
        "broken certificate|server.pem holds a malformed certificate",
        "broken key|server.key holds a malformed private key",
        "only a certificate|Both"
      })
  void files_that_are_no_use_stop_the_start_with_a_reason(String fault) throws Exception {
    Pem pem = Pem.ec();
    pem.serveFrom(folder);
    String name = fault.substring(0, fault.indexOf('|'));
    switch (name) {
      case "no certificate" -> Files.delete(certificate);
      case "no key" -> Files.delete(key);
      case "empty certificate" -> Files.writeString(certificate, "");
      case "empty key" -> Files.writeString(key, "");
      case "unlinked chain" -> {
        Path other = folder.resolve("other.pem");
        Pem.ec("another").writeCertificate(other);
        Files.writeString(certificate, Files.readString(certificate) + Files.readString(other));
      }
      case "foreign key" -> Pem.ec().writeKey(key);
      case "broken certificate" ->
          Files.writeString(certificate, Files.readString(certificate).replaceAll("[A-M]", "b"));
      case "broken key" -> Files.writeString(key, Files.readString(key).replaceAll("[a-m]", "B"));
      default -> {
        // The settings say it.
      }
    }
    Map<Setting, String> settings =
        name.startsWith("only")
            ? Map.of(Setting.TLS_CERTIFICATE, certificate.toString())
            : settings();

    assertThatThrownBy(() -> new TestServer(settings).close())
        .isInstanceOfSatisfying(
            SettingException.class,
            e ->
                assertThat(e.setting())
                    .isEqualTo(
                        fault.contains("server.pem") ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY))
        .hasMessageContaining(fault.substring(fault.indexOf('|') + 1));
  }

  private Map<Setting, String> settings() {
    return Map.of(Setting.TLS_CERTIFICATE, certificate.toString(), Setting.TLS_KEY, key.toString());
  }

  private static boolean serves(Pem pem, TestServer server) throws Exception {
    try {
      return get(Pem.trusting(pem), server.uri(), HttpClient.Version.HTTP_1_1).statusCode() == 200;
    } catch (javax.net.ssl.SSLException e) {
      return false;
    }
  }

  private static HttpResponse<byte[]> get(SSLContext tls, URI uri, HttpClient.Version version)
      throws Exception {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .version(version)
        .connectTimeout(Duration.ofSeconds(10))
        .build()
        .send(
            HttpRequest.newBuilder(uri.resolve(PATH)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
  }
}
