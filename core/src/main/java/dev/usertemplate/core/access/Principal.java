package dev.usertemplate.core.access;

import java.util.List;
import java.util.Set;

/**
 * Who calls: an identity that has been proved.
 *
 * @param name for people, such as {@code alice}
 * @param id for programs
 * @param domainId the account that it belongs to
 * @param projects ids of the projects whose resources it can reach at all
 * @param root whether it is the account's root user, whom no policy limits
 * @param policies what it may do within its projects; none: nothing
 */
public record Principal(
    String name,
    String id,
    String domainId,
    Set<String> projects,
    boolean root,
    List<Policy> policies) {
  /** Takes copies; refuses null and an empty name, id or domain. */
  public Principal {
    refuseEmpty("name", name);
    refuseEmpty("id", id);
    refuseEmpty("domainId", domainId);
    projects = Set.copyOf(projects);
    policies = List.copyOf(policies);
  }

  private static void refuseEmpty(String component, String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(component + " is empty");
    }
  }
}
