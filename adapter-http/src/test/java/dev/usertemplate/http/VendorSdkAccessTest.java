package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.huaweicloud.sdk.core.ClientBuilder;
import com.huaweicloud.sdk.core.HcClient;
import com.huaweicloud.sdk.core.SdkStreamResponse;
import com.huaweicloud.sdk.core.auth.BasicCredentials;
import com.huaweicloud.sdk.core.auth.SigningAlgorithm;
import com.huaweicloud.sdk.core.exception.ServiceResponseException;
import com.huaweicloud.sdk.core.http.HttpConfig;
import com.huaweicloud.sdk.core.http.HttpMethod;
import com.huaweicloud.sdk.core.http.HttpRequestDef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The vendor's Java SDK as it is, and a server that checks who calls. */
class VendorSdkAccessTest {
  private static final String TOKEN = "a-security-token-of-some-length";

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    String access =
        AccessFiles.EXAMPLE
            + """
              - name: guest
                domain_id: d0001
                projects: [%s]
                policies: [FullAccess]
                access_keys:
                  - {access_key: GUEST000000000000001, secret_key: guest-secret-1, security_token: %s}
            """
                .formatted(Signed.PROJECT, TOKEN);
    Path file = AccessFiles.write(folder.resolve("access.yaml"), access);
    server = new TestServer(Map.of(Setting.ACCESS, file.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void the_sdk_is_let_in_with_each_of_its_algorithms(SigningAlgorithm algorithm) {
    HttpConfig config = HttpConfig.getDefaultHttpConfig();
    config.setSigningAlgorithm(algorithm);

    assertThat(download(config, credentials("ALICE000000000000001", "alice-secret-1")))
        .isEqualTo(200);
    assertThat(
            download(
                config,
                credentials("GUEST000000000000001", "guest-secret-1").withSecurityToken(TOKEN)))
        .isEqualTo(200);
    assertRefused(
        config, credentials("ALICE000000000000001", "wrong"), 401, "verify aksk signature fail");
  }

  @Test
  void the_sdk_is_let_in_with_derived_authentication() {
    BasicCredentials credentials = credentials("ALICE000000000000001", "alice-secret-1");
    credentials.setDerivedPredicate(BasicCredentials.DEFAULT_DERIVED_PREDICATE);
    credentials.processDerivedAuthParams("workspace", "cn-north-4");

    assertThat(download(HttpConfig.getDefaultHttpConfig(), credentials)).isEqualTo(200);
  }

  @Test
  void the_sdk_tells_its_caller_why_it_is_not_let_in() {
    HttpConfig config = HttpConfig.getDefaultHttpConfig();

    assertRefused(config, credentials("NOBODY00000000000001", "secret"), 401, "ak not exist");
    assertRefused(
        config,
        credentials("ALICE000000000000001", "alice-secret-1").withSecurityToken("none of hers"),
        401,
        "decrypt token fail");
    assertRefused(
        config, credentials("GUEST000000000000001", "guest-secret-1"), 401, "decrypt token fail");
    ServiceResponseException denied =
        assertRefused(
            config,
            credentials("BOB00000000000000001", "bob-secret-1"),
            403,
            "User does not have permission to access this resource.");
    assertThat(denied.getEncodedAuthorizationMessage()).isNotBlank();
    assertRefused(
        config,
        credentials("ALICE000000000000001", "alice-secret-1").withProjectId("other"),
        403,
        "User does not have permission to access this resource.");
  }

  private static BasicCredentials credentials(String accessKey, String secretKey) {
    return new BasicCredentials().withAk(accessKey).withSk(secretKey).withProjectId(Signed.PROJECT);
  }

  private static int download(HttpConfig config, BasicCredentials credentials) {
    HcClient client =
        new ClientBuilder<>(it -> it)
            .withCredential(credentials)
            .withHttpConfig(config)
            .withEndpoints(List.of(server.uri().toString()))
            .build();
    HttpRequestDef<Void, Download> operation =
        HttpRequestDef.builder(HttpMethod.GET, Void.class, Download.class)
            .withName("ExportUsersTemplate")
            .withUri(TemplateDownload.PATH)
            .withContentType("application/json")
            .build();
    return client.syncInvokeHttp(null, operation).getHttpStatusCode();
  }

  private static ServiceResponseException assertRefused(
      HttpConfig config, BasicCredentials credentials, int status, String message) {
    ServiceResponseException thrown =
        catchThrowableOfType(ServiceResponseException.class, () -> download(config, credentials));
    assertThat(thrown.getHttpStatusCode()).isEqualTo(status);
    assertThat(thrown.getErrorMsg()).contains(message);
    assertThat(thrown.getRequestId()).matches("[0-9a-f]{32}");
    return thrown;
  }

  /** As the SDK's generator writes the answers of downloads. */
  public static final class Download extends SdkStreamResponse {}
}
