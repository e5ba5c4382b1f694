package dev.usertemplate.http.access;

import static dev.usertemplate.http.access.Documents.THREE_PRINCIPALS;
import static dev.usertemplate.http.access.Documents.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.usertemplate.core.access.Preset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is told with its line and place, and with what would be right. */
class AccessFileMessagesTest {
  private static final String NOT_YAML =
      "is not YAML; look at indentation, colons, brackets and quotes, here and in the line before";
  private static final String KEY = "principals[0].access_keys[0]";
  private static final String ID = "1 to 255 letters, digits, _ and -";
  private static final String LABEL = "1 to 255 characters, none of them a control character";
  private static final String QUOTES =
      "; put the value in quotes, else YAML takes it for something other than text";
  private static final String PRESETS =
      "FullAccess or ReadOnlyAccess, or a policy written out with Version and Statement";

  @ParameterizedTest(name = "{0}")
  @MethodSource({"documents", "principals", "accessKeys", "policies", "others"})
  void a_mistake_is_told(String yaml, int line, String reason) {
    assertThatThrownBy(() -> rules(yaml))
        .isInstanceOf(AccessFileException.class)
        .hasMessage("access.yaml:%d: %s".formatted(line, reason));
  }

  static Stream<Arguments> documents() {
    return Stream.of(
        arguments("", 1, "is empty; an access file with nothing in it says {}"),
        arguments("# only a comment\n", 1, "is empty; an access file with nothing in it says {}"),
        arguments("[]", 1, "must be a mapping with the keys of an access file"),
        arguments("words", 1, "must be a mapping with the keys of an access file"),
        arguments("~", 1, "must be a mapping with the keys of an access file"),
        arguments("{}\n---\n{}\n", 3, "begins a second document; keep one, without '---' between"),
        arguments("projects: []\nroles: {a: {b: c}\n", 3, NOT_YAML),
        arguments("projects: []\nroles: \"\\q\"\n", 2, NOT_YAML),
        arguments("projects: []\nroles: x: y\n", 2, NOT_YAML),
        arguments("? [a]\n: b\n", 1, NOT_YAML),
        arguments("projects: []\nroles: .nan\n", 2, NOT_YAML),
        arguments(
            "projects: []\nroles:\n\ta: []\n",
            3,
            "is not YAML: there is a tab; indent and separate with spaces"),
        arguments(
            "projects: []\nroles: {}\nprojects: []\n",
            3,
            "has a key that stands in the same mapping already; keep one of them"),
        arguments("projects: &a []\n", 1, "has an anchor (&); leave it out, aliases are not read"),
        arguments("projects: []\nroles: !!map {}\n", 2, "has a tag (!); leave it out"),
        arguments("roles:\n  <<: 1\n", 2, "roles.*: must be a list of policies"),
        arguments("projects: " + "[".repeat(60), 1, "is nested more than 40 levels deep"),
        arguments(
            "projects: []\nproject: []\n",
            2,
            "has a key that is not known here; known are projects, principals, roles, message_keys,"
                + " identity_service"));
  }

  static Stream<Arguments> principals() {
    return Stream.of(
        change(
            "name: alice",
            "name: bob",
            10,
            "principals[1].name: is the same as that of principals[0]; choose another"),
        change(
            "- name: alice",
            "- domain: x\n    name: alice",
            4,
            "principals[0]: has a key that is not known here; known are name, id, domain_id, projects, root, policies, access_keys"),
        change(
            "name: alice",
            "name:",
            4,
            "principals[0].name: must be " + LABEL + "; there is nothing"),
        change("name: alice", "name: 12", 4, "principals[0].name: must be " + LABEL + QUOTES),
        change(
            "name: alice",
            "name: null",
            4,
            "principals[0].name: must be " + LABEL + "; there is nothing"),
        change("domain_id: d0001\n    projects", "projects", 4, "principals[0]: has no domain_id"),
        change("domain_id: d0001", "domain_id: d 1", 5, "principals[0].domain_id: must be " + ID),
        change(
            "name: alice",
            "name: alice\n    id: bob",
            11,
            "principals[1]: its id is the same as that of principals[0]; choose another"),
        change("root: true", "root: \"yes\"", 19, "principals[2].root: must be true or false"),
        change(
            "- id: 0bec5db98280d2d02fd6c00c2de791ce\n",
            "- id: 0bec5db98280d2d02fd6c00c2de791ce\n  - {id: 0bec5db98280d2d02fd6c00c2de791ce}\n",
            3,
            "projects[1].id: is the same as that of projects[0]; choose another"),
        change(
            "projects: [0bec5db98280d2d02fd6c00c2de791ce]",
            "projects: [other]",
            6,
            "principals[0].projects[0]: is not the id of a project; add it to projects"),
        change(
            "projects: [0bec5db98280d2d02fd6c00c2de791ce]",
            "projects: other",
            6,
            "principals[0].projects: must be a list of project ids"));
  }

