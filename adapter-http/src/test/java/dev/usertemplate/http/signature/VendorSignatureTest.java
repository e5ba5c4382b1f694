package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.SdkStreamResponse;
import com.huaweicloud.sdk.core.TypeCasts;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.http.FieldExistence;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import com.huaweicloud.sdk.core.http.LocationType;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that the vendor's Java SDK signs and sends, judged as they come over the wire. */
class VendorSignatureTest {
  private static final String TOKEN = "a/token+of=the kind".replace(' ', '-').repeat(40);

  @ParameterizedTest
  @EnumSource
  void a_plain_request_of_the_sdk_is_accepted(SigningAlgorithm algorithm) throws Exception {
    WireRequest sent = send(algorithm, credentials(), HttpMethod.GET, Map.of(), null);

    assertThat(sent.authorization().algorithm()).isEqualTo(algorithm);
    assertThat(sent.authorization().signedHeaders())
        .containsExactly("host", "user-agent", "x-project-id", "x-sdk-date");
    assertThat(sent.request().headers().values("host")).containsExactly("127.0.0.1:" + sent.port());
    assertAccepted(sent, TestSigner.SAMPLE.key());
  }

  @ParameterizedTest
  @EnumSource
  void a_request_with_a_security_token_is_accepted(SigningAlgorithm algorithm) throws Exception {
    WireRequest sent =
        send(algorithm, credentials().withSecurityToken(TOKEN), HttpMethod.GET, Map.of(), null);

    assertThat(sent.authorization().signedHeaders()).contains("x-security-token");
    assertAccepted(
        sent,
        SigningKey.temporary(
            TestSigner.SAMPLE.accessKey(),
            TestSigner.SAMPLE.secretKey(),
            TOKEN,
            Instant.now().plusSeconds(60)));
  }

  @ParameterizedTest
  @EnumSource
  void whatever_stands_in_the_query_the_request_is_accepted(SigningAlgorithm algorithm)
      throws Exception {
    Map<String, List<String>> query = new TreeMap<>();
    query.put("z", List.of("a b", "a+b", "*", "~", "/", "%2F", "&=?#", ""));
    query.put("language", List.of("zh_CN"));
    query.put("Language", List.of("\u4e2d\u6587", "\ud83d\ude00"));
    query.put("a-b", List.of("second", "first", "second"));
    query.put("a.b", List.of(""));
    query.put("a", List.of("'!()'"));

    WireRequest sent = send(algorithm, credentials(), HttpMethod.GET, query, null);

    assertThat(sent.request().query())
        .contains("z=a%20b&z=a%2Bb&z=*&z=%7E&z=%2F&z=%252F", "&a.b=&a-b=second&a-b=first&");
    assertAccepted(sent, TestSigner.SAMPLE.key());
  }

  @ParameterizedTest
  @EnumSource
  void a_request_with_a_body_is_accepted(SigningAlgorithm algorithm) throws Exception {
    WireRequest sent =
        send(
            algorithm,
            credentials(),
            HttpMethod.POST,
            Map.of(),
            Map.of("encoded_message", "AAECAw=="));

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    sent.request().body().giveTo((bytes, count) -> body.write(bytes, 0, count));
    assertThat(body).asString().isEqualTo("{\"encoded_message\":\"AAECAw==\"}");
    assertAccepted(sent, TestSigner.SAMPLE.key());
  }

  @ParameterizedTest
  @EnumSource
  void keys_shorter_than_the_vendors_own_work_too(SigningAlgorithm algorithm) throws Exception {
    BasicCredentials credentials = credentials().withAk("an-access-key").withSk("s");

    WireRequest sent = send(algorithm, credentials, HttpMethod.GET, Map.of(), null);

    assertAccepted(sent, SigningKey.permanent("an-access-key", "s"));
  }

  private static void assertAccepted(WireRequest sent, SigningKey key) {
    assertThatCode(
            () ->
                SignatureVerifier.verify(sent.request(), sent.authorization(), key, Instant.now()))
        .doesNotThrowAnyException();
  }

  private static BasicCredentials credentials() {
    return new BasicCredentials()
        .withAk(TestSigner.SAMPLE.accessKey())
        .withSk(TestSigner.SAMPLE.secretKey())
        .withProjectId("0bec5db98280d2d02fd6c00c2de791ce");
  }

  private static WireRequest send(
      SigningAlgorithm algorithm,
      BasicCredentials credentials,
      HttpMethod method,
      Map<String, List<String>> query,
      Map<String, String> body)
      throws Exception {
    HttpConfig config = HttpConfig.getDefaultHttpConfig();
    if (algorithm == SigningAlgorithm.V11_HMAC_SHA256) {
      credentials.setDerivedPredicate(BasicCredentials.DEFAULT_DERIVED_PREDICATE);
      credentials.processDerivedAuthParams(TestSigner.SERVICE, TestSigner.REGION);
    } else {
      config.setSigningAlgorithm(
          com.huaweicloud.sdk.core.auth.SigningAlgorithm.valueOf(algorithm.name()));
    }
    return WireRequest.capture(
        endpoint -> {
          HcClient client =
              new ClientBuilder<>(it -> it)
                  .withCredential(credentials)
                  .withHttpConfig(config)
                  .withEndpoints(List.of(endpoint))
                  .build();
          client.syncInvokeHttp(new Sent(query, body), operation(method, query, body));
        });
  }

  private static HttpRequestDef<Sent, Answer> operation(
      HttpMethod method, Map<String, List<String>> query, Map<String, String> body) {
    HttpRequestDef.Builder<Sent, Answer> operation =
        HttpRequestDef.builder(method, Sent.class, Answer.class)
            .withName("ExportUsersTemplate")
            .withUri("/v2/{project_id}/users/template/download")
            .withContentType("application/json");
    for (String name : query.keySet()) {
      operation.<List<String>>withRequestField(
          name,
          LocationType.Query,
          FieldExistence.NULL_IGNORE,
          TypeCasts.uncheckedConversion(List.class),
          field -> field.withMarshaller(it -> it.query().get(name), (it, value) -> {}));
    }
    if (body != null) {
      operation.<Map<String, String>>withRequestField(
          "body",
          LocationType.Body,
          FieldExistence.NON_NULL_NON_EMPTY,
          TypeCasts.uncheckedConversion(Map.class),
          field -> field.withMarshaller(Sent::body, (it, value) -> {}));
    }
    return operation.build();
  }

  /** What the SDK is to send. */
  public record Sent(Map<String, List<String>> query, Map<String, String> body) {}

  /** As the SDK's generator writes the answers of downloads. */
  public static final class Answer extends SdkStreamResponse {}
}
