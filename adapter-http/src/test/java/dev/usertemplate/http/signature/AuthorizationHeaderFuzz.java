package dev.usertemplate.http.signature;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Whatever stands in the header, reading it ends, with a header or with a refusal. */
public final class AuthorizationHeaderFuzz {
  private static final String[] PIECES = {
    "SDK-HMAC-SHA256 ",
    "V11-HMAC-SHA256 ",
    "Access=",
    "Credential=",
    "SignedHeaders=",
    "Signature=",
    "AK",
    "/",
    ", ",
    ";",
    "host",
    "x-sdk-date",
    "00",
    "_"
  };

  private AuthorizationHeaderFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    StringBuilder value = new StringBuilder(data.pickValue(PIECES));
    while (data.remainingBytes() > 0) {
      value.append(data.consumeBoolean() ? data.pickValue(PIECES) : data.consumeString(10));
    }
    try {
      AuthorizationHeader header = AuthorizationHeader.parse(value.toString());
      if (!AuthorizationHeader.isName(header.accessKey()) || header.signedHeaders().isEmpty()) {
        throw new IllegalStateException("read a header that says nothing: " + header);
      }
    } catch (SignatureRefusedException e) {
      // As promised.
    }
  }
}
