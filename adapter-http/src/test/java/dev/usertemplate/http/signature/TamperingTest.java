package dev.usertemplate.http.signature;

import static dev.usertemplate.http.signature.SignatureVerifierTest.assertAccepted;
import static dev.usertemplate.http.signature.SignatureVerifierTest.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.signature.SignatureRefusedException.Reason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that were changed after they were signed. */
class TamperingTest {
  private static final TestSigner SIGNER = TestSigner.SAMPLE;
  private static final Instant NOW = Instant.parse("2026-02-10T08:00:00Z");
  private static final RequestDraft DRAFT = RequestDraft.ofTemplateDownload();

  @ParameterizedTest
  @EnumSource
  void a_request_that_was_changed_is_refused(SigningAlgorithm algorithm) {
    RequestDraft draft =
        DRAFT.withHeader("x-project-id", "p").withBody("a body").withHeader("x-other", "o");
    String header = SIGNER.sign(algorithm, draft);
    SignedRequest request = draft.onTheWire();
    assertAccepted(request, header, NOW);

    for (SignedRequest changed :
        List.of(
            new SignedRequest(
                "HEAD", request.path(), request.query(), request.headers(), request.body()),
            new SignedRequest(
                "GET", request.path() + "s", request.query(), request.headers(), request.body()),
            new SignedRequest(
                "GET", request.path(), "language=en_US", request.headers(), request.body()),
            new SignedRequest("GET", request.path(), null, request.headers(), request.body()),
            new SignedRequest(
                "GET", request.path(), request.query(), request.headers(), new byte[0]),
            draft.withHeader("host", "example.com").onTheWire(),
            draft.withHeader("x-project-id", "q").onTheWire(),
            draft.withHeader("x-other", "").onTheWire(),
            draft.withHeader("x-sdk-date", "20260210T080001Z").onTheWire())) {
      assertThat(refusal(changed, header, NOW).reason()).isEqualTo(Reason.SIGNATURE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void no_digit_of_the_signature_can_be_changed(SigningAlgorithm algorithm) {
    String header = SIGNER.sign(algorithm, DRAFT);

    for (int i = header.indexOf("Signature=") + 10; i < header.length(); i++) {
      char other = header.charAt(i) == '0' ? '1' : '0';
      String changed = header.substring(0, i) + other + header.substring(i + 1);
      assertThat(refusal(DRAFT.onTheWire(), changed, NOW).reason()).isEqualTo(Reason.SIGNATURE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"00", "3000", "0500", "30060a01010a0101", "3006020101020101", "30800000"})
  void a_signature_of_another_form_does_not_match(String signature) {
    for (SigningAlgorithm algorithm : SigningAlgorithm.values()) {
      String header =
          SIGNER.sign(algorithm, DRAFT).replaceFirst("Signature=.*", "Signature=" + signature);

      assertThat(refusal(DRAFT.onTheWire(), header, NOW).reason()).isEqualTo(Reason.SIGNATURE);
    }
  }

  @Test
  void a_signature_is_good_for_one_algorithm_only() {
    for (SigningAlgorithm signed : SigningAlgorithm.values()) {
      for (SigningAlgorithm said : SigningAlgorithm.values()) {
        String ours = SIGNER.sign(signed, DRAFT);
        String header =
            SIGNER.sign(said, DRAFT).replaceFirst("Signature=.*", "")
                + ours.substring(ours.indexOf("Signature="));
        if (signed == said) {
          assertAccepted(DRAFT.onTheWire(), header, NOW);
        } else {
          assertThat(refusal(DRAFT.onTheWire(), header, NOW).reason()).isEqualTo(Reason.SIGNATURE);
        }
      }
    }
  }
}
