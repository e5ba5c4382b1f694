package dev.usertemplate.http;

import static dev.usertemplate.http.TestServer.PATH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes over the wire where credentials stand: a documented error, and never ours. */
class AnyRequestTest {
  private static TestServer server;
  private static Path folder;

  @BeforeContainer
  static void start() throws Exception {
    folder = Files.createTempDirectory("access");
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

  @AfterContainer
  static void stop() throws Exception {
    server.close();
    Files.delete(folder.resolve("access.yaml"));
    Files.delete(folder);
  }

  @Property(tries = 400)
  void any_authorization_header_is_refused_in_the_documented_form(
      @ForAll("authorizations") String authorization, @ForAll("dates") String date) {
    assertRefused(
        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: %s\r\nX-Sdk-Date: %s\r\n\r\n"
            .formatted(PATH, authorization, date),
        401,
        400);
  }

  @Property(tries = 200)
  void any_token_is_refused_in_the_documented_form(@ForAll("values") String token) {
    assertRefused(
        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Auth-Token: %s\r\n\r\n"
            .formatted(PATH, token),
        401,
        503,
        400);
  }

  @Property(tries = 200)
  void any_address_is_refused_in_the_documented_form(
      @ForAll("targets") String target, @ForAll("authorizations") String authorization) {
    assertRefused(
        "GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: %s\r\n\r\n"
            .formatted(target, authorization),
        400,
        401,
        404);
  }

  @Provide
  Arbitrary<String> authorizations() {
    String valid =
        "SDK-HMAC-SHA256 Access=ALICE000000000000001, SignedHeaders=host;x-sdk-date, Signature="
            + "00".repeat(32);
    Arbitrary<String> algorithms =
        Arbitraries.of(
            "SDK-HMAC-SHA256",
            "SDK-HMAC-SM3",
            "V11-HMAC-SHA256",
            "SDK-ECDSA-P256-SHA256",
            "SDK-SM2-SM3");
    Arbitrary<String> mutated =
        Arbitraries.integers()
            .between(0, valid.length() - 1)
            .flatMap(
                at ->
                    values()
                        .map(piece -> valid.substring(0, at) + piece + valid.substring(at + 1)));
    Arbitrary<String> otherSignatures =
        algorithms.flatMap(
            algorithm ->
                Arbitraries.strings()
                    .withChars("0123456789abcdef")
                    .ofMinLength(0)
                    .ofMaxLength(160)
                    .map(
                        hex ->
                            "%s Access=ALICE000000000000001, Credential=ALICE000000000000001/20260101/r/s, SignedHeaders=host;x-sdk-date, Signature=%s"
                                .formatted(algorithm, hex)));
    return Arbitraries.oneOf(values(), mutated, otherSignatures);
  }

  @Provide
  Arbitrary<String> dates() {
    return Arbitraries.oneOf(
        values(),
        Arbitraries.of("20260101T000000Z", "20261301T000000Z", "99999999T999999Z", "", "now"));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.strings()
        .withCharRange(' ', '\u00ff')
        .ofMaxLength(60)
        .map(text -> text.replace("\u007f", ""));
  }

  @Provide
  Arbitrary<String> targets() {
    Arbitrary<String> tail =
        Arbitraries.strings().withChars("abz0/%;?&=+.~*2Fe\\\"<{|").ofMaxLength(40);
    return Arbitraries.of("/v2/", "/v2/0bec5db98280d2d02fd6c00c2de791ce", PATH, PATH + "?")
        .flatMap(head -> tail.map(it -> head + it));
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
