package dev.usertemplate.http.access;

import static dev.usertemplate.http.access.Documents.PROJECT;
import static dev.usertemplate.http.access.Documents.THREE_PRINCIPALS;
import static dev.usertemplate.http.access.Documents.permit;
import static dev.usertemplate.http.access.Documents.rules;
import static dev.usertemplate.http.access.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Preset;
import dev.usertemplate.http.signature.SigningKey;
import dev.usertemplate.http.token.ServiceCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFileTest {
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ALICE000000000000001, alice, alice-secret-1, ALLOWED",
    "BOB00000000000000001, bob, bob-secret-1, EXPLICIT_DENY",
    "OWNER000000000000001, owner, owner-secret-1, ALLOWED",
  })
  void a_principal_is_found_by_its_access_key(
      String accessKey, String name, String secret, Decision decision) throws Exception {
    Credential credential = credential(rules(THREE_PRINCIPALS), accessKey);

    assertThat(credential.key()).isEqualTo(SigningKey.permanent(accessKey, secret));
    assertThat(credential.principal().name()).isEqualTo(name);
    assertThat(credential.principal().id()).isEqualTo(name);
    assertThat(credential.principal().domainId()).isEqualTo("d0001");
    assertThat(Decision.decide(credential.principal(), Action.GET_IMPORT_TEMPLATE, PROJECT))
        .isEqualTo(decision);
    assertThat(Decision.decide(credential.principal(), Action.GET_IMPORT_TEMPLATE, "other"))
        .isEqualTo(Decision.FOREIGN_PROJECT);
  }

  @Test
  void everything_that_a_principal_can_have_is_taken_over() throws Exception {
    AccessRules rules =
        rules(
            """
            projects: [{id: p1, name: 生产}]
            principals:
              - name: "Zoë"
                id: u1
                domain_id: d1
                projects: [p1]
                policies:
                  - Version: "1.1"
                    Statement:
                      - Sid: one
                        Effect: Allow
                        NotAction: ecs:*:*
                        Resource: workspace:*:*:*:*
                        Condition: {}
                access_keys:
                  - access_key: TEMP
                    secret_key: twelve-chars
                    security_token: token-of-zoe
                    expires_at: 2027-01-31T12:00:00Z
            """);
    Credential credential = credential(rules, "TEMP");

    assertThat(credential.principal().name()).isEqualTo("Zoë");
    assertThat(credential.principal().id()).isEqualTo("u1");
    assertThat(credential.key())
        .isEqualTo(
            SigningKey.temporary(
                "TEMP", "twelve-chars", "token-of-zoe", Instant.parse("2027-01-31T12:00:00Z")));
    assertThat(Decision.decide(credential.principal(), Action.GET_IMPORT_TEMPLATE, "p1"))
        .isEqualTo(Decision.ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "'{StringEquals: {a: b}}', Allow, IMPLICIT_DENY",
    "'{StringEquals: {a: b}}', Deny, EXPLICIT_DENY",
    "'{}', Allow, ALLOWED",
  })
  void only_a_condition_with_something_in_it_is_one(
      String condition, String effect, Decision decision) throws Exception {
    AccessRules rules =
        rules(policy("{Effect: %s, Action: '*', Condition: %s}".formatted(effect, condition)));

    assertThat(
            Decision.decide(
                credential(rules, "AK01").principal(), Action.GET_IMPORT_TEMPLATE, "p1"))
        .isEqualTo(decision);
  }

  @Test
  void roles_of_the_file_are_added_to_the_built_in_ones_and_replace_them() throws Exception {
    AccessRules rules = rules("roles: {admin: [], support: [ReadOnlyAccess, FullAccess]}\n");
    Policy full = Preset.FULL_ACCESS.policy();
    Policy readOnly = Preset.READ_ONLY_ACCESS.policy();

    assertThat(rules.policiesForRoles(List.of("te_admin", "wks_adm"))).containsExactly(full);
    assertThat(rules.policiesForRoles(List.of("readonly"))).containsExactly(readOnly);
    assertThat(rules.policiesForRoles(List.of("reader", "support")))
        .containsExactly(readOnly, full);
    assertThat(rules.policiesForRoles(List.of("admin", "unknown", "TE_ADMIN"))).isEmpty();
    assertThat(rules.policiesForRoles(List.of())).isEmpty();
  }

  @Test
  void without_a_file_there_are_the_built_in_roles_alone() throws Exception {
    assertThat(AccessRules.none()).isEqualTo(rules("{}"));
    assertThat(AccessRules.none().credentials()).isEmpty();
    assertThat(AccessRules.none().policiesForRoles(List.of("admin")))
        .containsExactly(Preset.FULL_ACCESS.policy());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF{}",
        "---\n{}\n",
        "{}\n...\n",
        "%YAML 1.2\n---\n{}",
        "# a comment\n{}\n",
        "{}\r\n",
        "projects: []\nprincipals: []\nroles: {}\nmessage_keys: []\n"
      })
  void these_documents_grant_nothing_but_are_fine(String yaml) throws Exception {
    assertThat(rules(yaml)).isEqualTo(AccessRules.none());
  }

  @Test
  void secrets_may_be_in_files_beside_it_and_in_variables() throws Exception {
    write(folder.resolve("sk"), "secret-in-file\n");
    write(folder.resolve("token"), "token-in-file\r\n");
    write(folder.resolve("key"), KEY + "\n");
    Path file =
        write(
            folder.resolve("access.yaml"),
            """
            principals:
              - name: alice
                domain_id: d1
                projects: []
                access_keys:
                  - {access_key: AK01, secret_key_file: sk, security_token_file: ./token}
                  - {access_key: AK02, secret_key_env: SK}
            message_keys: [{key_file: %s}, {key_env: KEY}]
            identity_service:
              {user: u, user_domain: ud, password_env: PW, project: p, project_domain: pd}
            """
                .formatted(folder.resolve("key")));
    Map<String, String> environment =
        Map.of("SK", "secret-in-variable", "KEY", KEY.replace("AAAA", "BBBB"), "PW", "pass word");
    AccessFile accessFile = new AccessFile(file, environment::get);
    AccessRules rules = accessFile.read();

    assertThat(credential(rules, "AK01").key())
        .isEqualTo(SigningKey.temporary("AK01", "secret-in-file", "token-in-file", Instant.MAX));
    assertThat(credential(rules, "AK02").key())
        .isEqualTo(SigningKey.permanent("AK02", "secret-in-variable"));
    assertThat(rules.messageKeys()).hasSize(2);
    assertThat(rules.messageKeys().get(0).secret().getEncoded()).isEqualTo(new byte[32]);
    assertThat(rules.identityService())
        .isEqualTo(new ServiceCredentials("u", "ud", "pass word", "p", "pd"));
    assertThat(accessFile.files())
        .containsExactlyInAnyOrder(
            file, folder.resolve("sk"), folder.resolve("./token"), folder.resolve("key"));
  }

  @Test
  void what_is_wrong_with_secrets_elsewhere_is_told_without_them() throws Exception {
    write(folder.resolve("short"), "hush\n");
    write(folder.resolve("two-lines"), "secret-in-line-1\nsecret-in-line-2\n");
    permit(write(folder.resolve("open"), "secret-for-all"), "rw-r--r--");
    Files.write(write(folder.resolve("binary"), ""), new byte[] {(byte) 0xff});
    write(folder.resolve("large"), "x".repeat(70_000));
    Path file =
        write(
            folder.resolve("access.yaml"),
            """
            principals:
              - name: alice
                domain_id: d1
                projects: []
                access_keys:
                  - {access_key: AK01, secret_key_file: short}
                  - {access_key: AK02, secret_key_file: two-lines}
                  - {access_key: AK03, secret_key_file: open}
                  - {access_key: AK04, secret_key_file: binary}
                  - {access_key: AK05, secret_key_file: nowhere}
                  - {access_key: AK06, secret_key_file: .}
                  - {access_key: AK07, secret_key_env: UNSET}
                  - {access_key: AK08, secret_key_env: EMPTY}
                  - {access_key: AK09, secret_key_file: large}
            """);
    String must = "must hold 8 to 255 printable ASCII characters without blanks";
    String at = "principals[0].access_keys[%d].secret_key_%s: the %s %s";

    assertThatThrownBy(() -> new AccessFile(file, Map.of("EMPTY", "")::get).read())
        .isInstanceOf(AccessFileException.class)
        .hasMessage(
            String.join(
                "\n",
                file + ":6: " + at.formatted(0, "file", "file", must),
                file + ":7: " + at.formatted(1, "file", "file", must),
                file
                    + ":8: "
                    + at.formatted(
                        2,
                        "file",
                        "file",
                        "can be read or written by every user of this machine, so it is no place"
                            + " for secrets; run 'chmod o-rw %s'"
                                .formatted(folder.resolve("open"))),
                file + ":9: " + at.formatted(3, "file", "file", "is not UTF-8 text"),
                file
                    + ":10: "
                    + at.formatted(
                        4, "file", "file", "does not exist, or this process may not see it"),
                file + ":11: " + at.formatted(5, "file", "file", "is not a regular file"),
                file
                    + ":12: "
                    + at.formatted(
                        6, "env", "environment variable", "is not set; set it for this process"),
                file + ":13: " + at.formatted(7, "env", "environment variable", must),
                file
                    + ":14: "
                    + at.formatted(8, "file", "file", "is larger than the limit of 65,536 bytes")));
  }

  @ParameterizedTest
  @CsvSource({
    "rw-------, true",
    "rw-rw----, true",
    "rw-rw---x, true",
    "rw----r--, false",
    "rw-----w-, false",
  })
  void a_file_open_to_everybody_is_refused(String permissions, boolean accepted)
      throws IOException {
    Path file = permit(write(folder.resolve("access.yaml"), "{}"), permissions);
    // What counts is the file that a link leads to; links themselves are open to all.
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);

    for (Path path : List.of(file, link)) {
      Throwable thrown = catchThrowable(() -> new AccessFile(path, name -> null).read());
      if (accepted) {
        assertThat(thrown).isNull();
      } else {
        assertThat(thrown)
            .isInstanceOf(AccessFileException.class)
            .hasMessage(
                "%s: can be read or written by every user of this machine, so it is no place for"
                        .formatted(path)
                    + " secrets; run 'chmod o-rw %s'".formatted(path));
      }
    }
  }

  @Test
  void a_file_of_four_mebibytes_is_read_and_a_larger_one_refused() throws Exception {
    String line = "#".repeat(63) + "\n";
    String end = "\nroles: {last: []}\n";
    String comment = line.repeat(AccessFile.MOST_BYTES / line.length()).substring(end.length());
    String text = comment.stripTrailing() + "#" + end;

    assertThat(new AccessFile(write(folder.resolve("most"), text), name -> null).read().roles())
        .containsKey("last");
    assertThat(text).hasSize(AccessFile.MOST_BYTES);
    Path larger = write(folder.resolve("larger"), text + "x");
    assertThatThrownBy(() -> new AccessFile(larger, name -> null).read())
        .hasMessage(larger + ": is larger than the limit of 4,194,304 bytes");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    Path file = folder.resolve("nowhere.yaml");

    assertThatThrownBy(() -> new AccessFile(file, name -> null).read())
        .isInstanceOf(AccessFileException.class)
        .hasMessage(file + ": does not exist, or this process may not see it");
  }

  @Test
  void secrets_are_in_no_text_of_the_rules() throws Exception {
    String rules =
        rules(
                THREE_PRINCIPALS
                    + """
                    message_keys: [{key: %s}]
                    identity_service:
                      {user: u, user_domain: ud, password: passw0rd!, project: p, project_domain: d}
                    """
                        .formatted(KEY))
            .toString();

    assertThat(rules)
        .contains("alice", "ALICE000000000000001", "user=u")
        .doesNotContain("alice-secret-1", "passw0rd!", KEY);
  }

  private static Credential credential(AccessRules rules, String accessKey) {
    Credential credential = rules.credentials().get(accessKey);
    assertThat(credential).isNotNull();
    return credential;
  }

  static String policy(String statement) {
    return """
        projects: [{id: p1}]
        principals:
          - name: n
            domain_id: d
            projects: [p1]
            access_keys: [{access_key: AK01, secret_key: twelve-chars}]
            policies:
              - Version: "5.0"
                Statement:
                  - %s
        """
        .formatted(statement);
  }
}
