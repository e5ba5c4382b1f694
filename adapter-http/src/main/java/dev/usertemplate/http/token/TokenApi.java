package dev.usertemplate.http.token;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import tools.jackson.databind.json.JsonMapper;

/** The identity service's {@code /v3/auth/tokens}, without waiting for its answers. */
final class TokenApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client;
  private final URI root;
  private final URI tokens;

  TokenApi(URI service, Duration timeout, Executor executor) {
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            // To another host, a token would be given away.
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .executor(executor)
            .build();
    String base = service.toString().replaceFirst("/*(/v3)?/*$", "");
    this.root = URI.create(base + "/v3");
    this.tokens = URI.create(base + "/v3/auth/tokens");
  }

  /**
   * Asks about a token. Canceling the future ends the exchange.
   *
   * @param own the token that says who asks
   * @param expiredToo whether to describe a token that expired lately, but was never revoked
   * @param headers what the request carries besides
   */
  CompletableFuture<HttpResponse<byte[]>> show(
      String token, String own, boolean expiredToo, Map<String, String> headers) {
    HttpRequest.Builder request =
        request(expiredToo ? "?nocatalog&allow_expired=1" : "?nocatalog")
            .header("X-Auth-Token", own)
            .header("X-Subject-Token", token);
    headers.forEach(request::header);
    return send(request);
  }

  /** Asks what it does not take a token to know. */
  CompletableFuture<HttpResponse<byte[]>> reach() {
    return send(HttpRequest.newBuilder(root).header("Accept", "application/json"));
  }

  /** Asks for a token of this service's own. Canceling the future ends the exchange. */
  CompletableFuture<HttpResponse<byte[]>> issue(ServiceCredentials credentials) {
    Map<String, Object> user =
        Map.of(
            "name", credentials.user(),
            "domain", Map.of("name", credentials.userDomain()),
            "password", credentials.password());
    Map<String, Object> project =
        Map.of(
            "name", credentials.project(),
            "domain", Map.of("name", credentials.projectDomain()));
    Map<String, Object> identity =
        Map.of("methods", List.of("password"), "password", Map.of("user", user));
    Map<String, Object> body =
        Map.of("auth", Map.of("identity", identity, "scope", Map.of("project", project)));
    return send(
        request("?nocatalog")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
  }

  private HttpRequest.Builder request(String query) {
    return HttpRequest.newBuilder(URI.create(tokens + query)).header("Accept", "application/json");
  }

  private CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
    return client.sendAsync(request.build(), head -> new BoundedBody());
  }
}
