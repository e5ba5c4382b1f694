package dev.usertemplate.core.access;

import static dev.usertemplate.core.access.Action.DECODE_AUTHORIZATION_MESSAGE;
import static dev.usertemplate.core.access.Action.GET_IMPORT_TEMPLATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionTest {
  private static final String PROJECT = "p1";

  @ParameterizedTest
  @CsvSource({
    "workspace:users:getImportTemplate, ALLOWED",
    "WORKSPACE:Users:GETIMPORTTEMPLATE, ALLOWED",
    "workspace:*:*, ALLOWED",
    "*:*:*, ALLOWED",
    "*, ALLOWED",
    "workspace:*, ALLOWED",
    "work*Template, ALLOWED",
    "workspace:users:get*, ALLOWED",
    "workspace:users:getImportTemplate*, ALLOWED",
    "workspace:user?:getImportTemplate, ALLOWED",
    "workspace:users?:getImportTemplate, IMPLICIT_DENY",
    "workspace:users:list*, IMPLICIT_DENY",
    "workspace:users:getImportTemplat, IMPLICIT_DENY",
    "orkspace:users:getImportTemplate, IMPLICIT_DENY",
    "ecs:*:*, IMPLICIT_DENY",
    "wor\u212Aspace:*:*, IMPLICIT_DENY",
  })
  void an_allow_grants_what_its_pattern_matches(String pattern, Decision expected) {
    assertThat(decide(Statement.allow(pattern))).isEqualTo(expected);
  }

  @Test
  void one_pattern_of_several_is_enough() {
    assertThat(decide(Statement.allow("ecs:*:*", "workspace:*:*"))).isEqualTo(Decision.ALLOWED);
  }

  @Test
  void deny_beats_allow_within_a_policy_and_across_policies() {
    Statement allow = Statement.allow("*");
    Statement deny = Statement.deny("workspace:users:get*");

    assertThat(decide(allow, deny)).isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(decide(deny, allow)).isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(
            Decision.decide(
                principal(false, policy(allow), policy(deny)), GET_IMPORT_TEMPLATE, PROJECT))
        .isEqualTo(Decision.EXPLICIT_DENY);
  }

  @Test
  void a_deny_of_something_else_takes_nothing() {
    assertThat(decide(Statement.allow("*"), Statement.deny("workspace:users:list*")))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void nothing_said_is_denied() {
    assertThat(Decision.decide(principal(false), GET_IMPORT_TEMPLATE, PROJECT))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void the_root_user_may_whatever_its_policies_say_but_in_its_projects_only() {
    Principal root = principal(true, policy(Statement.deny("*")));

    assertThat(Decision.decide(root, GET_IMPORT_TEMPLATE, PROJECT)).isEqualTo(Decision.ALLOWED);
    assertThat(Decision.decide(root, GET_IMPORT_TEMPLATE, null)).isEqualTo(Decision.ALLOWED);
    assertThat(Decision.decide(root, GET_IMPORT_TEMPLATE, "p2"))
        .isEqualTo(Decision.FOREIGN_PROJECT);
  }

  @Test
  void the_project_is_looked_at_before_the_policies() {
    Principal denied = principal(false, policy(Statement.deny("*")));

    assertThat(Decision.decide(denied, GET_IMPORT_TEMPLATE, "p2"))
        .isEqualTo(Decision.FOREIGN_PROJECT);
    assertThat(Decision.decide(denied, GET_IMPORT_TEMPLATE, "P1"))
        .as("ids are case-sensitive")
        .isEqualTo(Decision.FOREIGN_PROJECT);
  }

  @Test
  void an_action_without_a_project_is_judged_by_the_policies_alone() {
    Principal caller = principal(false, policy(Statement.allow("STS::decode*")));

    assertThat(Decision.decide(caller, DECODE_AUTHORIZATION_MESSAGE, null))
        .isEqualTo(Decision.ALLOWED);
    assertThat(Decision.decide(caller, GET_IMPORT_TEMPLATE, null))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "ecs:*:*, ALLOWED",
    "workspace:users:list*, ALLOWED",
    "workspace:*:*, IMPLICIT_DENY",
    "WORKSPACE:USERS:*, IMPLICIT_DENY",
  })
  void not_action_applies_to_what_none_of_its_patterns_matches(String pattern, Decision expected) {
    assertThat(decide(new Statement(Effect.ALLOW, null, List.of(pattern), null, false)))
        .isEqualTo(expected);
  }

  @Test
  void not_action_with_several_patterns_needs_all_of_them_to_miss() {
    List<String> patterns = List.of("ecs:*:*", "workspace:*:*");

    assertThat(decide(new Statement(Effect.ALLOW, null, patterns, null, false)))
        .isEqualTo(Decision.IMPLICIT_DENY);
  }

  @Test
  void not_action_can_deny() {
    Statement denyOthers = new Statement(Effect.DENY, null, List.of("ecs:*:*"), null, false);

    assertThat(decide(Statement.allow("*"), denyOthers)).isEqualTo(Decision.EXPLICIT_DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "workspace:*:*:*:*, true",
    "WorkSpace:*:*:*:*, true",
    "work*:*:*:*:*, true",
    "*:*:*:*:*, true",
    "ecs:*:*:*:*, false",
    "workspace:*:*:user:*, false",
    "workspace:cn-north-4:*:*:*, false",
    "workspace:*:*:*:?, false",
    "workspace:*:*:*, false",
    "workspace:*:*:*:*:*, false",
    "**, false",
  })
  void a_resource_has_to_cover_everything_of_the_service(String resource, boolean covers) {
    List<String> all = List.of("*");

    assertThat(decide(new Statement(Effect.ALLOW, all, null, List.of(resource), false)))
        .isEqualTo(covers ? Decision.ALLOWED : Decision.IMPLICIT_DENY);
    assertThat(
            decide(
                Statement.allow("*"),
                new Statement(Effect.DENY, all, null, List.of(resource), false)))
        .isEqualTo(covers ? Decision.EXPLICIT_DENY : Decision.ALLOWED);
  }

  @Test
  void one_resource_of_several_is_enough() {
    List<String> resources = List.of("ecs:*:*:*:*", "*");

    assertThat(decide(new Statement(Effect.ALLOW, List.of("*"), null, resources, false)))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void a_condition_that_cannot_be_judged_fails_closed() {
    Statement allow = new Statement(Effect.ALLOW, List.of("*"), null, null, true);
    Statement deny = new Statement(Effect.DENY, List.of("*"), null, null, true);

    assertThat(decide(allow)).isEqualTo(Decision.IMPLICIT_DENY);
    assertThat(decide(Statement.allow("*"), deny)).isEqualTo(Decision.EXPLICIT_DENY);
  }

  @ParameterizedTest
  @CsvSource({
    "FullAccess, workspace:users:getImportTemplate, ALLOWED",
    "FullAccess, workspace:users:batchDelete, ALLOWED",
    "FullAccess, sts::decodeAuthorizationMessage, IMPLICIT_DENY",
    "ReadOnlyAccess, workspace:users:getImportTemplate, ALLOWED",
    "ReadOnlyAccess, workspace:users:list, ALLOWED",
    "ReadOnlyAccess, workspace:desktops:exportAll, ALLOWED",
    "ReadOnlyAccess, workspace:users:batchDelete, IMPLICIT_DENY",
  })
  void the_presets_grant_what_they_say(String preset, String action, Decision expected) {
    Policy policy = Preset.named(preset).orElseThrow().policy();

    assertThat(Decision.decide(principal(false, policy), new Action(action), PROJECT))
        .isEqualTo(expected);
  }

  @Test
  void presets_are_found_by_their_exact_name_only() {
    assertThat(Preset.named("fullaccess")).isEmpty();
    assertThat(Preset.named("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5.0", "1.1"})
  void both_versions_of_the_language_mean_the_same(String version) {
    Policy policy = new Policy(version, List.of(Statement.allow("*")));

    assertThat(Decision.decide(principal(false, policy), GET_IMPORT_TEMPLATE, PROJECT))
        .isEqualTo(Decision.ALLOWED);
  }

  @Test
  void what_makes_no_sense_is_refused_with_a_sentence() {
    List<String> some = List.of("*");
    assertThatThrownBy(() -> new Statement(Effect.ALLOW, some, some, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A statement needs either Action or NotAction; this one has both.");
    assertThatThrownBy(() -> new Statement(Effect.ALLOW, null, null, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("A statement needs either Action or NotAction; this one has none.");
    assertThatThrownBy(() -> new Statement(Effect.ALLOW, List.of(), null, null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Action of a statement is empty");
    assertThatThrownBy(() -> new Statement(Effect.ALLOW, null, List.of(""), null, false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NotAction of a statement is empty");
    assertThatThrownBy(() -> new Statement(Effect.ALLOW, some, null, List.of(), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Resource of a statement is empty");
    assertThatThrownBy(() -> new Policy("5", List.of(Statement.allow("*"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Version of a policy must be 5.0 or 1.1.");
    assertThatThrownBy(() -> new Policy("5.0", List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Statement of a policy is empty");
    assertThatThrownBy(() -> new Principal("n", "", "d", Set.of(), false, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("id is empty");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a:b", "a:b:", ":b:c", "a:*:c", "a:b:c:d", "a:b:c\n", "ä:b:c"})
  void an_action_has_three_parts_and_no_patterns(String name) {
    assertThatThrownBy(() -> new Action(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_matching_deny_never_allows() {
    Property.holds(
        1000,
        any -> {
          List<Statement> statements = statements(any);
          statements.add(Statement.deny("workspace:*"));

          assertThat(decide(statements)).isEqualTo(Decision.EXPLICIT_DENY);
        });
  }

  @Test
  void the_order_of_statements_does_not_matter() {
    Property.holds(
        1000,
        any -> {
          List<Statement> statements = statements(any);

          assertThat(decide(any.shuffled(statements))).isEqualTo(decide(statements));
        });
  }

  @Test
  void case_does_not_matter() {
    Property.holds(
        1000,
        any -> {
          String pattern = pattern(any);

          assertThat(decide(Statement.allow(pattern.toUpperCase(Locale.ROOT))))
              .isEqualTo(decide(Statement.allow(pattern)));
        });
  }

  private static String pattern(RandomValues any) {
    return any.oneOf(
        () -> any.of("*", "workspace:*:*", "workspace:users:get*", "ecs:*:*", "sts::*"),
        () -> any.text("workspace:*?", 1, 12));
  }

  private static List<Statement> statements(RandomValues any) {
    return any.list(
        1,
        4,
        () -> {
          List<String> patterns = any.list(1, 3, () -> pattern(any));
          boolean not = any.of(true, false);
          return new Statement(
              any.of(Effect.values()),
              not ? null : patterns,
              not ? patterns : null,
              List.of(any.of("*", "workspace:*:*:*:*", "ecs:*:*:*:*")),
              any.of(true, false));
        });
  }

  private static Decision decide(List<Statement> statements) {
    return decide(statements.toArray(Statement[]::new));
  }

  private static Decision decide(Statement... statements) {
    return Decision.decide(principal(false, policy(statements)), GET_IMPORT_TEMPLATE, PROJECT);
  }

  private static Policy policy(Statement... statements) {
    return new Policy("5.0", List.of(statements));
  }

  private static Principal principal(boolean root, Policy... policies) {
    return new Principal("alice", "id1", "d1", Set.of(PROJECT), root, List.of(policies));
  }
}
