package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.huaweicloud.sdk.core.utils.JsonUtils;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.check.User;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.SampleValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** The bodies of calls, judged by a validator of JSON Schema and read with the vendor's SDK. */
class CreateUsersCallsTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** The user as the vendor's create call declares it: field by field, under its wire name. */
  static final class SdkUser {
    @JsonProperty("user_name")
    @Nullable String userName;

    @JsonProperty("user_email")
    @Nullable String userEmail;

    @JsonProperty("user_phone")
    @Nullable String userPhone;

    @JsonProperty("active_type")
    @Nullable String activeType;

    @JsonProperty("password")
    @Nullable String password;

    @JsonProperty("account_expires")
    @Nullable String accountExpires;

    @JsonProperty("description")
    @Nullable String description;
  }

  /** The body as the vendor's create call declares it. */
  static final class SdkBody {
    @JsonProperty("users")
    @Nullable List<SdkUser> users;
  }

  @ParameterizedTest
  @EnumSource
  void every_body_of_valid_users_satisfies_the_schema(ActivationType type) {
    Schema schema = schema(type);
    for (Map<String, Object> body : bodies(type, true)) {
      assertThat(schema.validate(JSON.valueToTree(body))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_body_with_any_value_that_breaks_a_rule_does_not(ActivationType type) {
    Schema schema = schema(type);
    for (Map<String, Object> body : bodies(type, false)) {
      assertThat(schema.validate(JSON.valueToTree(body))).as("%s", body).isNotEmpty();
    }
  }

  @Test
  void a_character_that_counts_twice_for_the_rule_may_count_once_for_the_schema() {
    Map<String, String> user =
        Map.of("user_name", "a", "password", "😀😀😀😀", "active_type", "ADMIN_ACTIVATE");
    assertThat(
            schema(ActivationType.ADMIN_ACTIVATE)
                .validate(JSON.valueToTree(Map.of("users", List.of(user)))))
        .isEmpty();
  }

  @Test
  void the_schema_wants_wire_names_and_a_way_to_reach_users() {
    Schema schema = schema(ActivationType.USER_ACTIVATE);
    Map<String, String> user = Map.of("user_name", "a", "active_type", "USER_ACTIVATE");
    assertThat(schema.validate(JSON.valueToTree(Map.of("users", List.of(user))))).isNotEmpty();
    Map<String, String> more = new HashMap<>(user);
    more.put("user_email", "a@example.com");
    assertThat(schema.validate(JSON.valueToTree(Map.of("users", List.of(more))))).isEmpty();
    more.put("userPhone", "1");
    assertThat(schema.validate(JSON.valueToTree(Map.of("users", List.of(more))))).isNotEmpty();
    assertThat(schema.validate(JSON.valueToTree(Map.of("users", List.of())))).isNotEmpty();
  }

  @Test
  void the_vendors_sdk_reads_every_field() {
    Map<String, String> values =
        Map.of(
            "user_name", "alice",
            "password", "Example-2030",
            "user_email", "alice@example.com",
            "user_phone", "+8613800138000",
            "account_expires", "2030-12-31T23:59:59Z",
            "description", "销售 \"部\"\n");
    List<String> bodies = new ArrayList<>();
    CreateUsersCalls calls =
        new CreateUsersCalls(body -> bodies.add(JSON.writeValueAsString(body)));
    calls.accept(new User(3, ActivationType.ADMIN_ACTIVATE, values));
    calls.finish();
    SdkBody body = JsonUtils.toObject(bodies.get(0), SdkBody.class);
    assertThat(body.users).hasSize(1);
    SdkUser user = body.users.get(0);
    assertThat(
            List.of(
                user.userName,
                user.password,
                user.userEmail,
                user.userPhone,
                user.accountExpires,
                user.description,
                user.activeType))
        .containsExactly(
            "alice",
            "Example-2030",
            "alice@example.com",
            "+8613800138000",
            "2030-12-31T23:59:59Z",
            "销售 \"部\"\n",
            "ADMIN_ACTIVATE");
  }

  /** For each sample of the columns a body with one user who has it. */
  private static List<Map<String, Object>> bodies(ActivationType type, boolean valid) {
    List<Column> columns = dev.usertemplate.core.schema.Schema.of(type).columns();
    List<Map<String, Object>> bodies = new ArrayList<>();
    for (SampleValue sample : SampleValue.all()) {
      boolean isThere = columns.stream().anyMatch(it -> it.key().equals(sample.column()));
      if (isThere && sample.valid() == valid && !isBeyondPatterns(sample)) {
        Map<String, String> values = new HashMap<>();
        columns.stream()
            .filter(
                it -> Set.of(Requirement.REQUIRED, Requirement.ANY_OF).contains(it.requirement()))
            .forEach(it -> values.put(it.key(), goodValue(it)));
        boolean isTime = sample.column().equals("account_expires") && valid;
        values.put(
            sample.column(), isTime ? ExpirationTime.moment(sample.value()) : sample.value());
        CreateUsersCalls calls = new CreateUsersCalls(bodies::add);
        calls.accept(new User(3, type, values));
        calls.finish();
      }
    }
    assertThat(bodies).isNotEmpty();
    return bodies;
  }

  private static String goodValue(Column column) {
    return SampleValue.all().stream()
        .filter(sample -> sample.valid() && sample.column().equals(column.key()))
        .findFirst()
        .orElseThrow()
        .value();
  }

  /** Days that the calendar does not have, and lengths that a validator counts otherwise. */
  private static boolean isBeyondPatterns(SampleValue sample) {
    return sample.value().matches("2030-(02-29|02-30|04-31)");
  }

  private static Schema schema(ActivationType type) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(JSON.valueToTree(CreateUsersCalls.jsonSchema(type)));
  }
}
