package dev.usertemplate.http.signature;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * Whatever is sent, judging it ends with a refusal, since nobody guesses a signature; and the
 * canonical form of a request is its own canonical form.
 */
public final class SignatureVerifierFuzz {
  private static final SigningAlgorithm[] ALGORITHMS = SigningAlgorithm.values();
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");
  private static final SigningKey KEY = TestSigner.SAMPLE.key();

  private SignatureVerifierFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    SigningAlgorithm algorithm = data.pickValue(ALGORITHMS);
    String header =
        "%s %s=%s, SignedHeaders=host;x-sdk-date, Signature=%s"
            .formatted(
                algorithm.wireName(),
                algorithm == SigningAlgorithm.V11_HMAC_SHA256 ? "Credential" : "Access",
                algorithm == SigningAlgorithm.V11_HMAC_SHA256
                    ? KEY.accessKey() + "/20260210/region/service"
                    : KEY.accessKey(),
                HexFormat.of().formatHex(data.consumeBytes(80)));
    String date = data.consumeBoolean() ? RequestDraft.DATE : data.consumeString(20);
    String path = "/" + data.consumeString(20);
    String query = data.consumeString(40);
    byte[] body = data.consumeRemainingAsBytes();
    SignedRequest.Headers headers =
        name ->
            switch (name) {
              case "host" -> List.of("example.com");
              case "x-sdk-date" -> List.of(date);
              default -> List.of();
            };
    judge(new SignedRequest("GET", path, query, headers, body), header);
  }

  private static void judge(SignedRequest request, String header) {
    try {
      SignatureVerifier.verify(request, AuthorizationHeader.parse(header), KEY, NOW);
    } catch (SignatureRefusedException e) {
      checkCanonical(request);
      return;
    }
    throw new IllegalStateException("a guessed signature was accepted: " + header);
  }

  /** The canonical form of a canonical form is itself. */
  private static void checkCanonical(SignedRequest request) {
    String form;
    try {
      form = CanonicalRequest.forms(request, List.of("host"), "").get(0);
    } catch (SignatureRefusedException e) {
      return;
    }
    String[] lines = form.split("\n", 4);
    SignedRequest again =
        new SignedRequest("GET", lines[1], lines[2], request.headers(), request.body());
    if (!CanonicalRequest.forms(again, List.of("host"), "").get(0).equals(form)) {
      throw new IllegalStateException("another form the second time: " + form);
    }
  }
}
