package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Imitations of what programs write that can't run here; see the README beside them. */
class SamplesTest {
  private static final Path SAMPLES = Path.of("src/test/resources/dev/usertemplate/xlsx/samples");

  private static byte[] sample(String name) throws Exception {
    Path folder = SAMPLES.resolve(name);
    HandMadeWorkbook file = new HandMadeWorkbook();
    try (Stream<Path> parts = Files.walk(folder)) {
      for (Path part : parts.filter(Files::isRegularFile).toList()) {
        file.part(folder.relativize(part).toString().replace('\\', '/'), Files.readAllBytes(part));
      }
    }
    return file.bytes();
  }

  @Test
  void as_excel_writes() throws Exception {
    byte[] file = sample("excel");
    assertThat(Reading.cells(file))
        .containsExactly(
            "A1 TEXT 序号",
            "B1 TEXT 用户名 *",
            "C1 TEXT 过期时间",
            "A2 NUMBER 1",
            "B2 TEXT zhangsan",
            "C2 DATE 47848",
            "A3 =NUMBER 2",
            "B3 =TEXT zhangsan2",
            "C3 TEXT a\r\nb ",
            "D3 =ERROR #N/A");
    assertThat(Reading.each(file, Limits.DEFAULT, (row, i) -> row.number() + " " + row.hidden()))
        .contains("1 false", "2 true", "3 false");
    try (ReadableWorkbook workbook = Reading.open(file, Limits.DEFAULT)) {
      assertThat(workbook.sheets()).containsExactly(new Sheet("用户", false));
      assertThat(workbook.names()).containsOnlyKeys("ut_column_user_name");
    }
  }

  @Test
  void as_wps_writes() throws Exception {
    byte[] file = sample("wps");
    assertThat(Reading.cells(file))
        .containsExactly(
            "A1 TEXT 用户名",
            "B1 TEXT 手机号",
            "A2 TEXT lisi",
            "B2 NUMBER 13800138000",
            "C2 DATE 47848",
            "D2 DATE 47848.5");
    assertThat(Reading.each(file, Limits.DEFAULT, (row, i) -> row.number() + " " + row.hidden()))
        .contains("1 false", "2 true");
  }

  @Test
  void as_google_sheets_writes() throws Exception {
    byte[] file = sample("google-sheets");
    assertThat(Reading.cells(file))
        .containsExactly(
            "A1 TEXT Username *",
            "B1 TEXT Expiration Time",
            "A2 TEXT anna",
            "B2 DATE 47848",
            "C2 =TEXT anna!",
            "D2 BOOLEAN TRUE");
    try (ReadableWorkbook workbook = Reading.open(file, Limits.DEFAULT)) {
      assertThat(workbook.names()).containsEntry("ut_column_user_name", new NamedCell(0, 1, 0));
    }
  }
}
