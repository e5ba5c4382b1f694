package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program writes workbooks. */
class RenderIT {
  private static final String NAME = "user-template_en_US_USER_ACTIVATE.xlsx";

  @TempDir Path folder;

  @Test
  void without_options_the_workbook_is_in_the_current_folder() throws Exception {
    Shell.Result result = Shell.in(folder).program("render");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo(NAME + "\n");
    assertThat(result.err()).isEmpty();
    assertThat(Files.readString(folder.resolve(NAME), StandardCharsets.ISO_8859_1))
        .startsWith("PK\3\4");
    assertThat(Files.getPosixFilePermissions(folder.resolve(NAME)))
        .isEqualTo(Files.getPosixFilePermissions(Files.createFile(folder.resolve("any"))));
  }

  @Test
  void a_pipe_gets_the_workbook_and_nothing_else() {
    Shell.Result result = Shell.in(folder).run("\"$PROGRAM\" render -o - | head -c 4");

    assertThat(result.rawOut()).isEqualTo("PK\3\4");
    assertThat(result.err()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void the_name_of_the_standard_output_serves_a_pipe_as_the_hyphen_does() {
    String program = "\"$PROGRAM\" render -o ";
    Shell.Result result =
        Shell.in(folder)
            .run(program + "/dev/stdout | cat > a; " + program + "- | cat > b; cmp a b");

    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("a")).isNotEmptyFile();
  }

  @Test
  void a_pipe_without_a_reader_fails() {
    Shell.Result result =
        Shell.in(folder).run("\"$PROGRAM\" render -o - | true; exit ${PIPESTATUS[0]}");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err())
        .isEqualTo("user-template: The standard output cannot be written: Broken pipe.\n");
  }

  @Test
  void a_failed_write_leaves_the_old_file_and_nothing_else() throws Exception {
    Files.writeString(folder.resolve("old.xlsx"), "old");

    // The limit stands for a full disk: no file gets larger than 1 KiB.
    Shell.Result result =
        Shell.in(folder)
            .run(
                "ulimit -f 1; exec \"$JAVA\" -XX:-UsePerfData -jar \"$JAR\" render --force -o"
                    + " old.xlsx");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).startsWith("user-template: old.xlsx cannot be written: ");
    assertThat(folder.resolve("old.xlsx")).hasContent("old");
    assertThat(folder.toFile().list()).containsExactly("old.xlsx");
  }

  @ParameterizedTest
  // Not even root can make a file in /proc.
  @ValueSource(strings = {"-o /proc/x.xlsx", "-o /proc/version --force", "-o /dev/full"})
  void a_place_that_takes_no_file_is_told(String options) {
    Shell.Result result = Shell.in(folder).program("render " + options);

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).matches("user-template: /\\S+ cannot be written: .+\\.\n");
  }

  @Test
  void a_device_just_gets_the_bytes() {
    Shell.Result result = Shell.in(folder).program("render -o /dev/null");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEmpty();
    assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
  }

  @Test
  void a_file_name_may_be_chinese() {
    Shell.Result result = Shell.in(folder).program("render -o 用户.xlsx");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).isEqualTo("用户.xlsx\n");
    assertThat(folder.toFile().list()).containsExactly("用户.xlsx");
  }

  @Test
  void where_the_locale_has_no_chinese_a_chinese_file_name_is_refused_with_advice() {
    Shell.Result result = Shell.in(folder).with("LC_ALL", "C").program("render -o 用户.xlsx");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("set a UTF-8 locale, such as LC_ALL=C.UTF-8.");
    assertThat(folder).isEmptyDirectory();
  }
}
