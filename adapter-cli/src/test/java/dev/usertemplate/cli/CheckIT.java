package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program checks workbooks. */
@Tag("any-jdk")
class CheckIT {
  private static final String PASSWORD = "Correct-Horse-7";
  private static final TemplateRequest ADMIN =
      new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE);

  @TempDir Path folder;

  @Test
  void fresh_templates_from_a_pipe_are_clean() {
    for (String options : List.of("", "--language zh_CN --active-type ADMIN_ACTIVATE")) {
      Shell.Result result =
          Shell.in(folder)
              .run(
                  "set -o pipefail; \"$PROGRAM\" render -o - %s | \"$PROGRAM\" check -"
                      .formatted(options));

      assertThat(result.exitCode()).isZero();
      assertThat(result.err()).isEmpty();
      assertThat(result.out()).startsWith(options.isEmpty() ? "Standard input\n" : "标准输入\n");
    }
  }

  @Test
  void a_workbook_goes_out_marked_and_comes_back_corrected() throws IOException {
    write(List.of(List.of("1", "alice", PASSWORD, "nobody"), List.of("2", "bob", "short")));

    Shell.Result result = Shell.in(folder).program("check users.xlsx --annotate marked.xlsx");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains("D3  Email", "C4  Initial")
        .doesNotContain(PASSWORD)
        .endsWith("Marked workbook: marked.xlsx\n");
    Shell.Result again =
        Shell.in(folder).program("check marked.xlsx --annotate marked.xlsx --force");
    assertThat(again.out().lines().skip(1))
        .containsExactlyElementsOf(result.out().lines().skip(1).toList());
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("marked.xlsx"))))
        .isEqualTo("rw-------");
  }

  @Test
  void valid_users_go_to_files_and_the_others_to_a_workbook() throws IOException {
    write(List.of(List.of("1", "alice", PASSWORD, "a@example.com"), List.of("2", "bob.")));

    Shell.Result result =
        Shell.in(folder).program("check users.xlsx --requests calls --valid-only");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out())
        .contains("Users: 1, as calls of the API: calls/users-0001.json\n")
        .endsWith("Rejected rows: calls/rejected.xlsx\n");
    assertThat(Files.readString(folder.resolve("calls/users-0001.json")))
        .isEqualTo(
            """
            {
              "users": [
                {
                  "user_name": "alice",
                  "password": "Correct-Horse-7",
                  "user_email": "a@example.com",
                  "active_type": "ADMIN_ACTIVATE"
                }
              ]
            }
            """);
    assertThat(Shell.in(folder).program("check calls/rejected.xlsx").out())
        .contains("\n  B2  Username", "\nMistakes: ");
  }

  @Test
  void a_pipe_leaves_no_file_behind_even_when_it_is_refused() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    write(List.of(List.of("1", "alice", PASSWORD, "a@example.com")));
    String program = "\"$JAVA\" -Djava.io.tmpdir=tmp -XX:-UsePerfData -jar \"$JAR\" check ";

    Shell.Result good = Shell.in(folder).run("cat users.xlsx | " + program + "/dev/stdin");
    Shell.Result large =
        Shell.in(folder).run(program + "- --limit bytes=10 --stacktrace < users.xlsx");
    Shell.Result killed =
        Shell.in(folder)
            .run("(cat users.xlsx; sleep 5) | timeout -s KILL 3 " + program + "-; exit $?");

    assertThat(good.exitCode()).isZero();
    assertThat(good.out()).contains("No mistakes. Valid users: 1.");
    assertThat(large.exitCode()).isEqualTo(3);
    assertThat(large.err())
        .startsWith("user-template: Standard input: The file is larger than 10 bytes.");
    assertThat(killed.exitCode()).isEqualTo(137);
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void a_program_that_is_ended_leaves_all_or_nothing() throws IOException {
    write(Collections.nCopies(30_000, List.of("", "-.", PASSWORD, "nobody", "none", "never")));
    // Ended as soon as the first hidden file or folder shows that writing has begun.
    String ended =
        " > report.txt & program=$!; for i in {1..1500}; do"
            + " [ -n \"$(find . -name '.user-template-*')\" ] && break; sleep 0.02; done;"
            + " kill $program; wait $program; code=$?; find . -name '*user-template-*' -o -empty; exit $code";

    for (String option : List.of("--annotate out.xlsx", "--requests new --valid-only")) {
      Shell.Result result =
          Shell.in(folder)
              .run("\"$JAVA\" -XX:-UsePerfData -jar \"$JAR\" check users.xlsx " + option + ended);

      assertThat(result.exitCode()).as(result.err()).isEqualTo(143);
      assertThat(result.out()).isEqualTo("./report.txt\n");
    }
  }

  @Test
  void a_long_report_is_written_as_it_is_made() throws IOException {
    List<String> wrong = List.of("", "-.", PASSWORD, "nobody", "none", "never");
    write(Collections.nCopies(30_000, wrong));

    Shell.Result result =
        Shell.in(folder).run("\"$JAVA\" -Xmx128m -jar \"$JAR\" check users.xlsx --format json");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines().filter(line -> line.contains("omitted")))
        .containsExactly("  \"omitted\": 80000,");
    assertThat(result.out().endsWith("\n  ]\n}\n")).isTrue();
    assertThat(result.out().contains(PASSWORD)).isFalse();
  }

  @Test
  void a_program_that_has_seen_enough_is_no_defect() throws IOException {
    write(Collections.nCopies(3_000, List.of("", "-.", "x", "nobody")));

    Shell.Result result =
        Shell.in(folder)
            .run(
                "\"$PROGRAM\" check users.xlsx --format json | head -n 1; exit"
                    + " ${PIPESTATUS[0]}");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.out()).isEqualTo("{\n");
    assertThat(result.err())
        .isEqualTo("user-template: The standard output cannot be written: Broken pipe.\n");
  }

  @Test
  void what_is_damaged_is_told_without_what_is_in_it() throws IOException {
    write(IntStream.range(0, 50).mapToObj(i -> List.of("", "u" + i, PASSWORD + i, "x")).toList());
    byte[] whole = Files.readAllBytes(folder.resolve("users.xlsx"));
    Files.write(folder.resolve("cut.xlsx"), Arrays.copyOf(whole, whole.length - 300));

    Shell.Result result = Shell.in(folder).program("check cut.xlsx --language zh_CN --stacktrace");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .startsWith("user-template: cut.xlsx: 文件已损坏或不完整。")
        .contains("\tat ")
        .doesNotContain("Correct-Horse");
  }

  private void write(List<List<String>> rows) throws IOException {
    FilledTemplate.write(folder.resolve("users.xlsx"), ADMIN, rows);
  }
}
