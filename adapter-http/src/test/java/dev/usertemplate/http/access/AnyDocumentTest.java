package dev.usertemplate.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever the file says, it is taken or refused, and secrets stay where they are. */
class AnyDocumentTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String SECRET = "hushMARKERhush";
  private static final String DOCUMENT =
      Documents.THREE_PRINCIPALS.replaceAll("\\w+-secret-1", SECRET)
          + """
          message_keys:
            - key: hushMARKERhushhushMARKERhushhushMARKERhush0=
          identity_service:
            {user: u, user_domain: d, password: hushMARKERhush, project: p, project_domain: d}
          """;

  /** Pieces of YAML, and what the file says. */
  private static final List<String> PIECES =
      List.of(
          "\n",
          "  ",
          "- ",
          ": ",
          "{",
          "}",
          "[",
          "]",
          ", ",
          "&a ",
          "*a",
          "!!int ",
          "|\n",
          "\"",
          "'",
          "#",
          "\t",
          "---\n",
          "...\n",
          "%YAML 1.2\n",
          "? ",
          "<<",
          "~",
          "1",
          "1e999",
          ".inf",
          "0x1F",
          "0b1",
          "-.5",
          "projects",
          "principals",
          "roles",
          "name");

  @Test
  void any_text_is_rules_or_an_error_with_a_line() {
    Property.holds(3000, any -> refusal(text(any)));
  }

  @Test
  void no_error_quotes_a_secret() {
    Set<Boolean> refused = new HashSet<>();
    Property.holds(
        3000,
        any -> {
          String refusal = refusal(mutated(any));

          refused.add(!refusal.isEmpty());
          assertThat(refusal).doesNotContain("MARKER");
        });
    assertThat(refused).containsOnly(true, false);
  }

  @Test
  void any_policy_is_judged_or_refused() {
    Set<Boolean> refused = new HashSet<>();
    Property.holds(
        1000,
        any -> {
          JsonNode policy = policy(any);
          String refusal = refusal("roles: {r: [" + policy + "]}");

          refused.add(!refusal.isEmpty());
          if (refusal.isEmpty()) {
            Decision.decide(
                new Principal(
                    "n", "i", "d", Set.of(), false, PolicyDocument.policies(array(policy))),
                Action.GET_IMPORT_TEMPLATE,
                null);
          }
        });
    assertThat(refused).containsOnly(true, false);
  }

  private static String text(RandomValues any) {
    return String.join(
        "", any.list(0, 30, () -> any.oneOf(() -> any.of(PIECES), () -> any.text(0, 5))));
  }

  /** The document with a few runs of characters moved, doubled, replaced or cut. */
  private static String mutated(RandomValues any) {
    String text = DOCUMENT;
    for (int mutations = any.between(1, 4); mutations > 0; mutations--) {
      int from = any.between(0, text.length());
      int to = Math.min(text.length(), from + any.between(0, 40));
      String piece =
          any.oneOf(
              () -> pieceOf(DOCUMENT, any.between(0, DOCUMENT.length())),
              () -> any.of("", "\n", "\t", "*", "&", "!", ":", "\"", "{", SECRET, "\\q"));
      text = text.substring(0, from) + piece + text.substring(to);
    }
    return text;
  }

  private static String pieceOf(String text, int from) {
    return text.substring(from, Math.min(text.length(), from + 30));
  }

  private static JsonNode policy(RandomValues any) {
    ArrayNode statements = JSON.arrayNode();
    statements.addAll(
        any.list(
            0,
            3,
            () ->
                any.oneIn(5)
                    ? any.oneOf(() -> statement(any), () -> value(any))
                    : soundStatement(any)));
    return JSON.objectNode()
        .put("Version", any.of("5.0", "1.1", "5.0", "2"))
        .set("Statement", statements);
  }

  private static JsonNode soundStatement(RandomValues any) {
    return JSON.objectNode()
        .put("Effect", any.of("Allow", "Deny"))
        .put(any.of("Action", "NotAction"), any.of("*", "workspace:*", "ecs:?"));
  }

  private static JsonNode statement(RandomValues any) {
    ObjectNode statement = JSON.objectNode();
    for (int fields = any.between(0, 5); fields > 0; fields--) {
      statement.set(
          any.of("Effect", "Action", "NotAction", "Resource", "Sid", "Condition", "x"), value(any));
    }
    return statement;
  }

  private static JsonNode value(RandomValues any) {
    return any.oneOf(
        () -> scalar(any), () -> JSON.arrayNode().addAll(any.list(0, 3, () -> scalar(any))));
  }

  private static JsonNode scalar(RandomValues any) {
    return any.of(
        JSON.stringNode("*"),
        JSON.stringNode("workspace:users:get*"),
        JSON.stringNode("Allow"),
        JSON.stringNode("Deny"),
        JSON.stringNode(""),
        JSON.numberNode(5.0),
        JSON.booleanNode(true),
        JSON.nullNode());
  }

  private static JsonNode array(JsonNode policy) {
    return JsonMapper.shared().createArrayNode().add(policy);
  }

  /** The message; empty if the document is fine. Anything but the one exception fails the test. */
  private static String refusal(String yaml) {
    try {
      Documents.rules(yaml);
      return "";
    } catch (AccessFileException e) {
      String message = String.valueOf(e.getMessage());
      assertThat(List.of(message.split("\n", -1)))
          .allMatch(it -> it.matches("access\\.yaml(:[1-9]\\d*: .{10,}|: and \\d+ more)"));
      return message;
    }
  }
}
