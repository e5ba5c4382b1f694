package dev.usertemplate.http;

import tools.jackson.databind.json.JsonMapper;

/** What writes JSON. Made when it is first needed: most servers start without, and much sooner. */
final class Json {
  static final JsonMapper MAPPER = new JsonMapper();

  private Json() {}
}
