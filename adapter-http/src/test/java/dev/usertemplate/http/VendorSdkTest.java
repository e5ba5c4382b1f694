package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.SdkStreamResponse;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

/**
 * What the vendor's Java SDK hands to its caller. It signs each request, which an open server does
 * not check.
 */
class VendorSdkTest {
  private static final String PATH = TemplateDownload.PATH;

  private final ConcurrentLinkedQueue<String> requestIds = new ConcurrentLinkedQueue<>();

  @Test
  void the_sdk_hands_over_the_very_bytes() {
    try (TestServer server = new TestServer()) {
      DownloadRequest request = new DownloadRequest();
      request.language = "zh_CN";
      request.activeType = "ADMIN_ACTIVATE";

      DownloadResponse response =
          client(server).syncInvokeHttp(request, operation(HttpMethod.GET, PATH));

      assertThat(response.getHttpStatusCode()).isEqualTo(200);
      assertThat(bytes(response))
          .isEqualTo(
              server.get(TestServer.PATH + "?language=zh_CN&active_type=ADMIN_ACTIVATE").body())
          .asString(StandardCharsets.UTF_8)
          .contains("ZH_CN", "ADMIN_ACTIVATE");
    }
  }

  @Test
  void the_sdk_gets_the_default_template_without_parameters() {
    try (TestServer server = new TestServer()) {
      DownloadResponse response =
          client(server).syncInvokeHttp(new DownloadRequest(), operation(HttpMethod.GET, PATH));

      assertThat(bytes(response))
          .asString(StandardCharsets.UTF_8)
          .contains(TemplateRequest.DEFAULT.toString());
    }
  }

  @Test
  void the_sdk_tells_of_a_wrong_parameter() {
    try (TestServer server = new TestServer()) {
      DownloadRequest request = new DownloadRequest();
      request.language = "fr";

      assertTold(server, request, operation(HttpMethod.GET, PATH), ApiError.INVALID_PARAMETER);
    }
  }

  @Test
  void the_sdk_tells_of_a_path_that_is_not_there() {
    try (TestServer server = new TestServer()) {
      assertTold(
          server,
          new DownloadRequest(),
          operation(HttpMethod.GET, "/v2/{project_id}/users/template/upload"),
          ApiError.NOT_FOUND);
    }
  }

  @Test
  void the_sdk_tells_of_a_wrong_method() {
    try (TestServer server = new TestServer()) {
      assertTold(
          server,
          new DownloadRequest(),
          operation(HttpMethod.DELETE, PATH),
          ApiError.METHOD_NOT_ALLOWED);
    }
  }

  @Test
  void the_sdk_tells_of_headers_that_are_too_large() {
    try (TestServer server = new TestServer()) {
      assertTold(
          client(server, "k".repeat(70_000)),
          new DownloadRequest(),
          operation(HttpMethod.GET, PATH),
          ApiError.HEADERS_TOO_LARGE);
    }
  }

  @Test
  void the_sdk_tells_of_a_query_that_is_too_large() {
    try (TestServer server = new TestServer()) {
      DownloadRequest request = new DownloadRequest();
      request.language = "x".repeat(70_000);

      assertTold(server, request, operation(HttpMethod.GET, PATH), ApiError.URI_TOO_LONG);
    }
  }

  @Test
  void the_sdk_tells_of_a_failure_inside() {
    try (TestServer server =
        new TestServer(
            request -> {
              throw new OutOfMemoryError("not really");
            })) {
      assertTold(server, new DownloadRequest(), operation(HttpMethod.GET, PATH), ApiError.INTERNAL);
    }
  }

