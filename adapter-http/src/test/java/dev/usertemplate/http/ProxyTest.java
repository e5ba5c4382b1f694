package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.usertemplate.core.RequiredProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the configurations of the docs do with single requests, in the real proxies. */
class ProxyTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder;

  /** The two proxies. */
  enum Kind {
    HAPROXY,
    NGINX;

    Proxy start(Path folder, int port) throws Exception {
      List<Proxy.Target> targets = Collections.nCopies(3, new Proxy.Target(port, port));
      return this == HAPROXY ? Proxy.haproxy(folder, targets) : Proxy.nginx(folder, targets);
    }
  }

  @Test
  void haproxy_takes_its_configuration_without_a_warning() throws Exception {
    Path program = RequiredProgram.need("haproxy");
    Proxy.certificate(folder);
    Path config = folder.resolve("haproxy.cfg");
    Files.writeString(config, Proxy.haproxyConfig(folder, Proxy.freePort()));
    assertThat(Tools.run(folder, List.of(program.toString(), "-c", "-f", config.toString())))
        .contains("Configuration file is valid")
        .doesNotContain("WARNING");
  }

  @Test
  void nginx_takes_its_configuration_without_a_warning() throws Exception {
    Path program = RequiredProgram.need("nginx");
    Proxy.certificate(folder);
    Path config = folder.resolve("nginx.conf");
    Files.writeString(config, Proxy.nginxConfig(folder, Proxy.freePort()));
    assertThat(Tools.run(folder, List.of(program.toString(), "-t", "-c", config.toString())))
        .contains("test is successful")
        .doesNotContain("[warn]");
  }

  @ParameterizedTest
  @EnumSource
  void health_and_metrics_are_nothing_to_callers(Kind kind) throws Exception {
    try (TestServer server = new TestServer();
        Proxy proxy = kind.start(folder, server.port())) {
      for (String path :
          List.of(
              "/metrics",
              "/health",
              "/health/live",
              "/health/ready",
              "/health/ready?x=1",
              "/METRICS",
              "/metrics/",
              "/%6detrics",
              "//metrics",
              "/./metrics",
              "/v2/../metrics",
              "/%68ealth/ready")) {
        RawAnswer answer = call(proxy, Load.request("GET", path, NOTHING));
        assertThat(answer.status()).as(path).isIn(400, 404);
      }
      assertError(call(proxy, Load.request("GET", "/health/ready", NOTHING)), ApiError.NOT_FOUND);
      assertThat(call(proxy, Load.request("GET", TestServer.PATH, NOTHING)).status())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void who_calls_and_which_host_they_meant_is_said_by_the_proxy_alone(Kind kind) throws Exception {
    Map<String, List<String>> seen = new ConcurrentHashMap<>();
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/v2",
        exchange -> {
          seen.putAll(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
          exchange.close();
        });
    echo.createContext("/health", exchange -> exchange.sendResponseHeaders(200, -1));
    echo.start();
    try (Proxy proxy = kind.start(folder, echo.getAddress().getPort())) {
      byte[] request =
          Load.request(
              "GET",
              "/v2/p/users/template/download?language=zh_CN",
              NOTHING,
              "X-Forwarded-For: 198.51.100.7",
              "X-Forwarded-Host: elsewhere.example.com",
              "X-Sdk-Date: 20260210T080000Z",
              "Authorization: SDK-HMAC-SHA256 Access=a, SignedHeaders=host, Signature=b");
      assertThat(call(proxy, request).status()).isEqualTo(200);
    } finally {
      echo.stop(0);
    }
    assertThat(seen)
        .containsEntry("Host", List.of("localhost"))
        .containsEntry("X-forwarded-for", List.of("127.0.0.1"))
        .containsEntry("X-forwarded-host", List.of("localhost"))
        .containsEntry("X-sdk-date", List.of("20260210T080000Z"))
        .containsKey("Authorization");
  }

  @ParameterizedTest
  @EnumSource
  void a_token_may_be_as_long_as_the_server_takes_it(Kind kind) throws Exception {
    try (TestServer server = new TestServer();
        Proxy proxy = kind.start(folder, server.port())) {
      byte[] request =
          Load.request("GET", TestServer.PATH, NOTHING, "X-Auth-Token: " + "t".repeat(40_000));
      assertThat(call(proxy, request).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void uploads_are_limited_by_the_server_and_what_exceeds_all_limits_is_413(Kind kind)
      throws Exception {
    int mb = 1024 * 1024;
    byte[] workbook = Workbooks.large(3, 15 * mb);
    try (TestServer server = new TestServer();
        Proxy proxy = kind.start(folder, server.port())) {
      RawAnswer checked = call(proxy, Load.request("POST", WorkbookCheckTest.PATH, workbook));
      assertThat(checked.status()).as(checked.body()).isEqualTo(200);
      assertThat(checked.body()).contains("\"users\":3");

      for (String length :
          List.of("Content-Length: " + 33 * mb / 2, "Content-Length: " + 18 * mb)) {
        String head =
            "POST %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
                .formatted(WorkbookCheckTest.PATH, length);
        assertError(call(proxy, head.getBytes(StandardCharsets.US_ASCII)), ApiError.BODY_TOO_LARGE);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void without_any_server_callers_are_told_to_come_back(Kind kind) throws Exception {
    try (Proxy proxy = kind.start(folder, Proxy.freePort())) {
      RawAnswer answer = call(proxy, Load.request("GET", TestServer.PATH, NOTHING));
      assertError(answer, ApiError.UNAVAILABLE);
      assertThat(answer.header("Retry-After")).matches("\\d+");
    }
  }

  @Test
  void errors_of_the_proxies_have_the_form_of_the_api() throws Exception {
    String configs = Proxy.haproxyConfig(folder, 1) + Proxy.nginxConfig(folder, 1);
    List<JsonNode> bodies =
        Pattern.compile("'(\\{.*\\})'")
            .matcher(configs)
            .results()
            .map((MatchResult body) -> JsonMapper.shared().readTree(body.group(1)))
            .toList();
    assertThat(bodies).hasSizeGreaterThanOrEqualTo(7);
    for (JsonNode body : bodies) {
      assertThat(Stream.of(ApiError.NOT_FOUND, ApiError.UNAVAILABLE, ApiError.BODY_TOO_LARGE))
          .as(body.toString())
          .anyMatch(error -> isOf(body, error));
    }
  }

  private static void assertError(RawAnswer answer, ApiError error) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(error.status());
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode body = JsonMapper.shared().readTree(answer.body());
    assertThat(isOf(body, error)).as(answer.body()).isTrue();
  }

  private static boolean isOf(JsonNode body, ApiError error) {
    return body.get("error_code").stringValue().equals(error.code())
        && body.get("error_msg").stringValue().equals(error.message())
        && !body.get("error_detail").stringValue().isBlank();
  }

  private static RawAnswer call(Proxy proxy, byte[] request) throws Exception {
    try (KeptConnection caller = new KeptConnection(proxy.sockets(), proxy.port())) {
      caller.send(request);
      return caller.read();
    } catch (IOException e) {
      throw new AssertionError(proxy.log(), e);
    }
  }
}
