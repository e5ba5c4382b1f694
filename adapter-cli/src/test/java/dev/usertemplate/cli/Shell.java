package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs shell lines in a folder, each as a real process. In a line, {@code $PROGRAM} is the program
 * as people start it, by its launcher; {@code $JAVA} is the java of this test run, and {@code $JAR}
 * the program in one file, which starts more slowly.
 *
 * @param folder the current folder of the lines
 * @param environment variables to set; an empty value removes one
 */
record Shell(Path folder, Map<String, String> environment) {
  static final Path JAR = Path.of("target", "user-template.jar").toAbsolutePath();

  private static final Path PROGRAM = Path.of("target", "user-template").toAbsolutePath();
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  static Shell in(Path folder) {
    // What the machine of the test run happens to have set must not show.
    return new Shell(folder, Map.of("COLUMNS", "", "NO_COLOR", "", "LC_ALL", "C.UTF-8"));
  }

  Shell with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Shell(folder, more);
  }

  /** Runs the program with arguments as a shell splits them. */
  Result program(String arguments) {
    return run("exec \"$PROGRAM\" " + arguments);
  }

  /** Runs the program in one file. */
  Result jar(String arguments) {
    return run("exec \"$JAVA\" -jar \"$JAR\" " + arguments);
  }

  Result run(String line) {
    return run(line, Duration.ofMinutes(1));
  }

  Result run(String line, Duration limit) {
    try {
      Path out = Files.createTempFile("out", null);
      Path err = Files.createTempFile("err", null);
      ProcessBuilder builder =
          new ProcessBuilder("bash", "-c", line)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      Map<String, String> variables = builder.environment();
      variables.keySet().removeIf(name -> name.matches("JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS"));
      variables.put("JAVA_HOME", JAVA_HOME.toString());
      variables.put("JAVA", JAVA_HOME.resolve("bin/java").toString());
      variables.put("PROGRAM", PROGRAM.toString());
      variables.put("JAR", JAR.toString());
      variables.put("TERM", "xterm");
      environment.forEach(variables::put);
      environment.forEach((name, value) -> variables.remove(name, ""));
      Process process = builder.start();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        fail("Still running after %s: %s", limit, line);
      }
      Result result =
          new Result(
              process.exitValue(),
              Files.readString(out, StandardCharsets.ISO_8859_1),
              Files.readString(err, StandardCharsets.UTF_8));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * What came of a line.
   *
   * @param rawOut the bytes of the standard output, one character each
   */
  record Result(int exitCode, String rawOut, String err) {
    byte[] bytes() {
      return rawOut.getBytes(StandardCharsets.ISO_8859_1);
    }

    String out() {
      return new String(bytes(), StandardCharsets.UTF_8);
    }
  }
}
