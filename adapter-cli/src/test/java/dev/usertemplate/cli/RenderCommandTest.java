package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderCommandTest {
  private static final String DEFAULT_NAME = "user-template_en_US_USER_ACTIVATE.xlsx";
  private static final byte[] DEFAULT_WORKBOOK = Trial.workbook(TemplateRequest.DEFAULT);

  @TempDir Path folder;

  @Test
  void without_options_the_default_template_gets_the_servers_file_name_and_its_path_is_printed() {
    Trial trial = Trial.run(folder, "render");

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.out()).isEqualTo(folder.resolve(DEFAULT_NAME) + System.lineSeparator());
    assertThat(trial.err()).isEmpty();
    assertThat(folder.resolve(DEFAULT_NAME)).hasBinaryContent(DEFAULT_WORKBOOK);
  }

  @ParameterizedTest
  @CsvSource({
    "zh_CN, USER_ACTIVATE, ZH_CN",
    "zh_CN, ADMIN_ACTIVATE, ZH_CN",
    "en_US, USER_ACTIVATE, EN_US",
    "en_US, ADMIN_ACTIVATE, EN_US"
  })
  void the_options_choose_the_template(String name, ActivationType type, Language language) {
    Trial trial =
        Trial.run(folder, "render", "--language", name, "--active-type", type.name(), "-o", "-");

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.bytes()).isEqualTo(Trial.workbook(new TemplateRequest(language, type)));
    assertThat(files()).isEmpty();
  }

  @Test
  void a_named_file_is_written_and_its_path_printed() {
    Trial trial = Trial.run(folder, "render", "-o", "mine.xlsx");

    assertThat(trial.out().strip()).isEqualTo(folder.resolve("mine.xlsx").toString());
    assertThat(files()).containsExactly("mine.xlsx");
  }

  @Test
  void a_file_without_a_name_is_wrong_usage() {
    Trial trial = Trial.run(folder, "render", "-o", "");

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.err()).contains("-o", "the name of the file is missing");
    assertThat(files()).isEmpty();
  }

  @Test
  void an_existing_file_is_kept_and_the_sentence_says_what_to_do() throws IOException {
    Files.writeString(folder.resolve("mine.xlsx"), "old");

    Trial trial = Trial.run(folder, "render", "-o", "mine.xlsx");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err())
        .isEqualToIgnoringNewLines(
            "user-template: "
                + folder.resolve("mine.xlsx")
                + " already exists. Replace it with --force, or name another file with -o.");
    assertThat(folder.resolve("mine.xlsx")).hasContent("old");
    assertThat(files()).containsExactly("mine.xlsx");
  }

  @Test
  void force_replaces_an_existing_file() throws IOException {
    Files.writeString(folder.resolve(DEFAULT_NAME), "old");

    assertThat(Trial.run(folder, "render", "--force").exitCode()).isZero();
    assertThat(folder.resolve(DEFAULT_NAME)).hasBinaryContent(DEFAULT_WORKBOOK);
    assertThat(files()).containsExactly(DEFAULT_NAME);
  }

  @Test
  void force_follows_a_link_and_leaves_it_a_link() throws IOException {
    Files.writeString(folder.resolve("real.xlsx"), "old");
    Files.createSymbolicLink(folder.resolve("link.xlsx"), Path.of("real.xlsx"));

    assertThat(Trial.run(folder, "render", "--force", "-o", "link.xlsx").exitCode()).isZero();
    assertThat(folder.resolve("link.xlsx")).isSymbolicLink();
    assertThat(folder.resolve("real.xlsx")).hasBinaryContent(DEFAULT_WORKBOOK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing.xlsx", "missing/file.xlsx", "link.xlsx"})
  void a_link_to_nothing_is_refused_and_kept(String target) throws IOException {
    Files.createSymbolicLink(folder.resolve("link.xlsx"), Path.of(target));

    Trial trial = Trial.run(folder, "render", "--force", "-o", "link.xlsx");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err())
        .contains("link.xlsx is a link whose target cannot be reached. Name another");
    assertThat(folder.resolve("link.xlsx")).isSymbolicLink();
    assertThat(files()).containsExactly("link.xlsx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "rw-rw-rw-", "r--r-----"})
  void a_replaced_file_keeps_its_permissions(String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("mine.xlsx"), "old");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

    assertThat(Trial.run(folder, "render", "--force", "-o", "mine.xlsx").exitCode()).isZero();
    assertThat(file).hasBinaryContent(DEFAULT_WORKBOOK);
    assertThat(Files.getPosixFilePermissions(file))
        .isEqualTo(PosixFilePermissions.fromString(permissions));
  }

  @ParameterizedTest
  @ValueSource(strings = {"new/", "mine.xlsx/", "./"})
  void a_name_that_ends_like_a_folders_is_wrong_usage(String name) {
    Trial trial = Trial.run(folder, "render", "-o", name);

    assertThat(trial.exitCode()).isEqualTo(2);
    assertThat(trial.err()).contains("'" + name + "' names a folder; add the name of a file");
    assertThat(files()).isEmpty();
  }

  @Test
  void an_at_sign_belongs_to_the_name_of_the_file() throws IOException {
    Files.writeString(folder.resolve("@mine.xlsx"), "fields");

    assertThat(Trial.run(folder, "render", "--force", "-o", "@mine.xlsx").exitCode()).isZero();
    assertThat(folder.resolve("@mine.xlsx")).hasBinaryContent(DEFAULT_WORKBOOK);
  }

  @Test
  void a_folder_is_no_file_even_with_force() {
    Trial trial = Trial.run(folder, "render", "--force", "-o", ".");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains("is a folder. Name a file with -o.");
    assertThat(files()).isEmpty();
  }

  @Test
  void a_missing_folder_is_named() {
    Trial trial = Trial.run(folder, "render", "-o", "missing/mine.xlsx");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err())
        .contains("The folder " + folder.resolve("missing") + " does not exist. Create it");
  }

  @Test
  void a_file_in_the_place_of_a_folder_is_told() throws IOException {
    Files.writeString(folder.resolve("file"), "");

    Trial trial = Trial.run(folder, "render", "-o", "file/mine.xlsx");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err())
        .contains(folder.resolve("file") + " is no folder. Name another file with -o.");
  }

  @Test
  void nothing_stays_behind_when_the_file_cannot_get_its_name() {
    String tooLong = "n".repeat(300) + ".xlsx";

    Trial trial = Trial.run(folder, "render", "-o", tooLong);

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains(tooLong + " cannot be written: ");
    assertThat(files()).isEmpty();
  }

  @Test
  void a_terminal_is_refused_before_anything_is_rendered() {
    Trial trial = Trial.onTerminal(folder, 80, "render", "-o", "-");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.bytes()).isEmpty();
    assertThat(trial.err()).contains("of no use on a terminal. Redirect the output");
  }

  @Test
  void a_broken_pipe_is_told_in_one_sentence() {
    Trial trial = Trial.withOutput(new Trial.Broken(), folder, "render", "-o", "-");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err())
        .isEqualToIgnoringNewLines(
            "user-template: The standard output cannot be written: Broken pipe.");
  }

  @Test
  void a_path_that_cannot_be_printed_is_told_too() {
    Trial trial = Trial.withOutput(new Trial.Broken(), folder, "render");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(files()).containsExactly(DEFAULT_NAME);
  }

  private List<String> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
