package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.http.DescribedApi.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;

/**
 * A server on a free port, with a renderer of the test's own, and two ways to call it. Whatever is
 * answered to {@link #send} has to be as the API is described.
 */
final class TestServer implements AutoCloseable {
  static final String PATH = "/v2/0bec5db98280d2d02fd6c00c2de791ce/users/template/download";

  /** Time limits that a test can wait for. */
  static final TimeLimits IMPATIENT =
      new TimeLimits(
          Duration.ofMillis(500),
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofMillis(500),
          TimeLimits.STANDARD.request(),
          TimeLimits.STANDARD.drain());

  private static final CheckUsers CHECK = CheckUsers.withInstalledFormat();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();
  private final Server server;

  /** Serves, for each request, a text that names it. */
  TestServer() {
    this(TestServer::named);
  }

  private static byte[] named(TemplateRequest request) {
    return ("PK workbook for " + request).getBytes(StandardCharsets.UTF_8);
  }

  TestServer(TemplateRenderer renderer) {
    this(renderer, TimeLimits.STANDARD.drain());
  }

  TestServer(TemplateRenderer renderer, Duration drain) {
    this(renderer, drain, Map.of());
  }

  /** With settings of the test's own; the port is any free one. */
  TestServer(Map<Setting, String> settings) {
    this(settings, TimeLimits.STANDARD);
  }

  /** With time limits of the test's own. */
  TestServer(Map<Setting, String> settings, TimeLimits limits) {
    this(TestServer::named, CHECK, settings, limits, Clock.systemUTC());
  }

  /** With a clock of the test's own. */
  TestServer(Map<Setting, String> settings, Clock clock) {
    this(TestServer::named, CHECK, settings, TimeLimits.STANDARD, clock);
  }

  /** With a check of the test's own. */
  TestServer(CheckUsers check, Map<Setting, String> settings) {
    this(TestServer::named, check, settings, TimeLimits.STANDARD, Clock.systemUTC());
  }

  TestServer(TemplateRenderer renderer, Duration drain, Map<Setting, String> settings) {
    this(renderer, CHECK, settings, draining(drain), Clock.systemUTC());
  }

  TestServer(TemplateRenderer renderer, TimeLimits limits) {
    this(renderer, CHECK, Map.of(), limits, Clock.systemUTC());
  }

  private static TimeLimits draining(Duration drain) {
    TimeLimits standard = TimeLimits.STANDARD;
    return new TimeLimits(
        standard.head(),
        standard.body(),
        standard.upload(),
        standard.refused(),
        standard.request(),
        drain);
  }

  private TestServer(
      TemplateRenderer renderer,
      CheckUsers check,
      Map<Setting, String> settings,
      TimeLimits limits,
      Clock clock) {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(settings);
    all.put(Setting.PORT, "0");
    try {
      server = Server.start(new RenderTemplate(renderer), check, all, limits, clock);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  URI uri() {
    return server.uri();
  }

  URI managementUri() {
    return server.managementUri().orElseThrow();
  }

  int port() {
    return server.port();
  }

  /** The described answers that {@link #send} got: ids of operations, with the statuses. */
  Set<String> seen() {
    return seen;
  }

  HttpResponse<byte[]> get(String pathAndQuery, String... headers) {
    return send("GET", pathAndQuery, headers);
  }

  HttpResponse<byte[]> send(String method, String pathAndQuery, String... headers) {
    return send(method, pathAndQuery, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<byte[]> send(String method, String pathAndQuery, String body, String[] headers) {
    return send(method, pathAndQuery, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  HttpResponse<byte[]> post(String pathAndQuery, byte[] body, String... headers) {
    return send("POST", pathAndQuery, HttpRequest.BodyPublishers.ofByteArray(body), headers);
  }

  HttpResponse<byte[]> send(
      String method, String pathAndQuery, HttpRequest.BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(pathAndQuery)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      DescribedApi.assertExpected(method, answer.uri().getRawPath(), Answer.of(answer))
          .ifPresent(seen::add);
      return answer;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends exactly these characters, and answers all that comes until the server hangs up. */
  RawAnswer raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return RawAnswer.parse(answer.toString(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends exactly these characters, and answers what comes first; that says how long it is. */
  RawAnswer first(String request) {
    try (KeptConnection caller = new KeptConnection(SocketFactory.getDefault(), port())) {
      caller.send(request.getBytes(StandardCharsets.ISO_8859_1));
      return caller.read();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A number that it tells of itself, without labels. */
  double metric(String name) {
    Double value = new Exposition(Answers.text(get("/metrics"))).samples().get(name);
    assertThat(value).as(name).isNotNull();
    return value;
  }

  /** Waits until it has exactly so many requests in flight, all others being over. */
  void awaitRequests(int number) {
    await("requests in flight")
        .untilAsserted(() -> assertThat(metric("http_server_requests_active")).isEqualTo(number));
  }

  /** Waits until exactly so many uploads occupy a place; a file goes a moment before its place. */
  void awaitUploads(int number) {
    await("uploads with a place")
        .untilAsserted(() -> assertThat(metric("user_template_uploads_active")).isEqualTo(number));
  }

  /** What the names of its threads begin with. */
  String threadNames() {
    return server.threadNames();
  }

  /** Tells it to stop: it serves on for its delay, or until the thread is interrupted. */
  Thread stop() {
    Thread thread = new Thread(server::close, "stop");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Tells it to stop, and waits until it is not ready any more. */
  Thread stopping() {
    Thread thread = stop();
    await("not ready any more").until(() -> get("/health/ready").statusCode() == 503);
    return thread;
  }

  @Override
  public void close() {
    server.close();
  }
}
