package dev.usertemplate.http;

import com.huaweicloud.sdk.core.auth.AKSKSignerFactory;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.SigningAlgorithm;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Headers that the vendor's signers make, for requests that the test itself sends. */
final class Signed {
  static final String PROJECT = "0bec5db98280d2d02fd6c00c2de791ce";

  static final Signed ALICE = new Signed("ALICE000000000000001", "alice-secret-1");
  static final Signed BOB = new Signed("BOB00000000000000001", "bob-secret-1");
  static final Signed OWNER = new Signed("OWNER000000000000001", "owner-secret-1");

  private final BasicCredentials credentials;

  Signed(String accessKey, String secretKey) {
    credentials = new BasicCredentials().withAk(accessKey).withSk(secretKey);
  }

  /** For a temporary access key. */
  Signed(String accessKey, String secretKey, String securityToken) {
    this(accessKey, secretKey);
    credentials.setSecurityToken(securityToken);
  }

  /** Of a GET without a query: names and values in turn. */
  String[] get(TestServer server, String path, String... more) {
    return headers(server, HttpMethod.GET, path, Map.of(), "", more);
  }

  String[] headers(
      TestServer server,
      HttpMethod method,
      String path,
      Map<String, List<String>> query,
      String body,
      String... more) {
    return headers(server.uri(), method, path, query, body, more);
  }

  String[] headers(
      URI server,
      HttpMethod method,
      String path,
      Map<String, List<String>> query,
      String body,
      String... more) {
    HttpRequest.HttpRequestBuilder request =
        HttpRequest.newBuilder()
            .withEndpoint(server.toString())
            .withMethod(method)
            .withPath(path)
            .withSigningAlgorithm(SigningAlgorithm.HMAC_SHA256);
    query.forEach(request::addQueryParam);
    if (!body.isEmpty()) {
      request.withBodyAsString(body);
    }
    return sign(request, more);
  }

  /** Of a POST with these bytes. */
  String[] post(TestServer server, String path, byte[] body, String... more) {
    return sign(
        HttpRequest.newBuilder()
            .withEndpoint(server.uri().toString())
            .withMethod(HttpMethod.POST)
            .withPath(path)
            .withSigningAlgorithm(SigningAlgorithm.HMAC_SHA256)
            .withBody(new ByteArrayInputStream(body)),
        more);
  }

  private String[] sign(HttpRequest.HttpRequestBuilder request, String... more) {
    if (credentials.getSecurityToken() != null) {
      request.addHeader("X-Security-Token", credentials.getSecurityToken());
    }
    for (int i = 0; i < more.length; i += 2) {
      request.addHeader(more[i], more[i + 1]);
    }
    HttpRequest built = request.build();
    List<String> headers = new ArrayList<>();
    AKSKSignerFactory.getSigner(SigningAlgorithm.HMAC_SHA256)
        .sign(built, credentials)
        .forEach(
            (name, value) -> {
              // The client writes that one by itself.
              if (!name.equalsIgnoreCase("Host")) {
                headers.add(name);
                headers.add(value);
              }
            });
    if (credentials.getSecurityToken() != null) {
      headers.addAll(List.of("X-Security-Token", credentials.getSecurityToken()));
    }
    headers.addAll(List.of(more));
    return headers.toArray(String[]::new);
  }
}
