package dev.usertemplate.http.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Requests that others signed, known by heart. */
class PublishedVectorsTest {
  private static final String EMPTY_BODY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final String PATH = "/v2/0bec5db98280d2d02fd6c00c2de791ce/users/template/download";

  @Test
  void the_example_of_the_vendors_documentation() {
    assertSigned(
        request(
            "/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs",
            "limit=2&marker=13551d6b-755d-4757-b956-536f674975c0",
            Map.of(
                "content-type",
                "application/json",
                "host",
                "service.region.example.com",
                "x-sdk-date",
                "20191115T033655Z")),
        List.of("content-type", "host", "x-sdk-date"),
        "2019-11-15T03:36:55Z",
        "b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a",
        "7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe");
  }

  @Test
  void the_template_download() {
    assertSigned(
        request(
            PATH,
            "language=zh_CN",
            Map.of(
                "host",
                "workspace.cn-north-4.myhuaweicloud.com",
                "x-sdk-date",
                "20260210T080000Z")),
        List.of("host", "x-sdk-date"),
        "2026-02-10T08:00:00Z",
        "bc67e28e11f0cb0e71a82e47322928b6924d79413ffec1fa909a5c817620bcd3",
        "e35661a5e22098868b008264d73f6bbc08e40f1a27dfd0226fb181cc14e1116f");
  }

  @Test
  void a_request_as_the_node_sdk_sent_it() {
    assertAccepted(
        sentByNode("language=zh_CN"),
        List.of("content-type", "host", "x-project-id", "x-sdk-date"),
        "2026-11-24T12:22:23Z",
        "2d9b2335ba969354be9d307fbd0396e7e0598ba23823850843a4f4eec9d281f6");
  }

  /** It sorts values, and names before they are escaped; the Java SDK does neither. */
  @Test
  void a_request_with_odd_parameters_as_the_node_sdk_sent_it() {
    assertAccepted(
        sentByNode(
            "b=b%20a&b=first&b=second&a=&z=%252F%2B*%20~"
                + "&%E4%B8%AD=%E6%96%87%F0%9F%98%80&~=!'()"),
        List.of("content-type", "host", "x-project-id", "x-sdk-date"),
        "2026-11-24T12:22:23Z",
        "e603ec3113c1b1088bc9475a8a50f722006b9395cace794e143e824d000078f8");
  }

  private static SignedRequest sentByNode(String query) {
    return request(
        PATH,
        query,
        Map.of(
            "content-type",
            "application/json",
            "host",
            "127.0.0.1:36643",
            "x-project-id",
            "0bec5db98280d2d02fd6c00c2de791ce",
            "x-sdk-date",
            "20261124T122223Z"));
  }

  private static SignedRequest request(String path, String query, Map<String, String> headers) {
    return new SignedRequest("GET", path, query, RequestDraft.headersOf(headers), new byte[0]);
  }

  private static void assertSigned(
      SignedRequest request,
      List<String> signedHeaders,
      String time,
      String canonicalHash,
      String signature) {
    assertThat(CanonicalRequest.forms(request, signedHeaders, EMPTY_BODY))
        .extracting(form -> Hash.SHA256.of(form.getBytes(StandardCharsets.UTF_8)))
        .extracting(HexFormat.of()::formatHex)
        .containsExactly(canonicalHash);
    assertAccepted(request, signedHeaders, time, signature);
  }

  private static void assertAccepted(
      SignedRequest request, List<String> signedHeaders, String time, String signature) {
    AuthorizationHeader header =
        AuthorizationHeader.parse(
            "SDK-HMAC-SHA256 Access=%s, SignedHeaders=%s, Signature=%s"
                .formatted(
                    TestSigner.SAMPLE.accessKey(), String.join(";", signedHeaders), signature));

    assertThatCode(
            () ->
                SignatureVerifier.verify(
                    request, header, TestSigner.SAMPLE.key(), Instant.parse(time)))
        .doesNotThrowAnyException();
  }
}