  static Stream<Arguments> accessKeys() {
    String secret = "secret_key: alice-secret-1";
    String three = "needs exactly one of secret_key, secret_key_file, secret_key_env";
    String must = "8 to 255 printable ASCII characters without blanks";
    return Stream.of(
        change(
            "ALICE000000000000001",
            "BOB00000000000000001",
            14,
            "principals[1].access_keys[0].access_key: is the same as that of principals[0].access_keys[0]; choose another"),
        change(
            "ALICE000000000000001",
            "A",
            8,
            KEY + ".access_key: must be 4 to 64 letters, digits, _ and -"),
        change(", " + secret, "", 8, KEY + ": " + three),
        change(secret, secret + ", secret_key_env: X", 8, KEY + ": " + three),
        change("alice-secret-1", "short", 8, KEY + ".secret_key: must be " + must),
        change(
            "alice-secret-1", "''", 8, KEY + ".secret_key: must be " + must + "; there is nothing"),
        change("alice-secret-1", "1234567890123", 8, KEY + ".secret_key: must be " + must + QUOTES),
        change("alice-secret-1", "\"alice-secret-1\\n\"", 8, KEY + ".secret_key: must be " + must),
        change(
            secret,
            secret + ", expires_at: 2027-01-31T12:00:00Z",
            8,
            KEY
                + ": has expires_at, and so needs exactly one of security_token, security_token_file"),
        change(
            secret,
            secret + ", security_token: token-of-alice, security_token_file: x",
            8,
            KEY + ": may have only one of security_token, security_token_file"),
        change(
            secret,
            secret + ", security_token: token-of-alice, expires_at: tomorrow",
            8,
            KEY + ".expires_at: must be an instant in UTC, such as 2027-01-31T12:00:00Z"),
        change(
            secret,
            secret + ", security_token: token-of-alice, expires_at: 2027-02-30T12:00:00Z",
            8,
            KEY + ".expires_at: is not a date and time that exists"),
        change(
            secret,
            "secret_key_env: A-B",
            8,
            KEY
                + ".secret_key_env: must be the name of an environment variable: letters, digits and _"),
        change(
            secret,
            "secret_key_file: nowhere",
            8,
            KEY + ".secret_key_file: the file does not exist, or this process may not see it"));
  }

  static Stream<Arguments> policies() {
    String version = "principals[1].policies[0].Version: must be \"5.0\" or \"1.1\", in quotes";
    String statement = "principals[1].policies[0].Statement[0]";
    String patterns = "service:type:operation with the wildcards * and ?";
    return Stream.of(
        change(
            "[ReadOnlyAccess]",
            "[readonlyaccess]",
            9,
            "principals[0].policies[0]: must be " + PRESETS),
        change(
            "[ReadOnlyAccess]",
            "[1]",
            9,
            "principals[0].policies[0]: must be FullAccess, ReadOnlyAccess, or a policy written out with Version and Statement"
                + QUOTES),
        change(
            "[ReadOnlyAccess]",
            "ReadOnlyAccess",
            9,
            "principals[0].policies: must be a list of policies"),
        change("\"5.0\"", "5.0", 16, version + QUOTES),
        change("\"5.0\"", "\"5\"", 16, version),
        change("Version: \"5.0\", ", "", 16, "principals[1].policies[0]: has no Version"),
        change("Effect: Allow", "Effect: allow", 16, statement + ".Effect: must be Allow or Deny"),
        change("Effect: Allow, ", "", 16, statement + ": has no Effect"),
        change(
            ", Action: [\"*:*:*\"]",
            "",
            16,
            statement + ": needs exactly one of Action, NotAction"),
        change(
            "Action: [\"*:*:*\"]",
            "Action: ['a:*'], NotAction: ['b:*']",
            16,
            statement + ": needs exactly one of Action, NotAction"),
        change(
            "[\"*:*:*\"]",
            "[]",
            16,
            statement
                + ".Action: must be a pattern, or a list of at least one, of service:type:operation with the wildcards * and ?"),
        change("[\"*:*:*\"]", "[\"a b\"]", 16, statement + ".Action[0]: must be " + patterns),
        change(
            "[\"*:*:*\"]",
            "['*'], Resource: []",
            16,
            statement
                + ".Resource: must be * or a pattern of five parts with colons between them, or a list of at least one such"),
        change(
            "[\"*:*:*\"]", "['*'], Condition: x", 16, statement + ".Condition: must be a mapping"),
        change(
            "Action: [\"*:*:*\"]",
            "action: ['*']",
            16,
            statement
                + ": has a key that is not known here; known are Sid, Effect, Action, NotAction, Resource, Condition\naccess.yaml:16: "
                + statement
                + ": needs exactly one of Action, NotAction"));
  }

