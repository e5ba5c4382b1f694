package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Programs that tests call. */
final class Tools {
  private Tools() {}

  /**
   * Installs packages from npm, in the versions of a lock file.
   *
   * @param name of the folder among the tests' resources with {@code package.json} and the lock
   */
  static void installFromNpm(String name, Path folder) throws IOException, InterruptedException {
    Path resources = Path.of("src", "test", "resources", name);
    for (String file : List.of("package.json", "package-lock.json")) {
      Files.copy(resources.resolve(file), folder.resolve(file));
    }
    run(
        Duration.ofMinutes(5),
        folder,
        List.of("npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"));
  }

  /** Runs a command that has to succeed, and answers what it printed. */
  static String run(Path folder, List<String> command, String... more)
      throws IOException, InterruptedException {
    return run(Duration.ofMinutes(1), folder, command, more);
  }

  static String run(Duration limit, Path folder, List<String> command, String... more)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(command);
    all.addAll(List.of(more));
    Path output = Files.createTempFile("output", null);
    Process process =
        new ProcessBuilder(all)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
      fail("Still running after %s: %s", limit, all);
    }
    String printed = Files.readString(output);
    Files.delete(output);
    assertThat(process.exitValue()).as("%s printed: %s", all, printed).isZero();
    return printed;
  }
}
