package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.excel.EasyExcel;
import dev.usertemplate.core.RequiredProgram;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks that other programs have written are read as what was put into them. */
class OtherProgramsTest {
  private static final List<String> TEXTS =
      List.of(
          "Username", "用户名", "00123", "+86 138 0000 0000", "a\nb", "<&>\"'", "😀 é", "_x 0041_");

  @TempDir Path folder;

  /** Our template with users of every kind of value in it, saved by the library that made it. */
  private Path filledTemplate() throws Exception {
    byte[] template =
        new XlsxTemplateRenderer()
            .render(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE));
    Path file = folder.resolve("filled.xlsx");
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(template));
        OutputStream out = Files.newOutputStream(file)) {
      Sheet sheet = workbook.getSheetAt(0);
      CellStyle date = workbook.createCellStyle();
      date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
      for (int i = 0; i < TEXTS.size(); i++) {
        Row row = sheet.createRow(2 + i);
        row.createCell(0).setCellValue(i + 1);
        row.createCell(1).setCellValue(TEXTS.get(i));
        row.createCell(4).setCellValue(13_800_138_000.0 + i);
        Cell day = row.createCell(5);
        day.setCellValue(LocalDate.of(2030, 12, 1 + i));
        day.setCellStyle(date);
        row.createCell(10).setCellValue(i % 2 == 0);
        Cell formula = row.createCell(11);
        formula.setCellFormula("A" + (3 + i) + "*0.5");
        formula.setCellValue((i + 1) * 0.5);
      }
      workbook.write(out);
    }
    return file;
  }

  /**
   * Sheets, names and cells of the file are those of the filled template.
   *
   * @param formula what the program makes a formula of, such as TRUE(), though it was none
   */
  private void assertSame(Path saved, String formula) throws Exception {
    byte[] before = Files.readAllBytes(folder.resolve("filled.xlsx"));
    byte[] after = Files.readAllBytes(saved);
    assertThat(Reading.cells(before)).hasSizeGreaterThan(50).contains("F3 DATE 47818");
    assertThat(
            Reading.cells(after).stream().map(cell -> cell.replace(formula, formula.substring(1))))
        .containsExactlyElementsOf(Reading.cells(before));
    try (ReadableWorkbook one = Reading.open(before, Limits.DEFAULT);
        ReadableWorkbook other = Reading.open(after, Limits.DEFAULT)) {
      assertThat(other.sheets()).isEqualTo(one.sheets());
      assertThat(other.names())
          .containsEntry("ut_column_user_name", one.names().get("ut_column_user_name"));
    }
  }

  @Test
  void a_template_saved_by_libreoffice() throws Exception {
    assertSame(LibreOffice.in(folder).convert(filledTemplate(), "xlsx"), "=BOOLEAN");
  }

  @Test
  void a_template_saved_by_gnumeric() throws Exception {
    RequiredProgram.need("ssconvert");
    Path saved = folder.resolve("gnumeric.xlsx");
    run("ssconvert", filledTemplate().toString(), saved.toString());
    byte[] before = Files.readAllBytes(folder.resolve("filled.xlsx"));
    assertThat(Reading.cells(Files.readAllBytes(saved))).isEqualTo(Reading.cells(before));
  }

  @Test
  void a_template_saved_by_openpyxl() throws Exception {
    Path file = filledTemplate();
    Path saved = folder.resolve("openpyxl.xlsx");
    python(
        "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1], data_only=True).save(sys.argv[2])",
        file.toString(),
        saved.toString());
    // It saves either formulas or results.
    assertThat(Reading.cells(Files.readAllBytes(saved)))
        .isEqualTo(
            Reading.cells(Files.readAllBytes(file)).stream()
                .map(cell -> cell.replace(" =", " "))
                .toList());
  }

  @Test
  void a_workbook_made_by_openpyxl() throws Exception {
    Path saved = folder.resolve("openpyxl.xlsx");
    python(
        """
        import openpyxl, sys, datetime
        w = openpyxl.Workbook()
        s = w.active
        s.append(['用户名', 'a', 5, 1.5, True, datetime.date(2030, 12, 31), '=1+1', None, 'last'])
        s.append([' blanks ', 'a\\nb', '00123'])
        s.row_dimensions[2].hidden = True
        w.save(sys.argv[1])
        """,
        saved.toString());
    byte[] file = Files.readAllBytes(saved);
    assertThat(Reading.cells(file))
        .containsExactly(
            "A1 TEXT 用户名",
            "B1 TEXT a",
            "C1 NUMBER 5",
            "D1 NUMBER 1.5",
            "E1 BOOLEAN TRUE",
            "F1 DATE 47848",
            "G1 =NOTHING ",
            "I1 TEXT last",
            "A2 TEXT  blanks ",
            "B2 TEXT a\nb",
            "C2 TEXT 00123");
    assertThat(Reading.each(file, Limits.DEFAULT, (row, i) -> row.hidden()))
        .containsSequence(false, true);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_workbook_streamed_by_poi(boolean shared) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SXSSFWorkbook workbook = new SXSSFWorkbook(null, 10, false, shared)) {
      Row row = workbook.createSheet().createRow(3);
      for (int i = 0; i < TEXTS.size(); i++) {
        row.createCell(i).setCellValue(TEXTS.get(i));
      }
      row.createCell(TEXTS.size()).setCellValue(0.1);
      workbook.write(out);
    }
    assertThat(Reading.texts(out.toByteArray()))
        .isEqualTo(Stream.concat(TEXTS.stream(), Stream.of("0.1")).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_workbook_made_by_fastexcel(boolean shared) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Users");
      for (int i = 0; i < TEXTS.size(); i++) {
        if (shared) {
          sheet.value(0, i, TEXTS.get(i));
        } else {
          sheet.inlineString(0, i, TEXTS.get(i));
        }
      }
      sheet.value(1, 0, LocalDate.of(2030, 12, 31));
      sheet.style(1, 0).format("yyyy-MM-dd").set();
      sheet.value(1, 1, true);
      sheet.formula(1, 2, "1+1");
    }
    List<String> cells = Reading.cells(out.toByteArray());
    assertThat(Reading.texts(out.toByteArray())).startsWith(TEXTS.toArray(String[]::new));
    assertThat(cells).contains("A2 DATE 47848", "B2 BOOLEAN TRUE", "C2 =NOTHING ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_workbook_made_by_easyexcel(boolean inMemory) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EasyExcel.write(out).inMemory(inMemory).sheet("用户").doWrite(List.of(TEXTS, List.of(5, true)));
    assertThat(Reading.texts(out.toByteArray()))
        .isEqualTo(Stream.concat(TEXTS.stream(), Stream.of("5", "TRUE")).toList());
  }

  private void python(String program, String... arguments) throws Exception {
    run(
        Stream.concat(Stream.of(pythonWithOpenpyxl(), "-c", program), Stream.of(arguments))
            .toArray(String[]::new));
  }

  /** The first on the path need not be the one that the distribution's packages belong to. */
  private static String pythonWithOpenpyxl() throws Exception {
    RequiredProgram.need("python3");
    for (String python : List.of("python3", "/usr/bin/python3")) {
      Process process =
          new ProcessBuilder(python, "-c", "import openpyxl")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor() == 0) {
        return python;
      }
    }
    RequiredProgram.need("python3 with openpyxl");
    throw new IllegalStateException("no such program can be there");
  }

  private void run(String... command) throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
  }
}
