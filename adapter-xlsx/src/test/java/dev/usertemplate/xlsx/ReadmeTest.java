package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The README's program, compiled and run with the libraries that a reader has: the two modules,
 * what they need, and a place for POI's log.
 */
class ReadmeTest {
  private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");

  private static final Pattern TESTING =
      Pattern.compile("test-classes|-tests\\.jar|junit|assertj|archunit|fastexcel|surefire");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-cp", "--add-modules=dev.usertemplate.core -p"})
  void the_program_in_the_readme_writes_a_workbook_and_prints_nothing(String path)
      throws Exception {
    Path source = Files.writeString(folder.resolve("Example.java"), program());
    Path output = folder.resolve("output.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(path.split(" ", -1)));
    command.addAll(List.of(libraries(), source.toString()));
    Process java =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = java.waitFor();
    assertThat(Files.readString(output)).isEmpty();
    assertThat(exitCode).isZero();
    Path workbook = folder.resolve("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");
    try (ReadableWorkbook readable = new ReadableWorkbook(workbook.toFile())) {
      assertThat(readable.getFirstSheet().getName()).isEqualTo("用户");
    }
  }

  /** The class path of this test without what only tests need. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !TESTING.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String program() throws Exception {
    Matcher block =
        Pattern.compile("```java\n(.+?)```", Pattern.DOTALL).matcher(Files.readString(README));
    assertThat(block.find()).as("a block of Java in the README").isTrue();
    List<String> lines = block.group(1).lines().toList();
    List<String> statements =
        lines.stream().filter(line -> !line.startsWith("import ") && !line.isBlank()).toList();
    assertThat(statements).as("embedding takes three lines").hasSize(3);
    return lines.stream()
            .filter(line -> line.startsWith("import "))
            .collect(Collectors.joining("\n"))
        + "\npublic class Example {\n  public static void main(String[] args) throws Exception {\n"
        + String.join("\n", statements)
        + "\n  }\n}\n";
  }
}
