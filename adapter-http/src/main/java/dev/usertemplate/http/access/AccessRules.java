package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Preset;
import dev.usertemplate.http.token.ServiceCredentials;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an access file says.
 *
 * @param credentials by access key
 * @param roles policies by the name of a role of the identity service, the built-in ones included
 * @param messageKeys of authorization messages: the first one seals, all of them open; none: a key
 *     of the process does both
 * @param identityService the account to ask the identity service with; null if there is none
 */
public record AccessRules(
    Map<String, Credential> credentials,
    Map<String, List<Policy>> roles,
    List<MessageKey> messageKeys,
    @Nullable ServiceCredentials identityService) {
  /** What the roles of the identity service stand for unless the access file says otherwise. */
  static final Map<String, Preset> BUILT_IN_ROLES =
      Map.of(
          "te_admin", Preset.FULL_ACCESS,
          "wks_adm", Preset.FULL_ACCESS,
          "admin", Preset.FULL_ACCESS,
          "readonly", Preset.READ_ONLY_ACCESS,
          "reader", Preset.READ_ONLY_ACCESS);

  private static final AccessRules NONE =
      new AccessRules(Map.of(), builtInRoles(), List.of(), null);

  /** Takes copies. */
  public AccessRules {
    credentials = Map.copyOf(credentials);
    roles = Map.copyOf(roles);
    messageKeys = List.copyOf(messageKeys);
  }

  /** No access keys, and the built-in roles: all that a server with an identity service needs. */
  public static AccessRules none() {
    return NONE;
  }

  /** All policies of all these roles; those of a role that is not known are none. */
  public List<Policy> policiesForRoles(List<String> names) {
    return names.stream()
        .flatMap(name -> roles.getOrDefault(name, List.of()).stream())
        .distinct()
        .toList();
  }

  /** For the log: how much there is, without names and secrets. */
  String counts() {
    return "%d access keys of %d principals, %d roles, %d message keys, %s identity service account"
        .formatted(
            credentials.size(),
            credentials.values().stream().map(Credential::principal).distinct().count(),
            roles.size(),
            messageKeys.size(),
            identityService == null ? "no" : "an");
  }

  static Map<String, List<Policy>> builtInRoles() {
    return BUILT_IN_ROLES.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, role -> List.of(role.getValue().policy())));
  }
}
