package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the program: the same program, only sooner. */
class LauncherIT {
  private static final Path LAUNCHER = Path.of("target", "user-template").toAbsolutePath();
  private static final String RENDER = " render --language zh_CN -o -";

  @TempDir Path folder;

  @AfterEach
  void unlink() throws IOException {
    Links.delete(folder);
  }

  @Test
  void writes_what_the_jar_writes() {
    Shell.Result result = Shell.in(folder).run("'" + LAUNCHER + "'" + RENDER);

    assertThat(result.err()).isEmpty();
    assertThat(result.bytes()).startsWith('P', 'K').isEqualTo(ofTheJar());
  }

  @Test
  void ends_with_the_exit_code_of_the_program() {
    assertThat(Shell.in(folder).run("'" + LAUNCHER + "' fields > /dev/full").exitCode())
        .isEqualTo(3);
    assertThat(Shell.in(folder).run("'" + LAUNCHER + "' render --language 'de DE'").err())
        .contains("'de DE'");
  }

  @Test
  void takes_the_java_on_the_path_when_java_home_is_not_set() {
    Shell.Result result =
        Shell.in(folder)
            .with("JAVA_HOME", "")
            .run("PATH=\"${JAVA%/*}:$PATH\" '" + LAUNCHER + "' --version");

    assertThat(result.out()).startsWith("user-template ");
  }

  @Test
  void is_found_through_links() throws Exception {
    Path far = Files.createDirectory(folder.resolve("far"));
    Files.createSymbolicLink(far.resolve("absolute"), LAUNCHER);
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("far", "absolute"));

    assertThat(Shell.in(folder).run("./relative --version").out()).startsWith("user-template ");
    assertThat(Shell.in(folder).run("PATH=\"$PWD:$PATH\" relative --version").err()).isEmpty();
  }

  @Test
  void uses_the_archive_that_the_build_made() throws Exception {
    assertThat(sourceOf("picocli.CommandLine", "--version")).contains("shared objects file");
  }

  @Test
  void uses_the_archive_of_the_check_for_a_check() throws Exception {
    Path workbook = Path.of("..", "docs", "examples", "users-with-mistakes.xlsx").toAbsolutePath();
    String check = "check '" + workbook + "'";

    assertThat(sourceOf("dev.usertemplate.core.check.CellCheck", check))
        .contains("shared objects file");
  }

  @Test
  void runs_without_a_word_where_the_archive_does_not_fit() throws Exception {
    Path elsewhere = Files.createDirectory(folder.resolve("else where"));
    try (Stream<Path> files = Files.walk(LAUNCHER.resolveSibling("lib"))) {
      for (Path file : files.toList()) {
        Path to = elsewhere.resolve(LAUNCHER.getParent().relativize(file).toString());
        Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path launcher = Files.copy(LAUNCHER, elsewhere.resolve("user-template"));
    assertThat(Shell.in(folder).run("'" + launcher + "'" + RENDER).bytes()).isEqualTo(ofTheJar());

    for (String archive : new String[] {"user-template.jsa", "user-template.aot"}) {
      Files.writeString(elsewhere.resolve(archive), "not made by this JVM");
      Shell.Result result = Shell.in(folder).run("'" + launcher + "'" + RENDER);
      assertThat(result.err()).isEmpty();
      assertThat(result.exitCode()).isZero();
      assertThat(result.bytes()).isEqualTo(ofTheJar());
    }
  }

  /** Where a class of a run comes from, in the words of the JVM. */
  private String sourceOf(String className, String arguments) throws Exception {
    String quiet = Files.readString(LAUNCHER);
    Path telling = LAUNCHER.resolveSibling("telling");
    Files.writeString(telling, quiet.replace("-Xlog:disable", "-Xlog:class+load:file=loaded.txt"));
    try {
      assertThat(Shell.in(folder).run("sh '" + telling + "' " + arguments).exitCode())
          .isLessThan(2);
    } finally {
      Files.delete(telling);
    }
    return Files.readAllLines(folder.resolve("loaded.txt")).stream()
        .filter(line -> line.contains(className + " "))
        .findFirst()
        .orElseThrow();
  }

  private byte[] ofTheJar() {
    return Shell.in(folder).jar(RENDER).bytes();
  }
}
