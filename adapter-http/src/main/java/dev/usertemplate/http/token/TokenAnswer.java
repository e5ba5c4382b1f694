package dev.usertemplate.http.token;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the identity service says of a token. */
final class TokenAnswer {
  private static final JsonMapper JSON = new JsonMapper();

  private TokenAnswer() {}

  /**
   * Reads the body of an answer.
   *
   * @throws Outage if it is not what the protocol says
   */
  static TokenIdentity read(byte[] body) {
    JsonNode token;
    try {
      token = JSON.readTree(body).path("token");
    } catch (JacksonException e) {
      throw strange("its answer is not JSON");
    }
    JsonNode user = token.path("user");
    return new TokenIdentity(
        text(user, "id"),
        text(user, "name"),
        isAbsent(user.path("domain")) ? "" : text(user.path("domain"), "id"),
        project(token.path("project")),
        roles(token.path("roles")),
        time(text(token, "expires_at")));
  }

  private static @Nullable String project(JsonNode project) {
    return isAbsent(project) ? null : text(project, "id");
  }

  /** A token for nothing in particular has no such member. */
  private static List<String> roles(JsonNode roles) {
    if (isAbsent(roles)) {
      return List.of();
    }
    if (!roles.isArray()) {
      throw strange("its answer's roles are no list");
    }
    List<String> names = new ArrayList<>();
    // Ids would not do: in some services all of them are the same.
    roles.forEach(role -> names.add(text(role, "name")));
    return names;
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw strange("its answer's expires_at is no time");
    }
  }

  private static String text(JsonNode parent, String name) {
    JsonNode node = parent.path(name);
    if (!node.isString() || node.stringValue().isEmpty()) {
      throw strange("its answer lacks a text named " + name);
    }
    return node.stringValue();
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static Outage strange(String what) {
    return new Outage(Outage.Kind.STRANGE_ANSWER, what);
  }
}
