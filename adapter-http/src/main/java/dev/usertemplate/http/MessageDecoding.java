package dev.usertemplate.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.usertemplate.http.access.AuthorizationMessages;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Tells an administrator why a request of their account was denied. */
final class MessageDecoding implements Handler {
  static final String PATH = "/v5/decode-authorization-message";

  private static final String JSON = "application/json";

  private final JsonMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .build();
  private final AccessControl access;

  MessageDecoding(AccessControl access) {
    this.access = access;
  }

  @Override
  public void handle(Context context) {
    String type = context.req().getHeader("Content-Type");
    if (type != null && !type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(JSON)) {
      throw new ApiException(
          ApiError.UNSUPPORTED_MEDIA_TYPE, "The body has to be of the type application/json.");
    }
    String decoded =
        access
            .open(
                message(RequestBody.of(Guard.request(context))), Guard.caller(context).principal())
            .orElseThrow(
                () ->
                    new ApiException(
                        ApiError.UNDECODABLE,
                        "The message is not one that this server made for your account, or its key"
                            + " is no longer listed."));
    context.res().setHeader("Cache-Control", "no-store");
    context.res().setHeader("X-Content-Type-Options", "nosniff");
    context.contentType(JSON).result(json.writeValueAsBytes(new Decoded(decoded)));
  }

  private String message(byte[] body) {
    Encoded encoded;
    try {
      encoded = json.readValue(body, Encoded.class);
    } catch (JacksonException e) {
      throw new ApiException(
          ApiError.UNDECODABLE,
          "The body is not the expected JSON; send {\"encoded_message\": \"...\"}.");
    }
    String message = encoded == null ? null : encoded.message();
    if (message == null
        || message.isEmpty()
        || message.length() > AuthorizationMessages.MAX_LENGTH) {
      throw new ApiException(
          ApiError.UNDECODABLE,
          "encoded_message has to be a string of 1 to %s characters."
              .formatted(AuthorizationMessages.MAX_LENGTH));
    }
    return message;
  }

  private record Encoded(@JsonProperty("encoded_message") @Nullable String message) {}

  private record Decoded(@JsonProperty("decoded_message") String message) {}
}
