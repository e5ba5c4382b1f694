package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTextTest {
  @TempDir Path folder;

  @BeforeEach
  void there_is_a_file() throws IOException {
    Files.writeString(folder.resolve("users.xlsx"), "any");
  }

  private String report(WorkbookInMemory workbook, int columns, String language) {
    return Trial.Stage.in(folder)
        .reading(workbook)
        .onTerminal(columns)
        .run("check", "users.xlsx", "--language", language)
        .out()
        .replaceAll("\u001B\\[\\d*m", "");
  }

  @Test
  void a_row_that_is_not_read_is_named() {
    WorkbookInMemory workbook =
        CheckCommandTest.users()
            .row(2, null, "alice", "alice@example.com")
            .row(3, "No.", "Username", "Email", "Mobile Number", "Expiration Time", "Description");

    assertThat(report(workbook, 100, "en_US"))
        .contains("Warnings: 1\n  Row 3: The headings stand here again; the row is not read.\n");
    assertThat(report(workbook, 100, "zh_CN")).contains("警告：1 处\n  第 3 行：此处重复了标题行，不会读取。\n");
  }

  @Test
  void a_count_stays_on_one_line() {
    WorkbookInMemory workbook =
        CheckCommandTest.users().row(2, "1", "zhangsan", "zhangsan@example.com");
    for (int row = 4; row < 1234; row++) {
      workbook.row(row);
    }

    for (int columns = 60; columns < 80; columns++) {
      assertThat(
              report(workbook, columns, "zh_CN").lines().skip(2).takeWhile(line -> !line.isEmpty()))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line).matches(" ( [^ ：]+：[^：]*。)+"));
    }
  }
}
