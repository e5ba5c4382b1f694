package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.CharacterSet;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The rules of a template as JSON Schema for the body of the call that creates its users. */
final class CreateUsersSchema {
  private static final String TYPE = "type";
  private static final String STRING = "string";

  private CreateUsersSchema() {}

  static Map<String, Object> of(ActivationType type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put(
        "title",
        Texts.of(Language.EN_US).get("workbook.title", Texts.of(Language.EN_US).activation(type)));
    schema.put(TYPE, "object");
    schema.put("required", List.of("users"));
    schema.put("additionalProperties", false);
    Map<String, Object> users = new LinkedHashMap<>();
    users.put(TYPE, "array");
    users.put("minItems", 1);
    users.put("maxItems", CreateUsersCalls.MAX_USERS);
    users.put("items", user(type));
    schema.put("properties", Map.of("users", users));
    return schema;
  }

  private static Map<String, Object> user(ActivationType type) {
    List<Column> columns = Schema.of(type).columns().stream().filter(Column::isRead).toList();
    Map<String, Object> properties = new LinkedHashMap<>();
    columns.forEach(column -> properties.put(column.key(), property(column)));
    properties.put("active_type", Map.of("const", type.wireName()));

    List<String> required = new ArrayList<>(keys(columns, Requirement.REQUIRED));
    // An account from Active Directory has its password there.
    columns.stream().filter(Column::secret).map(Column::key).forEach(required::remove);
    required.add("active_type");

    Map<String, Object> user = new LinkedHashMap<>();
    user.put(TYPE, "object");
    user.put("required", required);
    List<String> anyOf = keys(columns, Requirement.ANY_OF);
    if (!anyOf.isEmpty()) {
      user.put("anyOf", anyOf.stream().map(key -> Map.of("required", List.of(key))).toList());
    }
    user.put("additionalProperties", false);
    user.put("properties", properties);
    return user;
  }

  private static List<String> keys(List<Column> columns, Requirement requirement) {
    return columns.stream()
        .filter(column -> column.requirement() == requirement)
        .map(Column::key)
        .toList();
  }

  private static Map<String, Object> property(Column column) {
    Map<String, Object> property = new LinkedHashMap<>();
    property.put(TYPE, STRING);
    property.put("description", Texts.of(Language.EN_US).about(column));
    property.put("minLength", 1);
    List<Map<String, Object>> patterns = new ArrayList<>();
    for (Rule rule : column.rules()) {
      if (rule instanceof Rule.Length length) {
        minLength(property, length.min());
        property.put("maxLength", length.max());
      } else {
        rule.match(new Patterns()).forEach(pattern -> patterns.add(Map.of("pattern", pattern)));
      }
    }
    if (!patterns.isEmpty()) {
      property.put("allOf", patterns);
    }
    return property;
  }

  /**
   * A character outside the Basic Multilingual Plane counts twice for the rule, and once for JSON
   * Schema: values with such characters may be shorter.
   */
  private static void minLength(Map<String, Object> property, int min) {
    property.put("minLength", Math.max(1, (min + 1) / 2));
    if (min > 1) {
      property.put("anyOf", List.of(text("minLength", min), text("pattern", "[^\\u0000-\\uFFFF]")));
    }
  }

  /** With its type, which generators of clients look for in each alternative. */
  private static Map<String, Object> text(String rule, Object value) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put(TYPE, STRING);
    text.put(rule, value);
    return text;
  }

  /** What a value has to match, all of it, in the regular expressions of ECMA-262. */
  private static final class Patterns implements Rule.Cases<List<String>> {
    @Override
    public List<String> length(Rule.Length rule) {
      return List.of();
    }

    @Override
    public List<String> characters(Rule.Characters rule) {
      return List.of("^%s*$".formatted(oneOf(rule.allowed())));
    }

    @Override
    public List<String> firstCharacter(Rule.FirstCharacter rule) {
      return List.of("^" + oneOf(rule.allowed()));
    }

    @Override
    public List<String> lastCharacter(Rule.LastCharacter rule) {
      return List.of("[^%s]$".formatted(members(rule.forbidden())));
    }

    @Override
    public List<String> emailAddress(Rule.EmailAddress rule) {
      String local = "[%s]+".formatted(withoutDot(rule.local()));
      String domain = "[%s]+".formatted(withoutDot(rule.domain()));
      return List.of("^%1$s(\\.%1$s)*@(?!-)%2$s(\\.%2$s)+$".formatted(local, domain), "[^-]$");
    }

    @Override
    public List<String> phoneNumber(Rule.PhoneNumber rule) {
      return List.of("^\\+?[0-9]([0-9%s]*[0-9])?$".formatted(members(rule.separators())));
    }

    /** As the calls have it: a day alone has become its end. */
    @Override
    public List<String> expirationTime(ExpirationTime rule) {
      return List.of(
          ExpirationTime.FORMS.stream()
              .filter(form -> ExpirationTime.moment(form).equals(form))
              .map(Patterns::pattern)
              .collect(Collectors.joining("|", "^(" + ExpirationTime.NEVER + "|", ")$")));
    }

    @Override
    public List<String> unique(Rule.Unique rule) {
      return List.of();
    }

    private static String pattern(String form) {
      String pattern =
          IntStream.range(0, form.length())
              .mapToObj(i -> "[" + escaped(ExpirationTime.allowedAt(form, i)) + "]")
              .collect(Collectors.joining());
      // Position by position, 29 would be an hour.
      return pattern.replace("[T][012]", "[T](?!2[4-9])[012]");
    }

    private static String oneOf(CharacterSet set) {
      return "[" + members(set) + "]";
    }

    private static String withoutDot(CharacterSet set) {
      return members(new CharacterSet(set.letters(), set.digits(), set.others().replace(".", "")));
    }

    private static String members(CharacterSet set) {
      return (set.letters() ? "A-Za-z" : "") + (set.digits() ? "0-9" : "") + escaped(set.others());
    }

    private static String escaped(String characters) {
      return characters.replaceAll("[\\\\\\]\\[^-]", "\\\\$0");
    }
  }
}
