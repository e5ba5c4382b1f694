package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void choose() {
    file = folder.resolve("server.yaml");
  }

  @Test
  void a_flag_beats_a_variable_and_that_the_file() throws Exception {
    write("port: 1\nhost: 127.0.0.3\nrate-limit: 7\naccess-log: true\n");
    GivenSettings given =
        given(
            Map.of(Setting.PORT, "3"),
            Map.of("USER_TEMPLATE_PORT", "2", "USER_TEMPLATE_HOST", "::1"));
    assertThat(given.texts())
        .containsEntry(Setting.PORT, "3")
        .containsEntry(Setting.HOST, "::1")
        .containsEntry(Setting.RATE_LIMIT, "7")
        .containsEntry(Setting.ACCESS_LOG, "true");
    assertThat(given.place(Setting.PORT)).isEqualTo("--port");
    assertThat(given.place(Setting.HOST)).isEqualTo("Environment variable USER_TEMPLATE_HOST");
    assertThat(given.place(Setting.RATE_LIMIT)).isEqualTo(file + ":3: rate-limit");
    assertThat(given.place(Setting.LOG_LEVEL)).isEqualTo("--log-level");
  }

  @Test
  void the_file_may_be_named_by_a_variable_and_an_empty_variable_is_none() throws Exception {
    write("port: 5\n");
    GivenSettings given =
        new GivenSettings(
            setting -> null,
            name ->
                switch (name) {
                  case "USER_TEMPLATE_CONFIG" -> file.toString();
                  case "USER_TEMPLATE_PORT" -> "";
                  default -> null;
                });
    given.readFile();
    assertThat(given.texts()).containsEntry(Setting.PORT, "5");
  }

  @Test
  void names_of_files_start_in_its_folder() throws Exception {
    write("access: access.yaml\nspool-folder: /var/spool\ntls-key: ../key.pem\n");
    assertThat(given(Map.of(), Map.of()).texts())
        .containsEntry(Setting.ACCESS, folder.resolve("access.yaml").toString())
        .containsEntry(Setting.SPOOL_FOLDER, "/var/spool")
        .containsEntry(Setting.TLS_KEY, folder.resolve("../key.pem").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "prot: 8080               | :1: 'prot' is no setting; did you mean 'port'?",
        "keystone_url: http://h/  | :1: 'keystone_url' is no setting; did you mean 'keystone-url'?",
        "colour: red              | :1: 'colour' is no setting; the keys are the flags of --help",
        "config: other.yaml       | :1: a settings file cannot name another one",
        "port: [1, 2]             | :1: port has to have a single value; items of a list",
        "port: {a: 1}             | :1: port has to have a single value",
        "port:                    | :1: port has no value; write one, or leave the line out",
        "port: ''                 | :1: port has no value",
        "[1]: 2                   | \" is not YAML.\"",
        "- port                   | \" has to hold lines such as 'port: 8080'.\"",
        "just words               | \" has to hold lines such as 'port: 8080'.\"",
        "port: 'x                 | :2: is not YAML; look at colons and quotes",
        "port: *x                 | :1: is not YAML",
      })
  void what_is_wrong_is_told_with_its_line(String text, String sentence) throws Exception {
    write(text + "\n");
    assertThatThrownBy(() -> given(Map.of(), Map.of()))
        .isInstanceOf(SettingsFile.Broken.class)
        .message()
        .startsWith(file + sentence);
  }

  @Test
  void all_that_is_wrong_is_told_at_once() throws Exception {
    write("port: 1\n\nport: 2\nhots: x\n");
    assertThatThrownBy(() -> given(Map.of(), Map.of()))
        .hasMessage(
            "%1$s:3: port is set in line 1 already; keep one of them\n".formatted(file)
                + "%s:4: 'hots' is no setting; did you mean 'host'?".formatted(file));
  }

  @Test
  void a_file_that_is_missing_or_open_to_all_or_no_text_is_refused() throws Exception {
    assertThatThrownBy(() -> given(Map.of(), Map.of())).hasMessage(file + " does not exist.");
    Files.createDirectory(file);
    assertThatThrownBy(() -> given(Map.of(), Map.of())).hasMessage(file + " is no regular file.");
    Files.delete(file);
    Files.write(file, new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> given(Map.of(), Map.of())).hasMessage(file + " is not UTF-8 text.");
    write("# " + "x".repeat(70_000));
    assertThatThrownBy(() -> given(Map.of(), Map.of())).hasMessageContaining("has more than 65536");
    write("port: 1");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThatThrownBy(() -> given(Map.of(), Map.of()))
        .hasMessage(
            "%1$s can be written by every user of this machine; run 'chmod o-w %1$s'."
                .formatted(file));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(given(Map.of(), Map.of()).texts()).containsEntry(Setting.PORT, "1");
  }

  @Test
  void an_empty_file_sets_nothing() throws Exception {
    write("# nothing yet\n");
    assertThat(given(Map.of(), Map.of()).texts()).containsOnlyKeys(Setting.CONFIG);
  }

  @Test
  void what_is_printed_has_the_same_effect_when_it_is_read() throws Exception {
    write("access: a \"quoted\" \\\\ name.yaml\nport: 9\npermission-check: false\n");
    GivenSettings first = given(Map.of(Setting.MAX_CHECKS, "3"), Map.of());
    String printed = first.document();
    assertThat(printed.lines())
        .contains(
            "port: 9 # %s:2".formatted(file),
            "permission-check: false # %s:3".formatted(file),
            "max-checks: 3 # flag --max-checks",
            "host: \"127.0.0.1\" # default",
            "# keystone-url: none");

    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("printed.yaml");
    Files.writeString(elsewhere, printed);
    GivenSettings second =
        new GivenSettings(it -> it == Setting.CONFIG ? elsewhere.toString() : null, name -> null);
    second.readFile();
    Settings before = new Settings(first.texts());
    Settings after = new Settings(second.texts());
    for (Setting setting : Setting.values()) {
      if (setting != Setting.CONFIG && setting != Setting.RATE_LIMIT) {
        assertThat(after.text(setting)).as(setting.key()).isEqualTo(before.text(setting));
      }
    }
    assertThat(after.rateLimit()).isEqualTo(before.rateLimit());
    assertThat(withoutSources(second.document())).isEqualTo(withoutSources(printed));
  }

  private static String withoutSources(String document) {
    return document.replaceAll("(?m) # .*$", "");
  }

  private GivenSettings given(Map<Setting, String> flags, Map<String, String> environment)
      throws SettingsFile.Broken {
    GivenSettings given =
        new GivenSettings(
            it -> it == Setting.CONFIG ? file.toString() : flags.get(it), environment::get);
    given.readFile();
    return given;
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }
}
