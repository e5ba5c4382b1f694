package dev.usertemplate.core.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of the template. Its words (heading, purpose, example) are in {@link Texts}.
 *
 * @param key the field's name in the cloud API, such as {@code user_name}; it never changes, and
 *     headings may. The column that is not read has a key of our own.
 * @param requirement whether a cell has to be filled
 * @param rules what a filled cell has to satisfy, all of it; empty when anything goes
 * @param latin whether values are typed in Latin letters, digits and signs, so that an input method
 *     for Chinese is in the way
 * @param secret whether no report, log or message may hold a value
 */
public record Column(
    String key, Requirement requirement, List<Rule> rules, boolean latin, boolean secret) {
  /** Checks nothing but makes the list of rules unmodifiable. */
  public Column {
    rules = List.copyOf(rules);
  }

  /** A column whose values are no secret. */
  public Column(String key, Requirement requirement, List<Rule> rules, boolean latin) {
    this(key, requirement, rules, latin, false);
  }

  // Written out because the key tells columns apart: what a record has otherwise is slow to be made
  // when it is first asked for, and looks at every rule.

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof Column that
            && key.equals(that.key)
            && requirement == that.requirement
            && latin == that.latin
            && secret == that.secret
            && rules.equals(that.rules));
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Whether the column's values go into the call that creates the user. */
  public boolean isRead() {
    return requirement != Requirement.NOT_READ;
  }

  /**
   * The rules that the value breaks, judged by itself and as it stands: nothing is trimmed or
   * repaired. An empty value breaks no rule; whether it may be empty is the {@link #requirement()}.
   */
  public List<Rule> violations(String value) {
    return value.isEmpty()
        ? List.of()
        : rules.stream().filter(rule -> !rule.accepts(value)).toList();
  }
}