  static Stream<Arguments> others() {
    String key =
        "32 bytes in base64: 43 characters and a =, as 'openssl rand -base64 32' prints them";
    return Stream.of(
        arguments("roles:\n  admin: FullAccess\n", 2, "roles.*: must be a list of policies"),
        arguments("roles:\n  admin: [full]\n", 2, "roles.*[0]: must be " + PRESETS),
        arguments(
            "roles:\n  '': []\n",
            2,
            "roles: must be a mapping from role names, 1 to 64 characters each, to lists of policies"),
        arguments("message_keys:\n- key: abc\n", 2, "message_keys[0].key: must be " + key),
        arguments(
            "message_keys:\n- {}\n",
            2,
            "message_keys[0]: needs exactly one of key, key_file, key_env"),
        arguments(
            "message_keys:\n- key_env: NONE\n",
            2,
            "message_keys[0].key_env: the environment variable is not set; set it for this process"),
        arguments(
            "identity_service:\n  user: u\n  user_domain: d\n  project: p\n  project_domain: d\n",
            2,
            "identity_service: needs exactly one of password, password_file, password_env"),
        arguments(
            "identity_service: {user: u, user_domain: d, password: '', project: p, project_domain: d}\n",
            1,
            "identity_service.password: must be " + LABEL + "; there is nothing"));
  }

  @Test
  void a_byte_that_is_not_utf_8_is_told_with_its_line() {
    byte[] bytes = "projects: []\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> new AccessFile(Path.of("access.yaml"), name -> null).parse(bytes))
        .hasMessage("access.yaml:2: has bytes that are not UTF-8; save the file as UTF-8");
  }

  @Test
  void a_bomb_of_aliases_is_refused_before_it_goes_off() {
    assertThatThrownBy(() -> rules("roles:\n  a: &a [x]\n  b: &b [*a, *a]\n"))
        .hasMessageContaining("access.yaml:2: has an anchor")
        .hasMessageContaining("access.yaml:3: has an alias (*); write out what it stands for");
  }

  @Test
  void several_mistakes_are_told_at_once_but_not_hundreds() {
    String many = "projects:\n" + "- {id: ''}\n".repeat(100);

    assertThatThrownBy(() -> rules(many))
        .satisfies(
            e ->
                assertThat(e.getMessage().lines())
                    .hasSize(11)
                    .startsWith(
                        "access.yaml:2: projects[0].id: must be " + ID + "; there is nothing")
                    .endsWith("access.yaml: and 90 more"));
  }

  @Test
  void the_schema_knows_the_presets_of_the_core() {
    assertThat(
            AccessSchema.SOURCE
                .at("/$defs/presetName/enum")
                .valueStream()
                .map(it -> it.stringValue()))
        .containsExactlyElementsOf(Arrays.stream(Preset.values()).map(Preset::policyName).toList());
  }

  private static Arguments change(String from, String to, int line, String reason) {
    assertThat(THREE_PRINCIPALS).contains(from);
    int at = THREE_PRINCIPALS.indexOf(from);
    return arguments(
        THREE_PRINCIPALS.substring(0, at) + to + THREE_PRINCIPALS.substring(at + from.length()),
        line,
        reason);
  }
}
