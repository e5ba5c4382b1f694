package dev.usertemplate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged program as a process: version, exit codes, completion, what it loads. */
class PackageIT {
  @TempDir Path folder;

  @Test
  void the_version_is_the_builds() {
    assertThat(Shell.in(folder).jar("--version").out())
        .matches("user-template \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
  }

  @Test
  void the_licences_travel_with_the_program() throws Exception {
    try (JarFile jar = new JarFile(Shell.JAR.toFile())) {
      String ours = Files.readString(Path.of("..", "LICENSE"));
      assertThat(text(jar, "META-INF/LICENSE")).startsWith(ours);
      assertThat(text(jar, "META-INF/LICENSE.txt")).contains("QOS.ch", "Permission is hereby");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "fields > /dev/null, 0",
    "--help, 0",
    "'', 2",
    "render --language de_DE, 2",
    "fields > /dev/full, 3",
    "--help > /dev/full, 3",
    "render -o - > /dev/full, 3",
    "fields --format json >&-, 3"
  })
  void the_process_ends_with_the_exit_code(String arguments, int exitCode) {
    Shell.Result result = Shell.in(folder).jar(arguments);

    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.err().isEmpty()).isEqualTo(exitCode == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fields", "fields --format json", "--help"})
  void spreadsheet_classes_are_loaded_for_workbooks_only(String arguments) {
    Shell.Result result =
        Shell.in(folder)
            .run("\"$JAVA\" -Xlog:class+load:file=loaded.txt -jar \"$JAR\" " + arguments);

    assertThat(result.exitCode()).isZero();
    assertThat(folder.resolve("loaded.txt"))
        .content()
        .contains("dev.usertemplate.cli.Program")
        .doesNotContain("org.apache.poi", "dev.usertemplate.xlsx");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'' , render check fields help generate-completion",
        "render --l , --language",
        "render --language '' , zh_CN en_US",
        "render --language z , zh_CN",
        "render --active-type '' , USER_ACTIVATE ADMIN_ACTIVATE",
        "fields --format '' , table json schema"
      })
  void the_completion_script_completes_in_bash(String typed, String offered) {
    Shell.Result result =
        Shell.in(folder)
            .run(
                """
                "$JAVA" -jar "$JAR" generate-completion > completion.bash || exit 1
                . ./completion.bash
                complete -p user-template > /dev/null || exit 1
                COMP_WORDS=(user-template %s)
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMP_LINE="${COMP_WORDS[*]}"
                COMP_POINT=${#COMP_LINE}
                _complete_user-template
                echo "${COMPREPLY[*]}"
                """
                    .formatted(typed));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().strip()).isEqualTo(offered);
  }
}
