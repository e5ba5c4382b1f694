package dev.usertemplate.http;

import static dev.usertemplate.http.Answers.json;
import static dev.usertemplate.http.Signed.ALICE;
import static dev.usertemplate.http.Signed.BOB;
import static dev.usertemplate.http.Signed.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import com.huaweicloud.sdk.core.http.HttpMethod;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookFormat;
import dev.usertemplate.http.DescribedApi.Answer;
import dev.usertemplate.http.DescribedApi.Operation;
import dev.usertemplate.http.token.MovableClock;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every answer that the description lets expect of an operation is given by a real server. That the
 * answers are as described, {@link TestServer} looks at for all tests.
 */
class DescribedAnswersTest {
  private static final List<Operation> ALL = List.copyOf(DescribedApi.operations().values());
  private static final String TOO_LONG = "x".repeat(70_000);
  private static final String DECODE = "DecodeAuthorizationMessage";

  /** What is answered so is no operation: another path, or another method. */
  private static final Set<String> NO_OPERATION = Set.of("404", "405");

  /** They do nothing that a test could make fail. */
  private static final Set<String> NEVER_FAIL =
      Set.of(
          DECODE,
          "ListMetrics",
          "ListMetricsHeaders",
          "ShowWebPage",
          "ShowWebPageHeaders",
          "ShowWebPageFile",
          "ShowWebPageFileHeaders",
          "ShowDescriptionAsJson",
          "ShowDescriptionAsJsonHeaders",
          "ShowDescriptionAsYaml",
          "ShowDescriptionAsYamlHeaders");

  private final Set<String> seen = new TreeSet<>();
  @TempDir private Path folder;

