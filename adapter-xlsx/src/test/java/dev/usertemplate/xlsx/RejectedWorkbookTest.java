package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.FilledWorkbook.cell;
import static dev.usertemplate.xlsx.FilledWorkbook.colours;
import static dev.usertemplate.xlsx.FilledWorkbook.comment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.RejectedRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RejectedWorkbookTest {
  private static final String STRANGE = " \u0001<&>\"\uD83D\uDE00_x0041_\n00 ";

  @TempDir Path folder;

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  private static byte[] write(TemplateRequest request, RejectedRows rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new RejectedWorkbook().write(request, rows, out);
    return out.toByteArray();
  }

  private static RejectedRows rows(TemplateRequest request, int count) {
    int columns = Schema.of(request.activationType()).columns().size();
    return sink -> {
      for (int i = 0; i < count; i++) {
        List<String> values =
            java.util.stream.IntStream.range(0, columns)
                .mapToObj(column -> column == 2 ? "" : column == 1 ? STRANGE : "+86 0" + column)
                .toList();
        sink.row(
            new RejectedRows.Row(
                values, Map.of(1, "Not a name.", 2, "Empty."), "B: Not a name.\nC: Empty."));
      }
    };
  }

  @ParameterizedTest
  @MethodSource("requests")
  void rejected_rows_stand_in_place_of_the_example_with_what_is_wrong(TemplateRequest request)
      throws Exception {
    Texts texts = Texts.of(request.language());
    List<Column> columns = Schema.of(request.activationType()).columns();
    byte[] file = write(request, rows(request, 3));
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> rows = workbook.getFirstSheet().read();
      assertThat(rows).hasSize(4);
      assertThat(rows.get(0).getCellText(columns.size())).isEqualTo(texts.get("result.heading"));
      assertThat(rows.get(3).getCellText(columns.size())).isEqualTo("B: Not a name.\nC: Empty.");
      assertThat(rows.get(1).getCellText(3)).isEqualTo("+86 03");
    }
    XSSFSheet sheet = FilledWorkbook.users(file);
    assertThat(cell(sheet, "B2").getRichStringCellValue().getString()).isEqualTo(STRANGE);
    for (String wrong : List.of("B2", "C2", "B4")) {
      assertThat(colours(sheet, wrong)).endsWith("FFFFC7CE");
      assertThat(cell(sheet, wrong).getCellStyle().getDataFormatString()).isEqualTo("@");
    }
    assertThat(colours(sheet, "D2")).endsWith("null");
    assertThat(comment(sheet, "C4")).isEqualTo("User Template:\nEmpty.");
    assertThat(comment(sheet, "B1")).startsWith(texts.requirementSentence(columns.get(1)));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void everything_else_is_the_template(TemplateRequest request) throws Exception {
    XSSFWorkbook template = FilledWorkbook.open(new XlsxTemplateRenderer().render(request));
    XSSFWorkbook workbook = FilledWorkbook.open(write(request, rows(request, 300)));
    for (int i = 0; i < 3; i++) {
      assertThat(workbook.getSheetName(i)).isEqualTo(template.getSheetName(i));
      assertThat(workbook.getSheetVisibility(i)).isEqualTo(template.getSheetVisibility(i));
    }
    assertThat(properties(workbook)).isEqualTo(properties(template));
    XSSFSheet sheet = workbook.getSheetAt(0);
    assertThat(sheet.getCTWorksheet().getDataValidations().xmlText())
        .isEqualTo(template.getSheetAt(0).getCTWorksheet().getDataValidations().xmlText());
    assertThat(sheet.getSheetConditionalFormatting().getNumConditionalFormattings())
        .isEqualTo(
            template.getSheetAt(0).getSheetConditionalFormatting().getNumConditionalFormattings());
    assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).endsWith("301");
    assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
  }

  private static String properties(XSSFWorkbook workbook) {
    return workbook.getProperties().getCustomProperties().getUnderlyingProperties().xmlText();
  }

  @Test
  void it_can_be_marked_anew_like_any_other_workbook() throws Exception {
    byte[] file = write(TemplateRequest.DEFAULT, rows(TemplateRequest.DEFAULT, 2));
    XSSFSheet sheet = FilledWorkbook.users(FilledWorkbook.mark(file, FilledWorkbook.nothing()));
    assertThat(colours(sheet, "B2")).endsWith("null");
    assertThat(comment(sheet, "B2")).isEmpty();
    assertThat(sheet.getRow(0).getLastCellNum()).isEqualTo((short) 7);
  }

  @Test
  void a_thousand_cells_have_comments_and_all_are_coloured() throws Exception {
    byte[] file = write(TemplateRequest.DEFAULT, rows(TemplateRequest.DEFAULT, 700));
    XSSFSheet sheet = FilledWorkbook.users(file);
    assertThat(
            sheet.getCellComments().values().stream()
                .filter(comment -> comment.getString().getString().startsWith("User Template:")))
        .hasSize(1000);
    assertThat(colours(sheet, "B701")).endsWith("FFFFC7CE");
    assertThat(cell(sheet, "G701").getStringCellValue()).startsWith("B: Not a name.");
  }

  @Test
  void libreoffice_opens_it_and_finds_every_row() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    byte[] file = write(TemplateRequest.DEFAULT, rows(TemplateRequest.DEFAULT, 5));
    Path saved = office.convert(Files.write(folder.resolve("rejected.xlsx"), file), "xlsx");
    XSSFSheet sheet = FilledWorkbook.users(Files.readAllBytes(saved));
    assertThat(sheet.getLastRowNum()).isEqualTo(5);
    assertThat(comment(sheet, "B6")).contains("Not a name.");
    assertThat(colours(sheet, "B6")).endsWith("FFFFC7CE");
  }

  /** A process of its own, with little memory and a folder of its own for temporary files. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) throws IOException {
      try (var out = Files.newOutputStream(Path.of(args[0]))) {
        new RejectedWorkbook()
            .write(TemplateRequest.DEFAULT, rows(TemplateRequest.DEFAULT, 200_000), out);
      }
    }
  }

  @Test
  void two_hundred_thousand_rows_need_little_memory_and_no_file_on_the_disk() throws Exception {
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    Path file = folder.resolve("rejected.xlsx");
    Process java =
        new ProcessBuilder(
                JavaCommand.of(
                    "-Xmx128m",
                    "-Djava.io.tmpdir=" + temporary,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Run.class.getName(),
                    file.toString()))
            .inheritIO()
            .start();
    assertThat(java.waitFor()).isZero();
    try (var left = Files.list(temporary)) {
      assertThat(new TreeSet<>(left.toList())).isEmpty();
    }
    try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
        var rows = workbook.getFirstSheet().openStream()) {
      assertThat(rows.count()).isEqualTo(200_001);
    }
  }

  @Test
  void a_failure_of_the_reader_comes_through_as_it_is() {
    IOException failure = new IOException("the disk");
    assertThatThrownBy(
            () ->
                write(
                    TemplateRequest.DEFAULT,
                    sink -> {
                      throw failure;
                    }))
        .isSameAs(failure);
  }
}
