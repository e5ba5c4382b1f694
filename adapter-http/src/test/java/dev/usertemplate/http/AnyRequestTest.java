package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes over the wire where credentials stand: a documented error, and never ours. */
class AnyRequestTest {
  private static TestServer server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    server =
        new TestServer(
            Map.of(
                Setting.ACCESS,
                AccessFiles.example(folder).toString(),
                Setting.RATE_LIMIT,
                "0",
                // Nobody listens there.
                Setting.KEYSTONE_URL,
                "http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void any_authorization_header_is_refused_in_the_documented_form() {
    Property.holds(
        400,
        any ->
            assertRefused(
                "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: %s\r\nX-Sdk-Date: %s\r\n\r\n"
                    .formatted(PATH, authorization(any), date(any)),
                401,
                400));
  }

  @Test
  void any_token_is_refused_in_the_documented_form() {
    Property.holds(
        200,
        any ->
            assertRefused(
                "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\n\r\n"
                    .formatted(PATH, value(any)),
                401,
                503,
                400));
  }

  @Test
  void any_address_is_refused_in_the_documented_form() {
    Property.holds(
        200,
        any ->
            assertRefused(
                "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: %s\r\n\r\n"
                    .formatted(target(any), authorization(any)),
                400,
                401,
                404));
  }

  private static String authorization(RandomValues any) {
    return any.oneOf(() -> value(any), () -> changed(any), () -> otherSignature(any));
  }

  private static String changed(RandomValues any) {
    String valid =
        "SDK-HMAC-SHA256 Access=ALICE000000000000001, SignedHeaders=host;x-sdk-date, Signature="
            + "00".repeat(32);
    int at = any.between(0, valid.length() - 1);
    return valid.substring(0, at) + value(any) + valid.substring(at + 1);
  }

  private static String otherSignature(RandomValues any) {
    return "%s Access=ALICE000000000000001, Credential=ALICE000000000000001/20260101/r/s, SignedHeaders=host;x-sdk-date, Signature=%s"
        .formatted(
            any.of(
                "SDK-HMAC-SHA256",
                "SDK-HMAC-SM3",
                "V11-HMAC-SHA256",
                "SDK-ECDSA-P256-SHA256",
                "SDK-SM2-SM3"),
            any.text("0123456789abcdef", 0, 160));
  }

  private static String date(RandomValues any) {
    return any.oneOf(
        () -> value(any),
        () -> any.of("20260101T000000Z", "20261301T000000Z", "99999999T999999Z", "", "now"));
  }

  private static String value(RandomValues any) {
    return any.text(RandomValues.PRINTABLE + RandomValues.range('\u0080', '\u00ff'), 0, 60);
  }

  private static String target(RandomValues any) {
    return any.of("/v2/", "/v2/0bec5db98280d2d02fd6c00c2de791ce", PATH, PATH + "?")
        + any.text("abz0/%;?&=+.~*2Fe\\\"<{|", 0, 40);
  }

  private static void assertRefused(String request, Integer... statuses) {
    RawAnswer answer = server.raw(request);

    assertThat(answer.status()).as(request).isIn((Object[]) statuses);
    assertThat(answer.header("X-Request-Id")).matches("[0-9a-f]{32}");
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    JsonNode body =
        JsonMapper.shared().readTree(answer.body().getBytes(StandardCharsets.ISO_8859_1));
    assertThat(body.get("error_detail").stringValue()).isNotBlank();
    assertThat(answer.body()).doesNotContain("Exception", "java.", "alice-secret-1");
  }
}
