package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CreateUsersSchemaTest {
  @Test
  void a_body_has_one_to_200_users_and_nothing_else() {
    Map<String, Object> schema = CreateUsersCalls.jsonSchema(ActivationType.USER_ACTIVATE);
    assertThat(schema)
        .containsEntry("$schema", "https://json-schema.org/draft/2020-12/schema")
        .containsEntry("type", "object")
        .containsEntry("required", List.of("users"))
        .containsEntry("additionalProperties", false);
    assertThat(schema.get("title")).asString().isNotBlank();
    assertThat(at(schema, "properties", "users"))
        .containsEntry("type", "array")
        .containsEntry("minItems", 1)
        .containsEntry("maxItems", 200);
  }

  @Test
  void a_user_has_what_is_required_and_one_of_what_any_of_is() {
    Map<String, Object> user = user(ActivationType.USER_ACTIVATE);
    assertThat(user)
        .containsEntry("type", "object")
        .containsEntry("additionalProperties", false)
        .containsEntry("required", List.of("user_name", "active_type"))
        .containsKey("anyOf");
    assertThat(user(ActivationType.ADMIN_ACTIVATE)).doesNotContainKey("anyOf");
    assertThat(at(user, "properties").keySet())
        .containsSubsequence("user_name", "user_email", "account_expires", "active_type")
        .doesNotContain("serial_number", "password");
    assertThat(at(user, "properties", "active_type")).isEqualTo(Map.of("const", "USER_ACTIVATE"));
  }

  @Test
  void lengths_are_those_of_the_rules_but_for_characters_that_count_twice() {
    Map<String, Object> user = user(ActivationType.ADMIN_ACTIVATE);
    assertThat(at(user, "properties", "password"))
        .containsEntry("type", "string")
        .containsEntry("minLength", 4)
        .containsEntry("maxLength", 32)
        .containsEntry(
            "anyOf",
            List.of(
                Map.of("type", "string", "minLength", 8),
                Map.of("type", "string", "pattern", "[^\\u0000-\\uFFFF]")))
        .doesNotContainKey("allOf");
    assertThat(at(user, "properties", "user_name"))
        .containsEntry("minLength", 1)
        .containsEntry("maxLength", 32)
        .doesNotContainKey("anyOf");
    assertThat(at(user, "properties", "description"))
        .containsEntry("minLength", 1)
        .containsEntry("maxLength", 255);
    assertThat(at(user, "properties", "account_expires"))
        .containsEntry("minLength", 1)
        .doesNotContainKey("maxLength");
    assertThat(at(user, "properties", "user_name").get("description")).asString().isNotBlank();
  }

  @Test
  void patterns_are_those_of_the_rules_in_the_order_of_the_schema() {
    Map<String, Object> user = user(ActivationType.ADMIN_ACTIVATE);
    assertThat(at(user, "properties", "user_name").get("allOf"))
        .isEqualTo(
            List.of(
                Map.of("pattern", "^[A-Za-z0-9.\\-_]*$"),
                Map.of("pattern", "^[A-Za-z0-9]"),
                Map.of("pattern", "[^._]$")));
    assertThat(at(user, "properties", "user_phone").get("allOf"))
        .isEqualTo(List.of(Map.of("pattern", "^\\+?[0-9]([0-9 /\\-]*[0-9])?$")));
  }

  private static Map<String, Object> user(ActivationType type) {
    return at(CreateUsersCalls.jsonSchema(type), "properties", "users", "items");
  }

  @SuppressWarnings("unchecked") // The keys of JSON objects are texts.
  private static Map<String, Object> at(Map<String, Object> from, String... keys) {
    Map<String, Object> found = from;
    for (String key : keys) {
      found = (Map<String, Object>) Objects.requireNonNull(found.get(key));
    }
    return found;
  }
}
