package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.SampleValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateUsersCallsTest {
  static List<SampleValue> samples() {
    return SampleValue.all();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 199, 200, 201, 400, 401})
  void bodies_hold_at_most_200_users_in_their_order(int users) {
    List<Object> names = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    CreateUsersCalls calls =
        new CreateUsersCalls(
            body -> {
              List<?> some = (List<?>) Objects.requireNonNull(body.get("users"));
              sizes.add(some.size());
              some.forEach(user -> names.add(map(user).get("user_name")));
            });
    for (int row = 1; row <= users; row++) {
      calls.accept(new User(row, ActivationType.USER_ACTIVATE, Map.of("user_name", "user" + row)));
    }
    calls.finish();
    assertThat(sizes).allMatch(size -> size >= 1 && size <= 200).hasSize((users + 199) / 200);
    assertThat(names).hasSize(users);
    for (int i = 0; i < users; i++) {
      assertThat(names.get(i)).isEqualTo("user" + (i + 1));
    }
  }

  /** A validator judges whole bodies elsewhere; here the patterns alone. */
  @ParameterizedTest
  @MethodSource("samples")
  void the_schema_says_of_a_value_what_the_rules_say(SampleValue sample) {
    String value = sample.value();
    if (sample.column().equals("account_expires") && sample.valid()) {
      value = ExpirationTime.moment(value);
    }
    Map<?, ?> property = property(sample.column());
    boolean matches =
        value.length() >= minLength(property)
            && value.length() <= number(property.get("maxLength"), Integer.MAX_VALUE);
    if (property.get("allOf") instanceof List<?> all) {
      for (Object pattern : all) {
        Object regex = Objects.requireNonNull(((Map<?, ?>) pattern).get("pattern"));
        matches &= Pattern.compile(regex.toString()).matcher(value).find();
      }
    }
    // A day that does not exist is beyond a pattern.
    boolean isNoDay = value.matches("2030-(02-29|02-30|04-31).*");
    assertThat(matches || isNoDay).isEqualTo(sample.valid() || isNoDay);
  }

  @Test
  void a_password_is_not_required_since_active_directory_has_its_own() {
    assertThat(user(ActivationType.ADMIN_ACTIVATE).get("required"))
        .isEqualTo(List.of("user_name", "active_type"));
    assertThat(user(ActivationType.USER_ACTIVATE).get("anyOf"))
        .isEqualTo(
            List.of(
                Map.of("required", List.of("user_email")),
                Map.of("required", List.of("user_phone"))));
  }

  /** For texts without characters outside the Basic Multilingual Plane. */
  private static int minLength(Map<?, ?> property) {
    return property.get("anyOf") instanceof List<?> some
        ? number(map(some.get(0)).get("minLength"), 0)
        : number(property.get("minLength"), 0);
  }

  private static int number(Object value, int absent) {
    return value instanceof Integer number ? number : absent;
  }

  private static Map<?, ?> property(String key) {
    Map<?, ?> properties = map(user(ActivationType.ADMIN_ACTIVATE).get("properties"));
    return map(properties.get(key));
  }

  private static Map<?, ?> user(ActivationType type) {
    Map<?, ?> properties = map(CreateUsersCalls.jsonSchema(type).get("properties"));
    Map<?, ?> users = map(properties.get("users"));
    return map(users.get("items"));
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) Objects.requireNonNull(value);
  }
}
