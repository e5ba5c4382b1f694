package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.FilledWorkbook.cell;
import static dev.usertemplate.xlsx.FilledWorkbook.colours;
import static dev.usertemplate.xlsx.FilledWorkbook.comment;
import static dev.usertemplate.xlsx.FilledWorkbook.mark;
import static dev.usertemplate.xlsx.FilledWorkbook.marks;
import static dev.usertemplate.xlsx.FilledWorkbook.nothing;
import static dev.usertemplate.xlsx.FilledWorkbook.users;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MarkerTest {
  private static final TemplateRequest REQUEST = TemplateRequest.DEFAULT;

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void wrong_cells_are_coloured_and_say_why(TemplateRequest request) throws Exception {
    XSSFSheet sheet =
        users(mark(FilledWorkbook.of(request, workbook -> {}), marks(request.language())));

    assertThat(comment(sheet, "B4")).isEqualTo("User Template:\nEnds in a dot.\nTake it away.");
    assertThat(comment(sheet, "C4")).isEqualTo("User Template:\nNo address.");
    assertThat(comment(sheet, "B5")).isEqualTo("User Template:\nEmpty.");
    for (String wrong : List.of("B4", "C4", "B5")) {
      // The last bits tell where the cell's own look is kept.
      assertThat(colours(sheet, wrong)).matches("FF9C00[01]. on FFFFC7CE");
      assertThat(cell(sheet, wrong).getCellStyle().getDataFormatString()).isEqualTo("@");
    }
    assertThat(cell(sheet, "B3").getCellStyle().getFillPattern())
        .isEqualTo(FillPatternType.NO_FILL);
    assertThat(comment(sheet, "B3")).isEmpty();
    assertThat(comment(sheet, "B1")).doesNotContain("User Template");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_reader_of_another_make_reads_the_results_beside_the_users(TemplateRequest request)
      throws Exception {
    byte[] file = mark(FilledWorkbook.of(request, workbook -> {}), marks(request.language()));
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(file))) {
      List<Row> rows = workbook.getFirstSheet().read();
      int result = rows.get(0).getCellCount() - 1;
      assertThat(rows.get(0).getCellText(result))
          .isEqualTo(Texts.of(request.language()).get("result.heading"));
      assertThat(rows.get(1).getOptionalCell(result)).isEmpty();
      assertThat(rows.stream().skip(2).map(row -> row.getCellText(result)))
          .containsExactly(
              "OK", "To correct: B4: Ends in a dot.\nC4: No address.", "To correct: B5: Empty.");
    }
    String column = request.activationType().wireName().startsWith("ADMIN") ? "H" : "G";
    XSSFSheet sheet = users(file);
    assertThat(comment(sheet, column + 1)).isEqualTo("User Template:\n3 users, 2 to correct.");
    assertThat(colours(sheet, column + 4)).isEqualTo("FF9C0006 on FFFFC7CE");
    assertThat(cell(sheet, column + 4).getCellStyle().getDataFormatString()).isEqualTo("@");
    assertThat(cell(sheet, column + 4).getCellStyle().getWrapText()).isTrue();
    assertThat(cell(sheet, column + 1).getCellStyle().getFont().getBold()).isTrue();
    assertThat(sheet.getRow(3).getHeightInPoints()).as("room for two lines").isEqualTo(30);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void marking_twice_is_like_marking_once(TemplateRequest request) throws Exception {
    byte[] once = mark(FilledWorkbook.of(request, workbook -> {}), marks(request.language()));
    assertSame(mark(once, marks(request.language())), once, List.of());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void without_mistakes_nothing_is_left_but_the_column_for_results(TemplateRequest request)
      throws Exception {
    byte[] file = FilledWorkbook.of(request, workbook -> {});
    byte[] unmarked = mark(mark(file, marks(request.language())), nothing());
    // Formats stay though no cell has them.
    assertSame(unmarked, mark(file, nothing()), List.of("xl/styles.xml"));
  }

  private static void assertSame(byte[] file, byte[] expected, List<String> except)
      throws Exception {
    Map<String, String> parts = FilledWorkbook.xml(file);
    Map<String, String> expectedParts = FilledWorkbook.xml(expected);
    assertThat(parts.keySet()).isEqualTo(expectedParts.keySet());
    parts.keySet().removeAll(except);
    parts.forEach((name, part) -> assertThat(part).as(name).isEqualTo(expectedParts.get(name)));
  }

  private static String text(byte[] part) {
    return new String(part, StandardCharsets.UTF_8);
  }

  @Test
  void a_cell_gets_its_own_colours_back_and_keeps_what_has_been_changed_since() throws Exception {
    byte[] file =
        FilledWorkbook.of(
            REQUEST,
            workbook -> {
              XSSFSheet sheet = workbook.getSheetAt(0);
              XSSFCellStyle dotted = workbook.createCellStyle();
              dotted.setFillPattern(FillPatternType.BIG_SPOTS);
              dotted.setFillForegroundColor(IndexedColors.GREEN.index);
              dotted.setFillBackgroundColor(IndexedColors.YELLOW.index);
              XSSFFont font = workbook.createFont();
              font.setColor(IndexedColors.WHITE.index);
              dotted.setFont(font);
              cell(sheet, "B4").setCellStyle(dotted);
            });
    Marks marks = marks(new Marks.Cell(4, 1, "Wrong."), new Marks.Cell(2, 1, "Wrong as well."));
    byte[] marked = mark(file, marks);
    assertThat(colours(users(marked), "B4")).matches("FF9C00.. on FFFFC7CE");
    XSSFWorkbook edited = FilledWorkbook.open(marked);
    XSSFCellStyle date = edited.createCellStyle();
    date.cloneStyleFrom(cell(edited.getSheetAt(0), "B2").getCellStyle());
    date.setDataFormat((short) 14);
    cell(edited.getSheetAt(0), "B2").setCellStyle(date);

    XSSFSheet after = users(mark(FilledWorkbook.bytes(edited), nothing()));

    XSSFSheet before = users(file);
    assertThat(cell(after, "B4").getCellStyle().getCoreXf().xmlText())
        .isEqualTo(cell(before, "B4").getCellStyle().getCoreXf().xmlText());
    assertThat(colours(after, "B2")).isEqualTo(colours(before, "B2"));
    assertThat(cell(after, "B2").getCellStyle().getDataFormat()).isEqualTo((short) 14);
    assertThat(cell(after, "B2").getCellStyle().getFont().getItalic()).isTrue();
  }

  @Test
  void colours_that_were_copied_or_have_lost_their_comment_are_taken_out_too() throws Exception {
    byte[] file = FilledWorkbook.of(REQUEST, workbook -> {});
    XSSFWorkbook edited = FilledWorkbook.open(mark(file, marks(new Marks.Cell(4, 1, "Wrong."))));
    XSSFSheet sheet = edited.getSheetAt(0);
    cell(sheet, "B3").setCellStyle(cell(sheet, "B4").getCellStyle());
    cell(sheet, "B4").removeCellComment();

    XSSFSheet after = users(mark(FilledWorkbook.bytes(edited), nothing()));

    assertThat(colours(after, "B3")).isEqualTo(colours(users(file), "B3"));
    assertThat(colours(after, "B4")).isEqualTo(colours(users(file), "B4"));
  }

  @Test
  void red_cells_of_the_administrator_stay_red() throws Exception {
    byte[] file =
        FilledWorkbook.of(
            REQUEST,
            workbook -> {
              XSSFCellStyle bad = workbook.createCellStyle();
              bad.setFillPattern(FillPatternType.SOLID_FOREGROUND);
              bad.setFillForegroundColor(Styles.color(Styles.MISTAKE_GROUND));
              XSSFFont font = workbook.createFont();
              font.setColor(Styles.color(Styles.MISTAKE_TEXT));
              bad.setFont(font);
              cell(workbook.getSheetAt(0), "B3").setCellStyle(bad);
            });
    XSSFSheet after = users(mark(mark(file, marks(Language.EN_US)), nothing()));
    assertThat(colours(after, "B3")).isEqualTo("FF9C0006 on FFFFC7CE");
  }

  @Test
  void a_comment_that_is_there_keeps_its_words_and_formats() throws Exception {
    byte[] file =
        FilledWorkbook.of(
            REQUEST,
            workbook -> {
              FilledWorkbook.putComment(workbook, "B4", bold(workbook, "Li Si:", "\nask him "));
              FilledWorkbook.putComment(workbook, "C4", "plain");
            });
    byte[] marked = mark(file, marks(Language.EN_US));
    assertThat(comment(users(marked), "B4"))
        .isEqualTo("Li Si:\nask him \n\nUser Template:\nEnds in a dot.\nTake it away.");
    assertThat(comment(users(marked), "C4")).isEqualTo("plain\n\nUser Template:\nNo address.");
    assertSame(mark(marked, marks(Language.EN_US)), marked, List.of());

    XSSFSheet after = users(mark(marked, nothing()));
    for (String at : List.of("B4", "C4")) {
      assertThat(richText(after, at)).isEqualTo(richText(users(file), at));
    }
  }

  private static String richText(XSSFSheet sheet, String at) {
    XSSFComment comment = sheet.getCellComment(new CellAddress(at));
    return comment.getCTComment().getText().xmlText().replace(" xml:space=\"preserve\"", "");
  }

  private static XSSFRichTextString bold(XSSFWorkbook workbook, String bold, String rest) {
    XSSFRichTextString text = new XSSFRichTextString();
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    text.append(bold, font);
    text.append(rest);
    return text;
  }

  @Test
  void what_is_wrong_with_a_merged_cell_stands_at_its_first_one() throws Exception {
    byte[] file =
        FilledWorkbook.of(
            REQUEST,
            workbook -> workbook.getSheetAt(0).addMergedRegion(CellRangeAddress.valueOf("B4:C4")));
    XSSFSheet sheet = users(mark(file, marks(Language.EN_US)));
    assertThat(comment(sheet, "B4"))
        .isEqualTo("User Template:\nEnds in a dot.\nTake it away.\nNo address.");
    assertThat(comment(sheet, "C4")).isEmpty();
  }

  @Test
  void messages_are_cut_where_excel_stops_and_hold_whatever_characters_came() throws Exception {
    byte[] file = FilledWorkbook.of(REQUEST, workbook -> {});
    String strange = "\u0001 \uD83D\uDE00 _x0041_ <&> \uFFFE";
    XSSFSheet sheet =
        users(
            mark(
                file,
                new Marks(
                    0,
                    1,
                    Language.EN_US,
                    "Result of the check",
                    List.of(),
                    List.of(
                        new Marks.Cell(3, 1, strange), new Marks.Cell(4, 1, "x".repeat(40_000))),
                    List.of(new Marks.Result(3, true, strange)))));
    assertThat(comment(sheet, "B3")).isEqualTo("User Template:\n" + strange);
    assertThat(comment(sheet, "B4")).hasSize(32_767).endsWith("x…");
    assertThat(cell(sheet, "G3").getRichStringCellValue().getString()).isEqualTo(strange);
  }

  @Test
  void a_file_that_cannot_be_opened_is_damaged_and_the_error_quotes_no_cell() throws Exception {
    byte[] file = FilledWorkbook.of(REQUEST, workbook -> {});
    Map<String, byte[]> parts = FilledWorkbook.parts(file);
    String sheet = text(parts.get("xl/worksheets/sheet1.xml"));
    parts.put(
        "xl/worksheets/sheet1.xml",
        sheet
            .replaceFirst("(<c r=\"A1\"[^>]* s=)\"\\d+", "$1\"secret")
            .getBytes(StandardCharsets.UTF_8));
    for (byte[] broken :
        List.of(FilledWorkbook.pack(parts), Arrays.copyOf(file, file.length / 2), new byte[9])) {
      assertThatThrownBy(() -> mark(broken, marks(Language.EN_US)))
          .isInstanceOfSatisfying(
              UnreadableWorkbookException.class,
              e -> {
                assertThat(e.problem()).isEqualTo(Problem.DAMAGED);
                assertThat(e).hasStackTraceContaining("usertemplate");
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                  assertThat(cause.toString()).doesNotContain("secret");
                }
              });
    }
  }
}
