package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Effect;
import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Preset;
import dev.usertemplate.core.access.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns policies as the schema accepts them into those of the core. */
final class PolicyDocument {
  private PolicyDocument() {}

  /** A list of names of presets and of policies written out; none if it is missing. */
  static List<Policy> policies(JsonNode list) {
    return list.valueStream().map(PolicyDocument::policy).toList();
  }

  private static Policy policy(JsonNode node) {
    return node.isString()
        ? Preset.named(node.stringValue()).orElseThrow().policy()
        : new Policy(
            node.path("Version").stringValue(),
            node.path("Statement").valueStream().map(PolicyDocument::statement).toList());
  }

  private static Statement statement(JsonNode node) {
    return new Statement(
        node.path("Effect").stringValue().equals("Allow") ? Effect.ALLOW : Effect.DENY,
        patterns(node.get("Action")),
        patterns(node.get("NotAction")),
        patterns(node.get("Resource")),
        !node.path("Condition").isEmpty());
  }

  private static @Nullable List<String> patterns(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    return node.isString()
        ? List.of(node.stringValue())
        : node.valueStream().map(JsonNode::stringValue).toList();
  }
}
