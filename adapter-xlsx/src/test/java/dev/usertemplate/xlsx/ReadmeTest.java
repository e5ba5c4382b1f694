package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's program is compiled and run as its reader would. */
class ReadmeTest {
  private static final Path README = Path.of("").toAbsolutePath().getParent().resolve("README.md");

  @TempDir Path folder;

  @Test
  void the_program_in_the_readme_writes_a_workbook() throws Exception {
    Path source = Files.writeString(folder.resolve("Example.java"), program());
    Path output = folder.resolve("output.txt");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(java.waitFor()).as(Files.readString(output)).isZero();
    Path workbook = folder.resolve("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");
    try (ReadableWorkbook readable = new ReadableWorkbook(workbook.toFile())) {
      assertThat(readable.getFirstSheet().getName()).isEqualTo("用户");
    }
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
