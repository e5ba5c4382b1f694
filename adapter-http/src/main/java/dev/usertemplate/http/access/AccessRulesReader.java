package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Principal;
import dev.usertemplate.http.signature.SigningKey;
import dev.usertemplate.http.token.ServiceCredentials;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Turns a document that the schema accepts into rules, and checks what no schema can say: what has
 * to be unique, what has to be there, and the secrets that are elsewhere.
 */
final class AccessRulesReader {
  private final SecretSource secrets;
  private final Consumer<Problem> problems;
  private final Map<String, Credential> credentials = new LinkedHashMap<>();
  private final Map<String, String> ownersOfKeys = new HashMap<>();

  AccessRulesReader(SecretSource secrets) {
    this.secrets = secrets;
    this.problems = secrets.problems();
  }

  /** The rules, which are incomplete if problems were found. */
  AccessRules read(JsonNode document) {
    Set<String> projects = unique(document.path("projects"), "projects", "id").keySet();
    JsonNode principals = document.path("principals");
    unique(principals, "principals", "name");
    uniqueIds(principals);
    for (int i = 0; i < principals.size(); i++) {
      principal(principals.path(i), "principals[" + i + "]", projects);
    }
    Map<String, List<Policy>> roles = new HashMap<>(AccessRules.builtInRoles());
    document
        .path("roles")
        .forEachEntry((name, policies) -> roles.put(name, PolicyDocument.policies(policies)));
    return new AccessRules(
        credentials,
        roles,
        messageKeys(document.path("message_keys")),
        identityService(document.get("identity_service")));
  }

  private void principal(JsonNode node, String where, Set<String> projects) {
    Set<String> own = new HashSet<>();
    for (int i = 0; i < node.path("projects").size(); i++) {
      JsonNode project = node.path("projects").path(i);
      own.add(project.stringValue());
      if (!projects.contains(project.stringValue())) {
        problem(
            project,
            "%s.projects[%d]: is not the id of a project; add it to projects".formatted(where, i));
      }
    }
    Principal principal =
        new Principal(
            node.path("name").stringValue(),
            id(node).stringValue(),
            node.path("domain_id").stringValue(),
            own,
            node.path("root").booleanValue(false),
            PolicyDocument.policies(node.path("policies")));
    for (int i = 0; i < node.path("access_keys").size(); i++) {
      credential(
          node.path("access_keys").path(i), "%s.access_keys[%d]".formatted(where, i), principal);
    }
  }

  private void credential(JsonNode node, String where, Principal principal) {
    String accessKey = node.path("access_key").stringValue();
    refuseTaken(ownersOfKeys, node.path("access_key"), where, ".access_key");
    String secretKey = secrets.find(node, where + ".", "secret_key", "secretKey");
    String token = secrets.find(node, where + ".", "security_token", "securityToken");
    Instant expiresAt = instant(node.get("expires_at"), where);
    if (secretKey != null) {
      SigningKey key =
          token == null
              ? SigningKey.permanent(accessKey, secretKey)
              : SigningKey.temporary(
                  accessKey, secretKey, token, expiresAt == null ? Instant.MAX : expiresAt);
      credentials.put(accessKey, new Credential(principal, key));
    }
  }

  private @Nullable Instant instant(@Nullable JsonNode node, String where) {
    try {
      return node == null ? null : Instant.parse(node.stringValue());
    } catch (DateTimeException e) {
      problem(node, where + ".expires_at: is not a date and time that exists");
      return null;
    }
  }

  private List<MessageKey> messageKeys(JsonNode nodes) {
    List<MessageKey> keys = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String key = secrets.find(nodes.path(i), "message_keys[" + i + "].", "key", "key256");
      if (key != null) {
        keys.add(MessageKey.ofBase64(key));
      }
    }
    return keys;
  }

  private @Nullable ServiceCredentials identityService(@Nullable JsonNode node) {
    if (node == null) {
      return null;
    }
    String password = secrets.find(node, "identity_service.", "password", "password");
    return password == null
        ? null
        : new ServiceCredentials(
            node.path("user").stringValue(),
            node.path("user_domain").stringValue(),
            password,
            node.path("project").stringValue(),
            node.path("project_domain").stringValue());
  }

  /** Where each value of that key stands; reports those that stand there twice. */
  private Map<String, String> unique(JsonNode list, String where, String key) {
    Map<String, String> places = new HashMap<>();
    for (int i = 0; i < list.size(); i++) {
      refuseTaken(places, list.path(i).path(key), "%s[%d]".formatted(where, i), "." + key);
    }
    return places;
  }

  private void uniqueIds(JsonNode principals) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < principals.size(); i++) {
      JsonNode node = principals.path(i);
      Integer other = places.putIfAbsent(id(node).stringValue(), i);
      // Two names that are the same have been reported as such.
      if (other != null && (node.has("id") || principals.path(other).has("id"))) {
        problem(
            id(node),
            "principals[%d]: its id is the same as that of principals[%d]; choose another"
                .formatted(i, other));
      }
    }
  }

  private void refuseTaken(Map<String, String> places, JsonNode value, String where, String key) {
    String other = places.putIfAbsent(value.stringValue(), where);
    if (other != null) {
      problem(
          value, "%s%s: is the same as that of %s; choose another".formatted(where, key, other));
    }
  }

  private static JsonNode id(JsonNode principal) {
    return principal.path(principal.has("id") ? "id" : "name");
  }

  private void problem(JsonNode at, String reason) {
    problems.accept(new Problem(YamlDocument.line(at), reason));
  }
}
