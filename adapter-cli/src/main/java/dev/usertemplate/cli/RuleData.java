package dev.usertemplate.cli;

import dev.usertemplate.core.schema.Rule;
import java.util.LinkedHashMap;
import java.util.Map;

/** The data of a rule under the names that they have in JSON. */
final class RuleData implements Rule.Cases<Map<String, Object>> {
  @Override
  public Map<String, Object> length(Rule.Length rule) {
    return inOrder("min", rule.min(), "max", rule.max());
  }

  @Override
  public Map<String, Object> characters(Rule.Characters rule) {
    return Map.of("characters", rule.allowed().members());
  }

  @Override
  public Map<String, Object> firstCharacter(Rule.FirstCharacter rule) {
    return Map.of("characters", rule.allowed().members());
  }

  @Override
  public Map<String, Object> lastCharacter(Rule.LastCharacter rule) {
    return Map.of("forbidden_characters", rule.forbidden().members());
  }

  @Override
  public Map<String, Object> emailAddress(Rule.EmailAddress rule) {
    return inOrder(
        "local_characters", rule.local().members(), "domain_characters", rule.domain().members());
  }

  @Override
  public Map<String, Object> phoneNumber(Rule.PhoneNumber rule) {
    return Map.of("separators", rule.separators().members());
  }

  @Override
  public Map<String, Object> expirationTime(Rule.ExpirationTime rule) {
    Map<String, Object> data =
        inOrder("forms", Rule.ExpirationTime.FORMS, "never", Rule.ExpirationTime.NEVER);
    data.put("earliest", Rule.ExpirationTime.EARLIEST.toString());
    return data;
  }

  @Override
  public Map<String, Object> unique(Rule.Unique rule) {
    return Map.of("case_sensitive", !Rule.Unique.fold("A").equals(Rule.Unique.fold("a")));
  }

  // Map.of() has another order in each run.
  private static Map<String, Object> inOrder(
      String first, Object firstValue, String second, Object secondValue) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put(first, firstValue);
    data.put(second, secondValue);
    return data;
  }
}
