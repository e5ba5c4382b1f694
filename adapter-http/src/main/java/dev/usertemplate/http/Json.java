package dev.usertemplate.http;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What writes JSON. Made when it is first needed: most servers start without, and much sooner. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}

  /**
   * What the stream has thrown that JSON was written to.
   *
   * @throws JacksonException the failure itself if it was not the stream's
   */
  static IOException failureOf(JacksonException e) {
    // It stands at the end, behind places in lists and maps.
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException failure) {
        return failure;
      }
    }
    throw e;
  }
}
