package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookFormat;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code check} writes besides the report. */
class HandOutTest {
  @TempDir Path folder;

  @BeforeEach
  void there_is_a_file() throws IOException {
    Files.writeString(folder.resolve("users.xlsx"), "any");
  }

  private Trial check(WorkbookFormat format, String options) {
    return Trial.Stage.in(folder).reading(format).run(("check users.xlsx " + options).split(" "));
  }

  @Test
  void the_marked_workbook_is_its_owners_alone_and_named() throws IOException {
    Trial trial = check(CheckCommandTest.mistakes(), "--annotate out.xlsx");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.out())
        .endsWith("\nMarked workbook: " + folder.resolve("out.xlsx") + "\n")
        .doesNotContain("--annotate");
    assertThat(folder.resolve("out.xlsx")).hasContent("marked");
    assertThat(permissions("out.xlsx")).isEqualTo("rw-------");
    assertThat(files(folder)).containsExactly("out.xlsx", "users.xlsx");
  }

  @Test
  void a_workbook_too_large_to_be_marked_comes_back_as_its_rejected_rows() {
    Trial trial =
        check(
            CheckCommandTest.mistakes().unpackedBytes(3),
            "--annotate out.xlsx --limit marked_bytes=2 --language zh_CN");

    assertThat(trial.out()).contains("工作簿过大或属于无法标注的类型。");
    assertThat(folder.resolve("out.xlsx")).hasContent("rejected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"out.xlsx", "users.xlsx"})
  void an_existing_file_is_replaced_on_request_only_even_the_checked_one(String name)
      throws IOException {
    Files.writeString(folder.resolve("out.xlsx"), "any");

    Trial refused = check(CheckCommandTest.mistakes(), "--annotate " + name);
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err())
        .contains("already exists. Replace it with --force, or name another file with --annotate.");
    assertThat(folder.resolve(name)).hasContent("any");

    assertThat(check(CheckCommandTest.mistakes(), "--force --annotate " + name).exitCode())
        .isEqualTo(1);
    assertThat(folder.resolve(name)).hasContent("marked");
    assertThat(files(folder)).containsExactly("out.xlsx", "users.xlsx");
  }

  @ParameterizedTest
  @CsvSource({
    "rw-r-----, rw-rw-rw-, rw-r-----",
    "rw-rw-rw-, rw-r--r--, rw-r--r--",
    "r--------, rw-rw----, rw-------"
  })
  void a_replaced_file_is_not_open_to_more_people_than_the_checked_one(
      String checked, String old, String after) throws IOException {
    Path out = Files.writeString(folder.resolve("out.xlsx"), "old");
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString(old));
    Files.setPosixFilePermissions(
        folder.resolve("users.xlsx"), PosixFilePermissions.fromString(checked));

    check(CheckCommandTest.mistakes(), "--annotate out.xlsx --force");

    assertThat(out).hasContent("marked");
    assertThat(permissions("out.xlsx")).isEqualTo(after);
  }

  @Test
  void json_has_the_standard_output_to_itself() {
    Trial trial =
        check(
            CheckCommandTest.mistakes(),
            "--format json --annotate out.xlsx --requests calls --valid-only");

    assertThat(trial.out()).startsWith("{\n").endsWith("\n}\n");
    assertThat(trial.err()).contains("Marked workbook: ", "Rejected rows: ");
  }

  @Test
  void a_failed_marking_leaves_the_old_file_and_the_report() throws IOException {
    Files.writeString(folder.resolve("out.xlsx"), "old");

    Trial trial = check(new Unmarkable(CheckCommandTest.mistakes()), "--annotate out.xlsx --force");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.out()).contains("Mistakes: 4");
    assertThat(trial.err()).contains("out.xlsx cannot be written: disk full.");
    assertThat(folder.resolve("out.xlsx")).hasContent("old");
    assertThat(files(folder)).containsExactly("out.xlsx", "users.xlsx");
  }

  @Test
  void users_become_bodies_of_at_most_200_in_row_order() throws IOException {
    Trial trial = check(users(450), "--requests calls");

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.out())
        .endsWith(
            "Users: 450, as calls of the API: %s ... users-0003.json\n"
                .formatted(folder.resolve("calls/users-0001.json")));
    Path calls = folder.resolve("calls");
    assertThat(files(calls))
        .containsExactly("users-0001.json", "users-0002.json", "users-0003.json");
    assertThat(names(calls.resolve("users-0001.json"))).hasSize(200).startsWith("user2", "user3");
    assertThat(names(calls.resolve("users-0003.json"))).hasSize(50).endsWith("user451");
    assertThat(permissions("calls")).isEqualTo("rwx------");
    assertThat(permissions("calls/users-0002.json")).isEqualTo("rw-------");
    assertThat(calls.resolve("users-0003.json"))
        .content()
        .startsWith("{\n  \"users\": [\n    {\n      \"user_name\": \"user402\",\n")
        .endsWith("}\n");
  }

  @Test
  void with_a_mistake_the_bodies_of_an_earlier_run_go_too_if_they_may() {
    check(users(201).row(900, null, "bad.", "nobody"), "--requests calls --valid-only");

    Trial trial = check(CheckCommandTest.mistakes(), "--requests calls --force");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.out())
        .contains("Because of the mistakes no calls of the API are written")
        .contains("The files of an earlier run are removed from " + folder.resolve("calls"));
    assertThat(files(folder.resolve("calls"))).isEmpty();
    assertThat(check(CheckCommandTest.mistakes(), "--requests calls --force").out())
        .doesNotContain("removed");
  }

  @Test
  void with_a_mistake_there_are_no_bodies_at_all() {
    Trial trial = check(CheckCommandTest.mistakes(), "--requests calls");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.out()).contains("Because of the mistakes no calls of the API are written");
    assertThat(files(folder)).containsExactly("users.xlsx");
  }

  @Test
  void valid_users_alone_come_with_the_rejected_rows() throws IOException {
    WorkbookInMemory workbook = users(3).row(9, null, "bad.", "nobody");

    Trial trial = check(workbook, "--requests calls --valid-only");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.out())
        .contains("Users: 3, as calls of the API: " + folder.resolve("calls/users-0001.json\n"))
        .contains("Rejected rows: " + folder.resolve("calls/rejected.xlsx"));
    assertThat(files(folder.resolve("calls"))).containsExactly("rejected.xlsx", "users-0001.json");
    assertThat(names(folder.resolve("calls/users-0001.json")))
        .containsExactly("user2", "user3", "user4");
  }

  @Test
  void nothing_is_sent_twice_because_the_files_of_an_earlier_run_go_first() throws IOException {
    Path calls = Files.createDirectory(folder.resolve("calls"));
    Files.writeString(calls.resolve("mine.txt"), "kept");
    check(users(450).row(900, null, "bad.", "nobody"), "--requests calls --valid-only");

    Trial refused = check(users(3), "--requests calls");
    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).contains("rejected.xlsx already exists, from an earlier run.");

    assertThat(check(users(3), "--requests calls --force").exitCode()).isZero();
    assertThat(files(calls)).containsExactly("mine.txt", "users-0001.json");
    assertThat(names(calls.resolve("users-0001.json"))).hasSize(3);
  }

  @Test
  void a_failure_half_way_leaves_the_earlier_files_and_no_new_ones() throws IOException {
    check(users(201), "--requests old");
    Unmarkable broken = new Unmarkable(users(2).row(9, null, "bad.", "nobody"));

    assertThat(check(broken, "--requests old --valid-only --force").exitCode()).isEqualTo(3);
    Trial trial = check(broken, "--requests new --valid-only");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains("new cannot be written: disk full.");
    assertThat(files(folder)).containsExactly("old", "users.xlsx");
    assertThat(files(folder.resolve("old"))).containsExactly("users-0001.json", "users-0002.json");
    assertThat(names(folder.resolve("old/users-0001.json"))).hasSize(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "users.xlsx | users.xlsx is no folder. Name another one with --requests.",
        "a/b        | a does not exist. Create it, or name another one with --requests.",
        "users.xlsx/b | users.xlsx is no folder. Name another one with --requests.",
        "users.xlsx/b/c | users.xlsx is no folder. Name another one with --requests."
      })
  void a_folder_that_cannot_be_used_is_refused_before_anything_is_read(
      String name, String sentence) {
    Trial trial = check(users(1), "--requests " + name);

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err()).contains(sentence);
  }

  @Test
  void without_users_there_are_no_calls() {
    Trial trial = check(CheckCommandTest.users(), "--requests calls");

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.out()).contains("There are no valid users, so there are no calls of the API");
    assertThat(files(folder.resolve("calls"))).isEmpty();
  }

  private static WorkbookInMemory users(int number) {
    WorkbookInMemory workbook = CheckCommandTest.users();
    for (int row = 2; row < number + 2; row++) {
      workbook.row(row, null, "user" + row, "user" + row + "@example.com");
    }
    return workbook;
  }

  private static List<String> names(Path body) throws IOException {
    JsonNode users = JsonMapper.shared().readTree(Files.readString(body)).at("/users");
    return users.valueStream().map(user -> user.at("/user_name").stringValue()).toList();
  }

  private String permissions(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private static List<String> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Stands for a disk that is full. */
  private record Unmarkable(WorkbookFormat format) implements WorkbookFormat {
    @Override
    public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
      return format.open(file, limits);
    }

    @Override
    public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
      out.write(1);
      throw new IOException("disk full");
    }

    @Override
    public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
        throws IOException {
      throw new IOException("disk full");
    }
  }
}