  @Test
  void the_sdk_tells_of_a_server_that_is_stopping() throws Exception {
    HeldRenderer renderer = new HeldRenderer();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try (TestServer server =
        new TestServer(
            request ->
                request.equals(TemplateRequest.DEFAULT) ? new byte[] {1} : renderer.render(request),
            Duration.ofMinutes(1))) {
      HcClient client = client(server);
      // Leaves a connection open behind it, on which the request below will come.
      assertThat(
              bytes(client.syncInvokeHttp(new DownloadRequest(), operation(HttpMethod.GET, PATH))))
          .containsExactly(1);
      Future<byte[]> running =
          threads.submit(() -> server.get(TestServer.PATH + "?language=zh_CN").body());
      renderer.awaitAsked();
      Future<?> closing = threads.submit(server::close);
      DrainingTest.awaitNoListener(server.port());

      assertTold(
          client, new DownloadRequest(), operation(HttpMethod.GET, PATH), ApiError.UNAVAILABLE);

      renderer.letGo();
      assertThat(running.get(60, TimeUnit.SECONDS)).containsExactly('P', 'K');
      closing.get(60, TimeUnit.SECONDS);
    } finally {
      renderer.letGo();
      threads.shutdownNow();
    }
  }

  private void assertTold(
      TestServer server,
      DownloadRequest request,
      HttpRequestDef<DownloadRequest, DownloadResponse> operation,
      ApiError expected) {
    assertTold(client(server), request, operation, expected);
  }

  private void assertTold(
      HcClient client,
      DownloadRequest request,
      HttpRequestDef<DownloadRequest, DownloadResponse> operation,
      ApiError expected) {
    requestIds.clear();

    ServiceResponseException told =
        catchThrowableOfType(
            ServiceResponseException.class, () -> client.syncInvokeHttp(request, operation));

    assertThat(told.getHttpStatusCode()).isEqualTo(expected.status());
    assertThat(told.getErrorCode()).isEqualTo(expected.code());
    assertThat(told.getErrorMsg()).isEqualTo(expected.message());
    assertThat(requestIds).hasSize(1).contains(told.getRequestId());
    assertThat(told.getRequestId()).matches("[0-9a-f]{32}");
  }

  private HcClient client(TestServer server) {
    return client(server, "an-access-key");
  }

  private HcClient client(TestServer server, String accessKey) {
    HttpConfig config =
        HttpConfig.getDefaultHttpConfig()
            .withEventListener(
                new EventListener() {
                  @Override
                  public void responseHeadersEnd(Call call, Response response) {
                    requestIds.add(String.valueOf(response.header("X-Request-Id")));
                  }
                });
    return new ClientBuilder<>(client -> client)
        .withCredential(
            new BasicCredentials()
                .withAk(accessKey)
                .withSk("a-secret-key")
                .withProjectId("0bec5db98280d2d02fd6c00c2de791ce"))
        .withHttpConfig(config)
        .withEndpoints(List.of(server.uri().toString()))
        .build();
  }

  private static HttpRequestDef<DownloadRequest, DownloadResponse> operation(
      HttpMethod method, String path) {
    return HttpRequestDef.builder(method, DownloadRequest.class, DownloadResponse.class)
        .withName("ExportUsersTemplate")
        .withUri(path)
        .withContentType("application/json")
        .withRequestField(
            "language",
            LocationType.Query,
            FieldExistence.NULL_IGNORE,
            String.class,
            field -> field.withMarshaller(it -> it.language, (it, value) -> it.language = value))
        .withRequestField(
            "active_type",
            LocationType.Query,
            FieldExistence.NULL_IGNORE,
            String.class,
            field ->
                field.withMarshaller(it -> it.activeType, (it, value) -> it.activeType = value))
        .build();
  }

  private static byte[] bytes(DownloadResponse response) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    response.consumeDownloadStream(
        stream -> {
          try (stream) {
            stream.transferTo(bytes);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return bytes.toByteArray();
  }

  /** As the SDK's generator would write it; the path parameter comes from the credentials. */
  public static final class DownloadRequest {
    String language;
    String activeType;
  }

  /** As the SDK's generator writes the answers of downloads. */
  public static final class DownloadResponse extends SdkStreamResponse {}
}
