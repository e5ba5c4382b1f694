package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.huaweicloud.sdk.core.http.HttpMethod;
import dev.usertemplate.core.RequiredProgram;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
  /**
   * A caller that goes on to another connection when it is told to, as HTTP/2 asks for; older
   * versions of Java's own client give up what is under way.
   */
  private static final String CALLER =
      """
      const http2 = require('node:http2');
      const [url, path] = process.argv.slice(1);
      let session = null, told = 0, answers = 0;
      function connect() {
        session = http2.connect(url, {rejectUnauthorized: false});
        session.on('goaway', () => { told++; session = null; });
      }
      function call() {
        if (session === null) connect();
        const request = session.request({':path': path});
        request.on('response', headers => {
          if (headers[':status'] !== 200) throw new Error('answered ' + headers[':status']);
        });
        request.resume().on('end', () => {
          if (answers++ === 0) console.log('begun');
          if (answers < 40) setTimeout(call, 50);
          else { console.log('answers ' + answers + ', told ' + told); process.exit(); }
        });
      }
      call();
      """;

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
  void callers_over_http_2_are_let_go_without_a_failure_before_it_stops() throws Exception {
    RequiredProgram.need("node");
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
    Map<Setting, String> settings = new EnumMap<>(settings());
    settings.put(Setting.SHUTDOWN_DELAY, "8");
    TestServer server = new TestServer(settings);
    Process caller =
        new ProcessBuilder("node", "-e", CALLER, "https://127.0.0.1:" + server.port(), PATH)
            .redirectErrorStream(true)
            .start();
    BufferedReader said = caller.inputReader();
    assertThat(said.readLine()).isEqualTo("begun");

    CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);

    assertThat(said.lines()).singleElement().asString().matches("answers 40, told [1-9]\\d*");
    assertThat(caller.waitFor()).isZero();
    assertThat(closed).as("it stops only later").isNotDone();
    closed.join();
  }

  @Test
  void it_speaks_tls_1_2_and_1_3_and_nothing_older() throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
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
  void errors_have_the_same_form_over_http_2() throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
    try (TestServer server = new TestServer(settings())) {
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .sslContext(Pem.trusting(pem))
              .build()
              .send(
                  HttpRequest.newBuilder(server.uri().resolve(PATH + "?language=fr")).build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).asString().contains("WKS.00211102");
    }
  }

  @Test
  void signatures_and_tokens_of_any_length_work_over_http_2() throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
    Map<Setting, String> settings = new EnumMap<>(settings());
    settings.put(Setting.ACCESS, AccessFiles.example(folder).toString());
    try (TestServer server = new TestServer(settings)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri().resolve(PATH))
              .headers(Signed.ALICE.get(server, PATH))
              .build();
      HttpResponse<byte[]> answer =
          HttpClient.newBuilder()
              .sslContext(Pem.trusting(pem))
              .build()
              .send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);

      HttpResponse<byte[]> longToken =
          HttpClient.newBuilder()
              .sslContext(Pem.trusting(pem))
              .build()
              .send(
                  HttpRequest.newBuilder(server.uri().resolve(PATH))
                      .header("X-Auth-Token", "t".repeat(40_000))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
      assertThat(longToken.statusCode()).isEqualTo(401);
      assertThat(new String(longToken.body(), UTF_8)).contains("decrypt token fail");
    }
  }

  @Test
  void workbooks_are_checked_over_http_2_also_without_a_length() throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
    byte[] workbook = Workbooks.large(3, 3_000_000);
    Map<Setting, String> settings = new EnumMap<>(settings());
    settings.put(Setting.MAX_UPLOAD, "4");
    try (TestServer server = new TestServer(settings)) {
      HttpClient client = HttpClient.newBuilder().sslContext(Pem.trusting(pem)).build();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(server.uri().resolve(WorkbookCheckTest.PATH));
      for (HttpRequest.BodyPublisher body :
          List.of(
              HttpRequest.BodyPublishers.ofByteArray(workbook),
              HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(workbook)))) {
        HttpResponse<byte[]> answer =
            client.send(request.POST(body).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(Answers.json(answer).at("/rows/users").intValue()).isEqualTo(3);
      }
      HttpRequest large =
          request.POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5_000_000])).build();
      assertThat(client.send(large, HttpResponse.BodyHandlers.ofByteArray()).statusCode())
          .isEqualTo(413);
    }
  }

  @Test
  void a_body_of_http_2_is_covered_also_without_a_length() throws Exception {
    Pem pem = Pem.ec();
    pem.writeCertificate(certificate);
    pem.writeKey(key);
    Map<Setting, String> settings = new EnumMap<>(settings());
    settings.put(Setting.ACCESS, AccessFiles.example(folder).toString());
    try (TestServer server = new TestServer(settings)) {
      String body = "{\"encoded_message\":\"AAAA\"}";
      String[] headers =
          Signed.OWNER.headers(server, HttpMethod.POST, MessageDecoding.PATH, Map.of(), body);
      assertThat(stream(server, pem, headers, body)).isEqualTo(400);
      assertThat(stream(server, pem, headers, body.replace("AAAA", "AAAB"))).isEqualTo(401);
      assertThat(stream(server, pem, headers, "")).isEqualTo(401);
    }
  }

  /** Sends a body in pieces; answers the status. */
  private static int stream(TestServer server, Pem pem, String[] headers, String body)
      throws Exception {
    HttpResponse<byte[]> answer =
        HttpClient.newBuilder()
            .sslContext(Pem.trusting(pem))
            .build()
            .send(
                HttpRequest.newBuilder(server.uri().resolve(MessageDecoding.PATH))
                    .headers(headers)
                    .POST(
                        HttpRequest.BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                    .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    return answer.statusCode();
  }

  @Test
  void renewed_files_are_taken_without_a_restart_and_broken_ones_are_not() throws Exception {
    Pem before = Pem.ec();
    Pem after = Pem.rsa();
    before.writeCertificate(certificate);
    before.writeKey(key);
    try (TestServer server = new TestServer(settings())) {
      assertThat(serves(before, server)).isTrue();

      after.writeCertificate(certificate);
      Thread.sleep(3000);
      assertThat(serves(before, server)).as("the key does not belong to it yet").isTrue();

      after.writeKey(key);
      Instant end = Instant.now().plusSeconds(10);
      while (!serves(after, server) && Instant.now().isBefore(end)) {
        Thread.sleep(100);
      }
      assertThat(serves(after, server)).isTrue();
    }
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
    pem.writeCertificate(certificate);
    pem.writeKey(key);
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
