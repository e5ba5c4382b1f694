package dev.usertemplate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stands in for the cloud: takes users in the form of its API from who has the token. */
final class CloudStandIn implements AutoCloseable {
  static final String PROJECT = "0bec5db98280d2d02fd6c00c2de791ce";
  static final String TOKEN = "a-token-of-the-cloud";

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final List<String> created = new CopyOnWriteArrayList<>();

  CloudStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/" + PROJECT + "/users/batch-create", this::create);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The names of the users it was sent. */
  List<String> created() {
    return created;
  }

  private void create(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      boolean welcome =
          exchange.getRequestMethod().equals("POST")
              && TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Auth-Token"))
              && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))
              && body.path("users").size() > 0;
      if (welcome) {
        body.path("users").forEach(user -> created.add(user.path("user_name").asString()));
      }
      byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(welcome ? 200 : 400, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
