package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.FilledWorkbook.cell;
import static dev.usertemplate.xlsx.FilledWorkbook.colours;
import static dev.usertemplate.xlsx.FilledWorkbook.comment;
import static dev.usertemplate.xlsx.FilledWorkbook.mark;
import static dev.usertemplate.xlsx.FilledWorkbook.marks;
import static dev.usertemplate.xlsx.FilledWorkbook.nothing;
import static dev.usertemplate.xlsx.FilledWorkbook.users;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Marks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A marked workbook is opened, changed and saved with programs of other makes. */
class MarkedElsewhereTest {
  @TempDir Path folder;

  @Test
  void saved_by_libreoffice_the_old_marks_are_taken_out_and_none_is_double() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    byte[] file = FilledWorkbook.of(TemplateRequest.DEFAULT, MarkedElsewhereTest::decorate);
    // How the cells look when LibreOffice has saved them and nothing was ever marked.
    XSSFSheet never = users(saved(office, "never", file));
    byte[] saved = saved(office, "marked", mark(file, marks(Language.EN_US)));
    assertThat(comment(users(saved), "B4")).contains("Ends in a dot.");
    assertThat(colours(users(saved), "B4")).endsWith("FFFFC7CE");

    XSSFSheet unmarked = users(mark(saved, nothing()));
    for (String at : List.of("B4", "C4")) {
      assertThat(comment(unmarked, at)).as(at).isEqualTo(comment(never, at));
      assertThat(colours(unmarked, at)).as(at).isEqualTo(colours(never, at));
      XSSFCellStyle style = cell(unmarked, at).getCellStyle();
      XSSFCellStyle expected = cell(never, at).getCellStyle();
      assertThat(style.getFillPattern()).as(at).isEqualTo(expected.getFillPattern());
      assertThat(style.getDataFormatString()).isEqualTo(expected.getDataFormatString());
      assertThat(style.getFont().getBold()).isEqualTo(expected.getFont().getBold());
    }
    assertThat(comment(unmarked, "B5")).isEmpty();
    assertThat(comment(unmarked, "G1")).isEmpty();
    assertThat(cell(unmarked, "G1").getStringCellValue()).isEqualTo("Result of the check");

    Marks one = marks(new Marks.Cell(4, 1, "Still ends in a dot."));
    XSSFSheet again = users(mark(saved, one));
    assertThat(comment(again, "B4"))
        .isEqualTo("Li's own words\n\nUser Template:\nStill ends in a dot.");
    assertThat(colours(again, "C4")).isEqualTo(colours(never, "C4"));
    assertThat(again.getRow(0).getLastCellNum()).isEqualTo((short) 7);
  }

  private static void decorate(XSSFWorkbook workbook) {
    XSSFSheet sheet = workbook.getSheetAt(0);
    XSSFCellStyle style = workbook.createCellStyle();
    style.cloneStyleFrom(cell(sheet, "B4").getCellStyle());
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setFillForegroundColor(IndexedColors.DARK_BLUE.index);
    XSSFFont font = workbook.createFont();
    font.setBold(true);
    font.setColor(IndexedColors.WHITE.index);
    style.setFont(font);
    cell(sheet, "B4").setCellStyle(style);
    FilledWorkbook.putComment(workbook, "B4", "Li's own words");
  }

  private byte[] saved(LibreOffice office, String name, byte[] file) throws Exception {
    return Files.readAllBytes(
        office.convert(Files.write(folder.resolve(name + ".xlsx"), file), "xlsx"));
  }

  @Test
  void rows_moved_down_in_libreoffice_take_their_marks_with_them() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    byte[] file = FilledWorkbook.of(TemplateRequest.DEFAULT, workbook -> {});
    Path marked = Files.write(folder.resolve("marked.xlsx"), mark(file, marks(Language.EN_US)));
    Path edited = office.edit(marked, rows -> rows.insertByIndex(2, 3));
    byte[] moved = Files.readAllBytes(edited);
    assertThat(comment(users(moved), "B7")).contains("Ends in a dot.");

    XSSFSheet unmarked = users(mark(moved, nothing()));
    assertThat(comment(unmarked, "B7")).isEmpty();
    assertThat(cell(unmarked, "B7").getCellStyle().getFillPattern())
        .isEqualTo(FillPatternType.NO_FILL);
  }

  @Test
  void openpyxl_sees_colour_comment_and_result() throws Exception {
    byte[] file =
        mark(FilledWorkbook.of(TemplateRequest.DEFAULT, workbook -> {}), marks(Language.EN_US));
    String seen =
        OpenPyxl.run(
            Files.write(folder.resolve("marked.xlsx"), file),
            """
            for at in ('B3', 'B4', 'B5', 'G4'):
                cell = sheet[at]
                print(at, cell.value, cell.fill.fgColor.rgb if cell.fill.fill_type else '-',
                      cell.comment.text if cell.comment else '-')
            """);
    assertThat(seen)
        .isEqualTo(
            """
            B3 zhangsan - -
            B4 wang. FFFFC7CE User Template:
            Ends in a dot.
            Take it away.
            B5 None FFFFC7CE User Template:
            Empty.
            G4 To correct: B4: Ends in a dot.
            C4: No address. FFFFC7CE -
            """);
  }

  @Test
  void saved_by_openpyxl_the_marks_are_known_again() throws Exception {
    byte[] file =
        mark(FilledWorkbook.of(TemplateRequest.DEFAULT, workbook -> {}), marks(Language.EN_US));
    Path marked = Files.write(folder.resolve("marked.xlsx"), file);
    OpenPyxl.run(marked, "sheet['B4'] = 'wang'\nworkbook.save(sys.argv[1])");
    XSSFSheet sheet = users(mark(Files.readAllBytes(marked), nothing()));
    assertThat(cell(sheet, "B4").getStringCellValue()).isEqualTo("wang");
    assertThat(cell(sheet, "B4").getCellStyle().getFillPattern())
        .isEqualTo(FillPatternType.NO_FILL);
    assertThat(comment(sheet, "B4")).isEmpty();
    assertThat(comment(sheet, "B1")).startsWith("Required.");
  }
}
