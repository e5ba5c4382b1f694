package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.Property;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs each fuzz target for a fixed number of inputs from a fixed seed, in a process of its own:
 * the fuzzer rewrites every class that it watches. For a longer hunt, raise {@code -Dtries.factor}.
 */
@Tag("any-jdk")
class FuzzIT {
  private static final int RUNS = 5_000 * Property.FACTOR;

  @ParameterizedTest
  @ValueSource(strings = {"WorkbookBytesFuzz", "PartXmlFuzz"})
  void no_input_breaks_it(String target, @TempDir Path folder) throws Exception {
    Path output = folder.resolve("output.txt");
    Process fuzzer =
        new ProcessBuilder(
                JavaCommand.of(
                    // The fuzzer loads its agent into its own process, which newer JVMs warn about.
                    "-XX:+EnableDynamicAgentLoading",
                    "-Xmx512m",
                    "-cp",
                    absoluteClassPath(),
                    "com.code_intelligence.jazzer.Jazzer",
                    "--target_class=dev.usertemplate.xlsx." + target,
                    "--instrumentation_includes=dev.usertemplate.**",
                    "--reproducer_path=" + folder,
                    "-artifact_prefix=" + folder + File.separator,
                    "-timeout=60",
                    "-runs=" + RUNS,
                    "-seed=1"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(fuzzer.waitFor(10L * Property.FACTOR, TimeUnit.MINUTES)).isTrue();

    assertThat(Files.readString(output))
        .contains("Done " + RUNS + " runs")
        // It saw the code under test, and found inputs that lead deeper into it.
        .containsPattern("#\\d+\\s+NEW\\s+cov: \\d{2,}");
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
