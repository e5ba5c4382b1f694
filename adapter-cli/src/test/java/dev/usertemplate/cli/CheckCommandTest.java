package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CheckCommandTest {
  private static final String PASSWORD = "Correct-Horse-7";

  @TempDir Path folder;

  @BeforeEach
  void there_is_a_file() throws IOException {
    // What is in it, the format in memory says.
    Files.writeString(folder.resolve("users.xlsx"), "any");
  }

  static WorkbookInMemory users() {
    return new WorkbookInMemory()
        .sheet("Users", false)
        .row(1, "No.", "Username", "Email", "Mobile Number", "Expiration Time", "Description");
  }

  static WorkbookInMemory usersWithPasswords() {
    return new WorkbookInMemory()
        .sheet("用户", false)
        .row(1, "序号", "用户名", "初始密码", "邮箱", "手机号", "过期时间", "描述");
  }

  static WorkbookInMemory mistakes() {
    return users()
        .row(2, "1", "alice", "alice@example.com")
        .row(3, "2", "bob.", "nobody")
        .row(5, "3", "ALICE", null, "0086 138");
  }

  private Trial check(WorkbookInMemory workbook, String... options) {
    return Trial.Stage.in(folder).reading(workbook).run(arguments(options));
  }

  private static String[] arguments(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "check";
    arguments[1] = "users.xlsx";
    System.arraycopy(options, 0, arguments, 2, options.length);
    return arguments;
  }

  @Test
  void a_clean_workbook_is_told_in_a_few_lines() {
    Trial trial = check(users().row(4, null, "alice", "alice@example.com").row(7));

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.err()).isEmpty();
    assertThat(trial.out())
        .isEqualTo(
            """
            %s
              Sheet "Users", for accounts activated by the user. Headings in row 1.
              Users: 1, in row 4. Valid: 1. Empty rows skipped: 1.

            No mistakes. Valid users: 1.
            """
                .formatted(folder.resolve("users.xlsx")));
  }

  @Test
  void mistakes_stand_by_row_with_cell_heading_value_and_message() {
    Trial trial = check(mistakes());

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.err()).isEmpty();
    assertThat(trial.out().lines().skip(3).toList())
        .containsExactly(
            "",
            "Mistakes: 4",
            "Row 2",
            "  B2  Username  Row 5 holds the same. Rule: not the same as in another row (upper and"
                + " lower case are",
            "                the same).",
            "Row 3",
            "  B3  Username  \"bob.\": It ends in \".\". Rule: does not end in any of: . _.",
            "  C3  Email     \"nobody\": It is no email address. Rule: an address such as"
                + " name@example.com; letters",
            "                only A-Z a-z.",
            "Row 5",
            "  B5  Username  \"ALICE\": Row 2 holds the same. Rule: not the same as in another row"
                + " (upper and lower",
            "                case are the same).",
            "",
            "Repaired while reading: 1",
            "  D5  Mobile Number  \"0086 138\": The 00 at its beginning is taken as +: +86 138.",
            "",
            "Mistakes: 4. Valid users: 0 of 3.",
            "Correct them and check the file again, or get it back with the mistakes marked: --annotate OUT.xlsx");
  }

  @Test
  void messages_are_in_the_workbooks_language_unless_another_is_asked_for() {
    WorkbookInMemory workbook = usersWithPasswords().row(2, "1", "张三", PASSWORD);

    assertThat(check(workbook).out()).contains("第 2 行", "含有不允许的字符", "错误：");
    assertThat(check(workbook, "--language", "en_US").out())
        .contains("Row 2", "\"张三\": Not allowed in it:", "Mistakes: ");
  }

  @Test
  void repairs_are_no_mistakes_unless_the_check_is_strict() {
    WorkbookInMemory workbook = users().row(2, null, " alice ", "alice@example.com");

    assertThat(check(workbook).exitCode()).isZero();
    assertThat(check(workbook).out()).contains("Repaired while reading: 1\n  B2  Username");
    assertThat(check(workbook, "--strict").exitCode()).isEqualTo(1);
    assertThat(check(workbook, "--strict").out()).contains("Mistakes: 1\nRow 2\n  B2  Username");
  }

  @Test
  void another_type_than_expected_is_a_mistake_of_the_file() {
    WorkbookInMemory workbook = users().row(2, null, "alice", "alice@example.com");
    WorkbookStamp.of(TemplateRequest.DEFAULT)
        .forEach((key, value) -> workbook.property(WorkbookStamp.property(key), value));

    Trial trial = check(workbook, "--active-type", "ADMIN_ACTIVATE");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.out())
        .contains("Mistakes: 1\n  The workbook is for accounts activated by the user; expected are")
        .endsWith(
            "\nMistakes: 1. Valid users: 0 of 1.\nCorrect them and check the file again, or get it"
                + " back with the mistakes marked: --annotate OUT.xlsx\n");
  }

  @Test
  void from_active_directory_no_password_is_needed() {
    WorkbookInMemory workbook = usersWithPasswords().row(2, "1", "zhangsan");

    assertThat(check(workbook).exitCode()).isEqualTo(1);
    assertThat(check(workbook, "--active-directory").exitCode()).isZero();
  }

  @Test
  void json_is_the_report_and_nothing_else() {
    Trial trial = check(mistakes(), "--format", "json");

    assertThat(trial.exitCode()).isEqualTo(1);
    assertThat(trial.err()).isEmpty();
    assertThat(trial.out()).startsWith("{\n  \"language\": \"en_US\",\n").endsWith("}\n");
    JsonNode report = JsonMapper.shared().readTree(trial.out());
    assertThat(report.at("/rows/users").intValue()).isEqualTo(3);
    assertThat(report.at("/counts/error").intValue()).isEqualTo(4);
    assertThat(report.at("/findings").valueStream().map(each -> each.at("/cell").stringValue()))
        .containsExactly("B2", "B3", "C3", "B5", "D5");
    assertThat(report.at("/findings/1/message").stringValue()).startsWith("It ends in \".\"");
  }

  @ParameterizedTest
  @CsvSource({"text", "json"})
  void a_report_that_cannot_be_written_is_told(String format) throws IOException {
    Files.write(folder.resolve("users.xlsx"), template());

    Trial trial =
        Trial.withOutput(new Trial.Broken(), folder, "check", "users.xlsx", "--format", format);

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err())
        .isEqualToIgnoringNewLines(
            "user-template: The standard output cannot be written: Broken pipe.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.xlsx             | There is no such file.",
        "missing.xlsx --language zh_CN | 文件不存在。",
        ".                        | It is a folder.",
        "empty.xlsx               | The file is empty. Save the workbook again as .xlsx.",
        "users.xlsx               | The file is text such as CSV",
        "users.xlsx --language zh_CN | 无论扩展名是什么，该文件实际上是 CSV 之类的文本。",
        "users.xlsx --limit bytes=2 | The file is larger than 2 bytes.",
        "users.xlsx --format json --limit rows=9 --limit bytes=2 | The file is larger than 2 bytes.",
        "- --limit bytes=2        | Standard input: The file is larger than 2 bytes.",
        "- --language zh_CN       | 标准输入: 文件为空。"
      })
  void what_cannot_be_read_is_told_in_one_sentence(String line, String sentence)
      throws IOException {
    Files.createFile(folder.resolve("empty.xlsx"));
    InputStream input =
        line.contains("zh_CN")
            ? InputStream.nullInputStream()
            : new ByteArrayInputStream(new byte[3]);

    Trial trial = Trial.Stage.in(folder).fed(input).run(("check " + line).split(" "));

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.out()).isEmpty();
    assertThat(trial.err().lines()).hasSize(1).first().asString().contains(": " + sentence);
  }

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_untouched_template_is_clean_from_the_standard_input_too(TemplateRequest request) {
    byte[] template = RenderTemplate.withInstalledRenderer().render(request).toByteArray();

    Trial trial = Trial.Stage.in(folder).fed(new ByteArrayInputStream(template)).run("check", "-");

    assertThat(trial.exitCode()).isZero();
    assertThat(trial.err()).isEmpty();
    assertThat(trial.out())
        .startsWith(request.language().wireName().equals("en_US") ? "Standard input\n" : "标准输入\n")
        .contains(
            request.language().wireName().equals("en_US") ? "There are no users in it." : "没有用户。");
  }

  @Test
  void nobody_types_a_workbook() {
    Trial trial = Trial.Stage.in(folder).onTerminal(80).run("check", "-");

    assertThat(trial.exitCode()).isEqualTo(3);
    assertThat(trial.err()).contains("A workbook cannot be typed on a terminal.");
  }

  @ParameterizedTest
  @CsvSource({"text", "json"})
  void no_password_is_ever_shown(String format) {
    WorkbookInMemory workbook =
        usersWithPasswords()
            .row(2, null, "a.", PASSWORD)
            .row(3, null, "b", " " + PASSWORD + " ", "b@example.com", "bad")
            .row(4, null, "c", PASSWORD + "x".repeat(40), "c@example.com")
            .row(5, null, "d", new WorkbookInMemory.Formula(PASSWORD), "nobody");

    for (String strict : new String[] {"--stacktrace", "--strict"}) {
      Trial trial = check(workbook, "--format", format, strict);

      assertThat(trial.exitCode()).isEqualTo(1);
      assertThat(trial.out() + trial.err()).contains("C4").doesNotContain("Correct-Horse");
    }
  }

  @Test
  void what_would_steer_a_terminal_is_not_passed_on() {
    WorkbookInMemory workbook =
        users().row(2, null, "a\u001B[2Jb\u202Ec\nd", "alice@example.com").sheet("x\u0007", false);
    workbook.row(1, "y");

    assertThat(check(workbook).out())
        .contains("\"a[2Jb\uFFFDc d\"", "The sheet \"x\"")
        .doesNotContain("\u001B", "\u202E", "\u0007");
  }

  @Test
  void of_very_many_mistakes_the_first_are_shown_and_all_are_counted_by_kind() {
    WorkbookInMemory workbook = users();
    for (int row = 2; row < 1302; row++) {
      workbook.row(row, null, "user" + row, "nobody", null, "never", " slip ");
    }

    String report = check(workbook).out();

    assertThat(report)
        .contains("\nRow 51\n", "Not listed here: 2,500 more mistakes. All 2,600 by kind:")
        .doesNotContain("\nRow 52\n")
        .contains("\n  1,300  no email address         C2, C3, C4 and 1,297 more\n")
        .contains("\n  1,300  no time in a known form  E2, E3, E4 and 1,297 more\n")
        .contains("All of them, each with its cell: --format json")
        .contains(
            "Repaired while reading: 1,300\n  1,300  blanks around the value  F2, F3, F4 and");
  }

  @ParameterizedTest
  @CsvSource({"60", "80", "120"})
  void no_line_is_wider_than_the_terminal(int columns) {
    WorkbookInMemory workbook =
        mistakes()
            .row(6, null, "x".repeat(500), "y".repeat(500), "1.38E+10", "soon", "z".repeat(300));

    for (String language : new String[] {"zh_CN", "en_US"}) {
      Trial trial =
          Trial.Stage.in(folder)
              .reading(workbook)
              .onTerminal(columns)
              .run("check", "users.xlsx", "--language", language);

      assertThat(trial.out().replaceAll("\u001B\\[\\d*m", "").lines().skip(1))
          .allSatisfy(
              line -> assertThat(TextGrid.width(line)).as(line).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void colours_tell_mistakes_from_repairs_on_a_terminal() {
    Trial trial =
        Trial.Stage.in(folder).reading(mistakes()).onTerminal(100).run("check", "users.xlsx");

    assertThat(trial.out())
        .contains("\u001B[31mB3\u001B[0m  Username", "\u001B[2mD5\u001B[0m  Mobile Number");
    assertThat(check(mistakes()).out()).doesNotContain("\u001B");
  }

  private static byte[] template() {
    return RenderTemplate.withInstalledRenderer().render(TemplateRequest.DEFAULT).toByteArray();
  }
}
