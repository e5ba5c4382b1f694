package dev.usertemplate.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.usertemplate.http.signature.AuthorizationHeader;
import dev.usertemplate.http.signature.SignatureRefusedException;
import dev.usertemplate.http.signature.SignatureVerifier;
import dev.usertemplate.http.signature.SignedRequest;
import dev.usertemplate.http.signature.SigningKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands in for the cloud: takes users from who signs with the key. */
final class SigningCloud implements AutoCloseable {
  private final SigningKey key;
  private final HttpServer server;
  private final List<String> bodies = new CopyOnWriteArrayList<>();

  SigningCloud(String accessKey, String secretKey, String project) throws IOException {
    key = SigningKey.permanent(accessKey, secretKey);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v2/" + project + "/users/batch-create", this::create);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What it was sent with a good signature. */
  List<String> bodies() {
    return bodies;
  }

  private void create(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      int status = 200;
      try {
        SignedRequest request =
            new SignedRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestURI().getRawQuery(),
                name ->
                    Optional.ofNullable(exchange.getRequestHeaders().get(name)).orElse(List.of()),
                body);
        AuthorizationHeader authorization =
            AuthorizationHeader.parse(exchange.getRequestHeaders().getFirst("Authorization"));
        SignatureVerifier.verify(request, authorization, key, Instant.now());
        bodies.add(new String(body, StandardCharsets.UTF_8));
      } catch (SignatureRefusedException e) {
        status = 401;
      }
      byte[] answer = "{}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
