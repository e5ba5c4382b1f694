package dev.usertemplate.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a principal may do something, and if not, why not. */
public enum Decision {
  /** It may. */
  ALLOWED,
  /** It does not belong to the project, whatever its policies say. */
  FOREIGN_PROJECT,
  /** No policy allows it. */
  IMPLICIT_DENY,
  /** A policy denies it, whatever others allow. */
  EXPLICIT_DENY;

  /**
   * Judges by the project first, which binds the root user too, then by the policies.
   *
   * @param project the project that the action is about; null if it is about none
   */
  public static Decision decide(Principal principal, Action action, @Nullable String project) {
    if (project != null && !principal.projects().contains(project)) {
      return FOREIGN_PROJECT;
    }
    if (principal.root()) {
      return ALLOWED;
    }
    List<Effect> effects =
        principal.policies().stream()
            .flatMap(policy -> policy.statements().stream())
            .filter(statement -> statement.appliesTo(action))
            .map(Statement::effect)
            .toList();
    if (effects.contains(Effect.DENY)) {
      return EXPLICIT_DENY;
    }
    return effects.isEmpty() ? IMPLICIT_DENY : ALLOWED;
  }
}
