package dev.usertemplate.http.token;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** An identity service that answers as a test wants it to, and counts the questions. */
final class LoopbackService implements AutoCloseable {
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Function<Question, Answer> answers;

  /** What was asked; an absent header is empty. */
  record Question(String method, String uri, String own, String subject, String body) {}

  record Answer(int status, Map<String, String> headers, String body) {
    Answer(int status, String body) {
      this(status, Map.of(), body);
    }
  }

  /** Closes the connection without a word. */
  static final Answer HANG_UP = new Answer(0, "");

  LoopbackService(Function<Question, Answer> answers) {
    this.answers = answers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  /** Answers alike from now on. */
  void answer(Function<Question, Answer> others) {
    answers = others;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<Question> questions() {
    return questions;
  }

  /** How Keystone describes a token, without what nobody reads. */
  static Answer token(Instant expiresAt) {
    return new Answer(
        200,
        """
        {"token": {"user": {"id": "u", "name": "ann", "domain": {"id": "d"}},
        "project": {"id": "p"}, "roles": [{"id": "1", "name": "reader"}], "expires_at": "%s"}}
        """
            .formatted(expiresAt));
  }

  /** An answer to a login. */
  static Answer issued(String token, Instant expiresAt) {
    return new Answer(201, Map.of("X-Subject-Token", token), token(expiresAt).body());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Question question =
          new Question(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              header(exchange, "X-Auth-Token"),
              header(exchange, "X-Subject-Token"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      questions.add(question);
      Answer answer = answers.apply(question);
      if (answer.equals(HANG_UP)) {
        return;
      }
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
