package dev.usertemplate.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer. No member is ever null: a client generated for the API fails on
 * {@code "error_msg": null}. What is too long for the API is cut.
 *
 * @param code at most 12 characters
 * @param message at most 1000 characters
 * @param detail at most 1000 characters
 * @param authorizationMessage left out when null; at most 10,240 characters
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErrorBody(
    @JsonProperty("error_code") String code,
    @JsonProperty("error_msg") String message,
    @JsonProperty("error_detail") String detail,
    @JsonProperty("encoded_authorization_message") @Nullable String authorizationMessage) {

  ErrorBody {
    code = cut(code, 12);
    message = cut(message, 1000);
    detail = cut(detail, 1000);
  }

  private static String cut(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    // Half a surrogate pair could not be written as UTF-8.
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
