package dev.usertemplate.http.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Principal;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whatever the file says, it is taken or refused, and secrets stay where they are. */
class AnyDocumentTest {
  private static final String SECRET = "hushMARKERhush";
  private static final String DOCUMENT =
      Documents.THREE_PRINCIPALS.replaceAll("\\w+-secret-1", SECRET)
          + """
          message_keys:
            - key: hushMARKERhushhushMARKERhushhushMARKERhush0=
          identity_service:
            {user: u, user_domain: d, password: hushMARKERhush, project: p, project_domain: d}
          """;

  @Property(tries = 3000)
  void any_text_is_rules_or_an_error_with_a_line(@ForAll("texts") String text) {
    refusal(text);
  }

  @Property(tries = 3000)
  void no_error_quotes_a_secret(@ForAll("mutations") String text) {
    String refusal = refusal(text);

    Statistics.label("refused").collect(!refusal.isEmpty());
    assertThat(refusal).doesNotContain("MARKER");
  }

  @Property(tries = 1000)
  void any_policy_is_judged_or_refused(@ForAll("policies") JsonNode policy) {
    String refusal = refusal("roles: {r: [" + policy + "]}");

    Statistics.label("refused").collect(!refusal.isEmpty());
    if (refusal.isEmpty()) {
      Decision.decide(
          new Principal("n", "i", "d", Set.of(), false, PolicyDocument.policies(array(policy))),
          Action.GET_IMPORT_TEMPLATE,
          null);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> piece =
        Arbitraries.oneOf(
            Arbitraries.of(
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
                "name"),
            Arbitraries.strings().ofMaxLength(5));
    return piece.list().ofMaxSize(30).map(pieces -> String.join("", pieces));
  }

  /** The document with a few runs of characters moved, doubled, replaced or cut. */
  @Provide
  Arbitrary<String> mutations() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, DOCUMENT.length());
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                place,
                Arbitraries.integers().between(0, 40),
                Arbitraries.oneOf(
                    place.map(at -> DOCUMENT.substring(at, Math.min(DOCUMENT.length(), at + 30))),
                    Arbitraries.of("", "\n", "\t", "*", "&", "!", ":", "\"", "{", SECRET, "\\q")))
            .as(Mutation::new);
    return mutation
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(
            mutations -> {
              String text = DOCUMENT;
              for (Mutation each : mutations) {
                text = each.apply(text);
              }
              return text;
            });
  }

  @Provide
  Arbitrary<JsonNode> policies() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    Arbitrary<JsonNode> scalar =
        Arbitraries.of(
            json.stringNode("*"),
            json.stringNode("workspace:users:get*"),
            json.stringNode("Allow"),
            json.stringNode("Deny"),
            json.stringNode(""),
            json.numberNode(5.0),
            json.booleanNode(true),
            json.nullNode());
    Arbitrary<JsonNode> value =
        Arbitraries.oneOf(
            scalar, scalar.list().ofMaxSize(3).map(it -> json.arrayNode().addAll(it)));
    Arbitrary<JsonNode> statement =
        Arbitraries.maps(
                Arbitraries.of(
                    "Effect", "Action", "NotAction", "Resource", "Sid", "Condition", "x"),
                value)
            .ofMaxSize(5)
            .map(it -> json.objectNode().setAll(it));
    Arbitrary<JsonNode> sound =
        Combinators.combine(
                Arbitraries.of("Allow", "Deny"),
                Arbitraries.of("Action", "NotAction"),
                Arbitraries.of("*", "workspace:*", "ecs:?"))
            .as((effect, key, it) -> json.objectNode().put("Effect", effect).put(key, it));
    return Combinators.combine(
            Arbitraries.of("5.0", "1.1", "5.0", "2"),
            Arbitraries.frequencyOf(Tuple.of(8, sound), Tuple.of(1, statement), Tuple.of(1, value))
                .list()
                .ofMaxSize(3))
        .as(
            (version, statements) ->
                json.objectNode()
                    .put("Version", version)
                    .set("Statement", json.arrayNode().addAll(statements)));
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

  private record Mutation(int at, int length, String text) {
    String apply(String to) {
      int from = Math.min(at, to.length());
      return to.substring(0, from) + text + to.substring(Math.min(to.length(), from + length));
    }
  }
}
