package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import dev.usertemplate.core.RequiredProgram;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2, which is spoken over TLS only. */
class Http2Test {
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
  private Map<Setting, String> settings;
  private HttpClient client;

  @BeforeEach
  void certify() throws Exception {
    Pem pem = Pem.ec();
    settings = new EnumMap<>(pem.serveFrom(folder));
    client = HttpClient.newBuilder().sslContext(Pem.trusting(pem)).build();
  }

  @Test
  void callers_are_let_go_without_a_failure_before_it_stops() throws Exception {
    RequiredProgram.need("node");
    settings.put(Setting.SHUTDOWN_DELAY, "60");
    TestServer server = new TestServer(settings);
    Process caller =
        new ProcessBuilder("node", "-e", CALLER, "https://127.0.0.1:" + server.port(), PATH)
            .redirectErrorStream(true)
            .start();
    BufferedReader said = caller.inputReader();
    assertThat(said.readLine()).isEqualTo("begun");

    Thread stopping = server.stop();

    assertThat(said.lines()).singleElement().asString().matches("answers 40, told [1-9]\\d*");
    assertThat(caller.waitFor()).isZero();
    assertThat(stopping.isAlive()).as("it stops only later").isTrue();
    stopping.interrupt();
    stopping.join();
  }

  @Test
  void errors_have_the_same_form() throws Exception {
    try (TestServer server = new TestServer(settings)) {
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve(PATH + "?language=fr")).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).asString().contains("WKS.00211102");
    }
  }

  @Test
  void signatures_and_tokens_of_any_length_work() throws Exception {
    settings.put(Setting.ACCESS, AccessFiles.example(folder).toString());
    try (TestServer server = new TestServer(settings)) {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri().resolve(PATH))
              .headers(Signed.ALICE.get(server, PATH))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).as(new String(answer.body(), UTF_8)).isEqualTo(200);

      HttpResponse<byte[]> longToken =
          client.send(
              HttpRequest.newBuilder(server.uri().resolve(PATH))
                  .header("X-Auth-Token", "t".repeat(40_000))
                  .build(),
              HttpResponse.BodyHandlers.ofByteArray());
      assertThat(longToken.statusCode()).isEqualTo(401);
      assertThat(new String(longToken.body(), UTF_8)).contains("decrypt token fail");
    }
  }

  @Test
  void workbooks_are_checked_also_without_a_length() throws Exception {
    byte[] workbook = Workbooks.large(3, 3_000_000);
    settings.put(Setting.MAX_UPLOAD, "4");
    try (TestServer server = new TestServer(settings)) {
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
  void a_body_is_covered_also_without_a_length() throws Exception {
    settings.put(Setting.ACCESS, AccessFiles.example(folder).toString());
    try (TestServer server = new TestServer(settings)) {
      String body = "{\"encoded_message\":\"AAAA\"}";
      String[] headers =
          Signed.OWNER.headers(server, HttpMethod.POST, MessageDecoding.PATH, Map.of(), body);
      assertThat(stream(server, headers, body)).isEqualTo(400);
      assertThat(stream(server, headers, body.replace("AAAA", "AAAB"))).isEqualTo(401);
      assertThat(stream(server, headers, "")).isEqualTo(401);
    }
  }

  /** Sends a body in pieces; answers the status. */
  private int stream(TestServer server, String[] headers, String body) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
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
}
