package dev.usertemplate.core.access;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sentence of a policy. Patterns may hold {@code *} (any run of characters) and {@code ?}
 * (exactly one); case does not count.
 *
 * @param effect what it does to the actions that it applies to
 * @param actions patterns, one of which an action has to match; null if {@code notActions} is given
 * @param notActions patterns, none of which an action may match; null if {@code actions} is given
 * @param resources patterns of resources; null for every resource
 * @param conditional whether it has a condition. Conditions cannot be judged here, so a conditional
 *     Allow never applies and a conditional Deny always does.
 */
public record Statement(
    Effect effect,
    @Nullable List<String> actions,
    @Nullable List<String> notActions,
    @Nullable List<String> resources,
    boolean conditional) {
  private static final String ANY = "*";

  /** Refuses both or none of actions and notActions, and empty lists. */
  public Statement {
    if ((actions == null) == (notActions == null)) {
      throw new IllegalArgumentException(
          "A statement needs either Action or NotAction; this one has "
              + (actions == null ? "none." : "both."));
    }
    actions = copy("Action", actions);
    notActions = copy("NotAction", notActions);
    resources = copy("Resource", resources);
  }

  /** An unconditional Allow of these actions on every resource. */
  public static Statement allow(String... actions) {
    return new Statement(Effect.ALLOW, List.of(actions), null, null, false);
  }

  /** An unconditional Deny of these actions on every resource. */
  public static Statement deny(String... actions) {
    return new Statement(Effect.DENY, List.of(actions), null, null, false);
  }

  /** Whether it has anything to say about the action. */
  boolean appliesTo(Action action) {
    return names(action) && covers(action) && (effect == Effect.DENY || !conditional);
  }

  private boolean names(Action action) {
    return actions != null
        ? matchesAny(actions, action)
        : notActions != null && !matchesAny(notActions, action);
  }

  private static boolean matchesAny(List<String> patterns, Action action) {
    return patterns.stream().anyMatch(pattern -> Glob.matches(pattern, action.name()));
  }

  /** The actions have no resource type: only a pattern of all resources of the service will do. */
  private boolean covers(Action action) {
    return resources == null
        || resources.stream().anyMatch(resource -> coversAll(resource, action.service()));
  }

  /** Written in full, a resource is {@code service:region:account:type:id}. */
  private static boolean coversAll(String resource, String service) {
    if (resource.equals(ANY)) {
      return true;
    }
    List<String> parts = List.of(resource.split(":", -1));
    return parts.size() == 5
        && Glob.matches(parts.get(0), service)
        && parts.stream().skip(1).allMatch(ANY::equals);
  }

  private static @Nullable List<String> copy(String key, @Nullable List<String> patterns) {
    if (patterns == null) {
      return null;
    }
    if (patterns.isEmpty() || patterns.contains("")) {
      throw new IllegalArgumentException(
          "%s of a statement is empty: name at least one pattern, or leave it out.".formatted(key));
    }
    return List.copyOf(patterns);
  }
}
