package dev.usertemplate.core.access;

import java.util.List;
import java.util.Set;

/**
 * An identity policy.
 *
 * @param version of the policy language: {@code 5.0}, or {@code 1.1}, which means the same here
 * @param statements at least one; their order does not matter
 */
public record Policy(String version, List<Statement> statements) {
  /** The versions of the policy language that are understood. */
  public static final Set<String> VERSIONS = Set.of("5.0", "1.1");

  /** Refuses other versions, and a policy that says nothing. */
  public Policy {
    if (!VERSIONS.contains(version)) {
      throw new IllegalArgumentException("Version of a policy must be 5.0 or 1.1.");
    }
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("Statement of a policy is empty: add at least one.");
    }
    statements = List.copyOf(statements);
  }
}
