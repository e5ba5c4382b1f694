package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.Markdown;
import dev.usertemplate.core.Markdown.Block;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The programs of the README and of the page on embedding, compiled and run with the libraries that
 * a reader has: the two modules, what they need, and a place for POI's log.
 */
class ReadmeTest {
  private static final List<Block> README = Markdown.read("README.md").blocks("java");
  private static final List<Block> HOW_TO = Markdown.read("docs/how-to/embed.md").blocks("java");

  private static final Pattern TESTING =
      Pattern.compile(
          "test-classes|-tests\\.jar|junit|jazzer|easyexcel|assertj|archunit|fastexcel|jodconverter|openoffice|surefire");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"-cp", "--add-modules=dev.usertemplate.core -p"})
  void the_program_in_the_readme_writes_a_workbook_and_prints_nothing(String path)
      throws Exception {
    assertThat(statements(README.get(0).text())).as("embedding takes three lines").hasSize(3);
    assertThat(run(path, README.get(0).text())).isEmpty();
    Path workbook = folder.resolve("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");
    try (ReadableWorkbook readable = new ReadableWorkbook(workbook.toFile())) {
      assertThat(readable.getFirstSheet().getName()).isEqualTo("用户");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-cp", "--add-modules=dev.usertemplate.core -p"})
  void a_program_hands_out_users_and_findings_as_it_reads(String path) throws Exception {
    byte[] filled =
        BadWorkbook.byUser("filled").user(3).user(4, "user_email", "nobody").user(5).build();
    Files.write(folder.resolve("users.xlsx"), filled);
    assertThat(run(path, HOW_TO.get(0).text()).lines())
        .containsExactly(
            "row 3: user3",
            "C4: It is no email address. Rule: an address such as name@example.com;"
                + " letters only A-Z a-z.",
            "row 5: user5",
            "2 of 3 users can be created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-cp", "--add-modules=dev.usertemplate.core -p"})
  void a_program_hands_the_workbook_back_and_makes_bodies(String path) throws Exception {
    byte[] filled =
        BadWorkbook.byUser("filled").user(3).user(4, "user_email", "nobody").user(5).build();
    Files.write(folder.resolve("users.xlsx"), filled);
    assertThat(run(path, HOW_TO.get(1).text()).lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("MARKED"),
            line ->
                assertThat(line)
                    .startsWith("{users=[{user_name=user3,")
                    .contains("{user_name=user5,")
                    .doesNotContain("user4"));
    try (ReadableWorkbook marked = new ReadableWorkbook(folder.resolve("marked.xlsx").toFile())) {
      Row headings = marked.getFirstSheet().read().get(0);
      assertThat(headings.getCellText(headings.getCellCount() - 1))
          .isEqualTo("Result of the check");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-cp", "--add-modules=dev.usertemplate.core -p"})
  void a_program_judges_values_without_a_workbook(String path) throws Exception {
    assertThat(run(path, HOW_TO.get(2).text()))
        .isEqualToNormalizingNewlines("Username: does not end in any of: . _\n");
  }

  /** What the statements print, in a process of their own. */
  private String run(String path, String block) throws Exception {
    Path source = Files.writeString(folder.resolve("Example.java"), program(block));
    Path output = folder.resolve("output.txt");
    List<String> command = JavaCommand.of(path.split(" ", -1));
    command.addAll(List.of(libraries(), source.toString()));
    Process java =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = java.waitFor();
    String printed = Files.readString(output);
    assertThat(exitCode).as(printed).isZero();
    return printed;
  }

  /** The class path of this test without what only tests need. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !TESTING.matcher(entry).find())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> statements(String block) {
    return block.lines().filter(line -> !line.startsWith("import ") && !line.isBlank()).toList();
  }

  private static String program(String block) {
    return block
            .lines()
            .filter(line -> line.startsWith("import "))
            .collect(Collectors.joining("\n"))
        + "\npublic class Example {\n  public static void main(String[] args) throws Exception {\n"
        + String.join("\n", statements(block))
        + "\n  }\n}\n";
  }
}
