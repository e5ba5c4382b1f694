package dev.usertemplate.http.signature;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Whatever stands in the header, reading it ends, with a header or with a refusal. */
public final class AuthorizationHeaderFuzz {
  private AuthorizationHeaderFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    try {
      AuthorizationHeader header = AuthorizationHeader.parse(data.consumeRemainingAsString());
      if (!AuthorizationHeader.isName(header.accessKey()) || header.signedHeaders().isEmpty()) {
        throw new IllegalStateException("read a header that says nothing: " + header);
      }
    } catch (SignatureRefusedException e) {
      // As promised.
    }
  }
}
