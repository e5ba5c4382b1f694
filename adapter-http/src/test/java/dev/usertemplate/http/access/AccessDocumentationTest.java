package dev.usertemplate.http.access;

import static dev.usertemplate.http.access.Documents.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.access.Action;
import dev.usertemplate.core.access.Decision;
import dev.usertemplate.core.access.Policy;
import dev.usertemplate.core.access.Preset;
import dev.usertemplate.core.access.Principal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Keeps docs/access-file.md true. {@code -Ddocs.update=true} renews what is generated. */
class AccessDocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "access-file.md");
  private static final JsonNode SCHEMA = AccessSchema.SOURCE;

  @Test
  void the_tables_of_keys_are_the_schema() throws IOException {
    String begin = "<!-- keys -->\n";
    String page = Files.readString(PAGE);
    int from = page.indexOf(begin) + begin.length();
    int to = page.indexOf("<!-- end -->", from);
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page.substring(0, from) + tables() + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to)).isEqualTo(tables());
  }

  @Test
  void every_key_is_explained_and_every_value_described() {
    mappings()
        .flatMap(mapping -> mapping.path("properties").properties().stream())
        .forEach(
            key -> {
              assertThat(said(key.getValue(), "title")).as(key.getKey()).isNotEmpty();
              assertThat(said(key.getValue(), "description")).as(key.getKey()).endsWith(".");
            });
  }

  @Test
  void the_presets_are_the_ones_in_the_code() throws IOException {
    assertThat(rows("(?m)^\\| `(\\w+)` \\| (`workspace.*) \\|$"))
        .containsExactlyElementsOf(
            Arrays.stream(Preset.values())
                .map(preset -> preset.policyName() + " " + actions(preset))
                .toList());
  }

  @Test
  void the_roles_are_the_ones_in_the_code() throws IOException {
    assertThat(rows("(?m)^\\| `(\\w+)` \\| `(\\w+Access)` \\|$"))
        .containsExactlyElementsOf(
            AccessRules.BUILT_IN_ROLES.entrySet().stream()
                .map(role -> role.getKey() + " " + role.getValue().policyName())
                .sorted()
                .toList());
  }

  @Test
  void the_actions_are_the_ones_in_the_code() throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("| `" + Action.GET_IMPORT_TEMPLATE.name() + "` |")
        .contains("| `" + Action.IMPORT_USER.name() + "` |")
        .contains("| `" + Action.DECODE_AUTHORIZATION_MESSAGE.name() + "` |");
  }

  @Test
  void the_example_is_accepted_and_shows_every_key(@TempDir Path folder) throws Exception {
    String example = Files.readString(PAGE.resolveSibling("access.example.yaml"));
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Files.createDirectory(folder.resolve("secrets"));
    for (String name :
        List.of("alice-1", "alice-2", "auditor", "auditor-token", "identity-service")) {
      write(folder.resolve("secrets").resolve(name), "secret-of-" + name + "\n");
    }
    write(folder.resolve("secrets/message-key-2"), key + "\n");
    Path file = write(folder.resolve("access.yaml"), example);
    Map<String, String> environment =
        Map.of("BOB_SECRET_KEY", "secret-of-bob", "OLD_MESSAGE_KEY", key);
    AccessRules rules = new AccessFile(file, environment::get).read();

    assertThat(rules.credentials()).hasSize(4);
    assertThat(rules.messageKeys()).hasSize(2);
    assertThat(rules.identityService()).isNotNull();
    assertThat(rules.policiesForRoles(List.of("admin"))).isEmpty();
    assertThat(decision(rules, "ALICE000000000000002", Action.GET_IMPORT_TEMPLATE))
        .isEqualTo(Decision.ALLOWED);
    assertThat(decision(rules, "BOB00000000000000001", Action.GET_IMPORT_TEMPLATE))
        .isEqualTo(Decision.EXPLICIT_DENY);
    assertThat(decision(rules, "AUDITOR0000000000001", Action.DECODE_AUTHORIZATION_MESSAGE))
        .isEqualTo(Decision.ALLOWED);
    // Secrets stand elsewhere in a good example, and a good policy can do without the last two.
    Set<String> left =
        Set.of(
            "secret_key",
            "security_token",
            "password",
            "password_env",
            "key",
            "NotAction",
            "Condition");
    assertThat(
            mappings()
                .flatMap(mapping -> mapping.path("properties").propertyNames().stream())
                .filter(name -> !left.contains(name)))
        .allSatisfy(
            name -> assertThat(example).containsPattern("[ {-]" + name + ":|(?m)^" + name + ":"));
  }

  private static Decision decision(AccessRules rules, String accessKey, Action action) {
    Credential credential = rules.credentials().get(accessKey);
    assertThat(credential).isNotNull();
    Principal principal = credential.principal();
    return Decision.decide(principal, action, null);
  }

  private static String actions(Preset preset) {
    Policy policy = preset.policy();
    return policy.statements().stream()
        .flatMap(it -> Stream.ofNullable(it.actions()).flatMap(List::stream))
        .map("`%s`"::formatted)
        .collect(Collectors.joining(", "));
  }

  private static List<String> rows(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(PAGE))
        .results()
        .map(row -> row.group(1) + " " + row.group(2))
        .toList();
  }

  /** The mappings of an access file, the whole file first. */
  private static Stream<JsonNode> mappings() {
    return Stream.concat(Stream.of(SCHEMA), SCHEMA.path("$defs").valueStream())
        .filter(it -> it.has("properties"));
  }

  private static String tables() {
    StringBuilder text = new StringBuilder(table("The file", SCHEMA));
    SCHEMA
        .path("$defs")
        .forEachEntry(
            (name, mapping) -> {
              if (mapping.has("properties")) {
                text.append("\n").append(table(heading(name), mapping));
              }
            });
    return text.toString();
  }

  private static String heading(String name) {
    String words = name.replaceAll("(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  private static String table(String heading, JsonNode mapping) {
    String rows =
        mapping.path("properties").properties().stream()
            .map(key -> row(key.getKey(), key.getValue(), mapping.path("required")))
            .collect(Collectors.joining());
    return "### %s\n\n| Key | Value | Meaning |\n|---|---|---|\n%s".formatted(heading, rows);
  }

  private static String row(String key, JsonNode value, JsonNode required) {
    boolean isRequired = required.valueStream().anyMatch(it -> it.stringValue().equals(key));
    return "| %s | %s | %s |\n"
        .formatted(
            isRequired ? "**`" + key + "`**" : "`" + key + "`",
            said(value, "title").replace("*", "\\*"),
            said(value, "description").replace("*", "\\*"));
  }

  /** What the schema says of a key itself, or else of the definition that it refers to. */
  private static String said(JsonNode value, String keyword) {
    JsonNode reference = value.path("$ref");
    JsonNode definition =
        reference.isMissingNode() ? reference : SCHEMA.at(reference.stringValue().substring(1));
    return value.path(keyword).asString(definition.path(keyword).asString(""));
  }
}