  @Test
  void each_of_them_is_given() throws Exception {
    anOpenServerAnswers();
    aGuardedServerAnswers();
    aServerAnswersTooManyStrangers();
    aFullServerAnswers();
    aFaultyServerAnswers();
    aStoppingServerAnswers();

    assertThat(seen)
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream()
                .flatMap(
                    operation ->
                        operation.statuses().stream()
                            .filter(status -> !NO_OPERATION.contains(status))
                            .filter(
                                status ->
                                    !status.equals("500") || !NEVER_FAIL.contains(operation.id()))
                            .map(status -> operation.id() + " " + status))
                .toList());
  }

  private void anOpenServerAnswers() {
    try (TestServer server = new TestServer(Map.of(Setting.MAX_UPLOAD, "1"))) {
      for (Operation operation : open()) {
        assertThat(send(server, operation, exampleQuery(operation)).statusCode())
            .as(operation.id())
            .isEqualTo(200);
        send(server, operation, "", "If-None-Match", "*");
        send(server, operation, "", "Accept", Template.MEDIA_TYPE);
        send(server, operation, "", "X-Forwarded-For", "198.51.100.1");
        if (operation.takesBody()) {
          server.post(operation.examplePath(), new byte[1024 * 1024 + 1]);
          server.post(operation.examplePath(), new byte[1], "Content-Type", "text/plain");
        }
      }
      for (Operation operation : ALL) {
        sendRaw(server, operation, "", "");
        if (operation.takesBody()) {
          // A client that still writes its body might miss the answer.
          sendRaw(server, operation, "?x=" + TOO_LONG, "Host: a\r\n");
          sendRaw(server, operation, "", "Host: a\r\nX-Long: %s\r\n".formatted(TOO_LONG));
        } else {
          send(server, operation, "?x=" + TOO_LONG);
          send(server, operation, "", "X-Long", TOO_LONG);
        }
      }
      seen.addAll(server.seen());
    }
  }

  private void aGuardedServerAnswers() throws Exception {
    try (TestServer server = guarded(Map.of())) {
      for (Operation operation : ALL) {
        send(server, operation, "");
        for (Signed caller : List.of(ALICE, BOB, OWNER)) {
          send(server, operation, "", signed(server, operation, caller));
        }
      }
      HttpResponse<byte[]> denied = server.get(TestServer.PATH, BOB.get(server, TestServer.PATH));
      JsonNode sealed = json(denied).get("encoded_authorization_message");
      String body = "{\"encoded_message\":%s}".formatted(sealed);
      assertThat(MessageDecodingTest.post(server, OWNER, body).statusCode()).isEqualTo(200);
      MessageDecodingTest.post(server, OWNER, "x".repeat(RequestBody.KEPT + 1));
      MessageDecodingTest.post(server, OWNER, "{}", "Content-Type", "text/plain");
      seen.addAll(server.seen());
    }
  }

  private void aServerAnswersTooManyStrangers() throws Exception {
    Map<Setting, String> settings =
        Map.of(Setting.ACCESS, AccessFiles.example(folder).toString(), Setting.RATE_LIMIT, "1");
    // The second in which one request may come does not pass.
    try (TestServer server = new TestServer(settings, new MovableClock())) {
      for (Operation operation : ALL) {
        send(server, operation, "");
        send(server, operation, "");
      }
      seen.addAll(server.seen());
    }
  }

  private void aFullServerAnswers() throws Exception {
    HeldRenderer renderer = new HeldRenderer();
    try (TestServer server =
            new TestServer(renderer, Duration.ofSeconds(10), Map.of(Setting.MAX_REQUESTS, "1"));
        Socket first = DrainingTest.call(server.port())) {
      renderer.awaitAsked();
      ALL.forEach(operation -> send(server, operation, ""));
      renderer.letGo();
      assertThat(first.getInputStream().read()).isEqualTo('H');
      seen.addAll(server.seen());
    }
  }

  private void aFaultyServerAnswers() {
    try (TestServer server =
        new TestServer(
            request -> {
              throw new IllegalStateException("not really");
            })) {
      open().forEach(operation -> send(server, operation, ""));
      seen.addAll(server.seen());
    }
    try (TestServer server = new TestServer(new CheckUsers(new Faulty()), Map.of())) {
      open().forEach(operation -> send(server, operation, ""));
      seen.addAll(server.seen());
    }
  }

  private void aStoppingServerAnswers() throws Exception {
    TestServer server = new TestServer(Map.of(Setting.SHUTDOWN_DELAY, "60"));
    Thread stopping = server.stopping();
    open().stream()
        .filter(operation -> operation.path().startsWith("/health/"))
        .forEach(operation -> send(server, operation, ""));
    stopping.interrupt();
    stopping.join();
    seen.addAll(server.seen());
  }

  private TestServer guarded(Map<Setting, String> more) throws Exception {
    Map<Setting, String> settings = new EnumMap<>(Setting.class);
    settings.putAll(more);
    settings.put(Setting.ACCESS, AccessFiles.example(folder).toString());
    return new TestServer(settings);
  }

  /** Those that a server without access control has. */
  private static List<Operation> open() {
    return ALL.stream().filter(operation -> !operation.id().equals(DECODE)).toList();
  }

  private static HttpResponse<byte[]> send(
      TestServer server, Operation operation, String query, String... headers) {
    return operation.takesBody()
        ? server.post(operation.examplePath() + query, body(operation), headers)
        : server.send(operation.method(), operation.examplePath() + query, headers);
  }

  /** What the web server itself refuses. */
  private void sendRaw(TestServer server, Operation operation, String query, String headers) {
    String request =
        "%s %s HTTP/1.1\r\n%s\r\n"
            .formatted(operation.method(), operation.examplePath() + query, headers);
    seen.add(DescribedApi.assertExpected(operation, Answer.of(server.raw(request))));
  }

  private static byte[] body(Operation operation) {
    return operation.id().equals(DECODE)
        ? "{\"encoded_message\":\"AAAA\"}".getBytes(StandardCharsets.UTF_8)
        : Workbooks.withOneMistake();
  }

  private static String[] signed(TestServer server, Operation operation, Signed caller) {
    return operation.takesBody()
        ? caller.post(server, operation.examplePath(), body(operation))
        : caller.headers(
            server, HttpMethod.valueOf(operation.method()), operation.examplePath(), Map.of(), "");
  }

  /** The examples of all parameters in the query. */
  private static String exampleQuery(Operation operation) {
    return DescribedApi.parameters(operation).stream()
        .filter(parameter -> parameter.get("in").stringValue().equals("query"))
        .map(
            parameter ->
                parameter.get("name").stringValue()
                    + "="
                    + URLEncoder.encode(
                        parameter.get("example").asString(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", "?", ""));
  }

  /** A format with a fault that nobody thought of. */
  private static final class Faulty implements WorkbookFormat {
    @Override
    public ReadableWorkbook open(SeekableByteChannel file, Limits limits) {
      throw new IllegalStateException("not really");
    }

    @Override
    public void mark(SeekableByteChannel file, Marks marks, OutputStream out) {
      throw new IllegalStateException("not really");
    }

    @Override
    public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out) {
      throw new IllegalStateException("not really");
    }
  }
}
