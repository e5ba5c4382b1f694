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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators have written where marks or what belongs to them might stand. */
class MarkedWithCareTest {
  private static byte[] template(Consumer<XSSFWorkbook> more) throws IOException {
    return FilledWorkbook.of(TemplateRequest.DEFAULT, more);
  }

  private static byte[] edited(byte[] file, Consumer<XSSFWorkbook> edit) throws IOException {
    XSSFWorkbook workbook = FilledWorkbook.open(file);
    edit.accept(workbook);
    return FilledWorkbook.bytes(workbook);
  }

  private static String text(byte[] file, String at) throws IOException {
    return cell(users(file), at).getStringCellValue();
  }

  private static void write(XSSFSheet sheet, int row, int column, String text) {
    XSSFRow existing = sheet.getRow(row);
    (existing == null ? sheet.createRow(row) : existing).createCell(column).setCellValue(text);
  }

  private static XSSFSheet people(XSSFWorkbook workbook, String name) {
    XSSFSheet sheet = workbook.createSheet(name);
    List<String> headings = List.of("Username", "Department", "Email", "Mobile Number");
    for (int column = 0; column < headings.size(); column++) {
      write(sheet, 0, column, headings.get(column));
      write(sheet, 1, column, "value " + column);
    }
    return sheet;
  }

  @Test
  void users_on_a_sheet_that_is_called_like_the_hidden_one_keep_all_columns() throws Exception {
    XSSFWorkbook workbook = new XSSFWorkbook();
    people(workbook, "user_template");
    Marks marks = marks(new Marks.Cell(2, 0, "Wrong."), new Marks.Cell(2, 2, "Wrong."));

    byte[] marked = mark(FilledWorkbook.bytes(workbook), marks);

    assertThat(text(marked, "C1")).isEqualTo("Email");
    assertThat(text(marked, "C2")).isEqualTo("value 2");
    assertThat(FilledWorkbook.open(marked).getSheetName(1)).isEqualTo("user_template_marks");
    assertThat(FilledWorkbook.open(marked).isSheetHidden(1)).isTrue();
    byte[] unmarked = mark(marked, nothing());
    assertThat(FilledWorkbook.open(unmarked).getNumberOfSheets()).isEqualTo(1);
    assertThat(text(unmarked, "C1")).isEqualTo("Email");
    assertThat(text(unmarked, "C2")).isEqualTo("value 2");
    assertThat(colours(users(unmarked), "C2")).endsWith("on null");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void another_sheet_of_such_a_name_is_left_alone(boolean hidden) throws Exception {
    XSSFWorkbook workbook = new XSSFWorkbook();
    people(workbook, "Staff");
    people(workbook, "user_template");
    workbook.setSheetHidden(1, hidden);
    byte[] file = FilledWorkbook.bytes(workbook);
    byte[] marked = mark(file, marks(new Marks.Cell(2, 0, "Wrong.")));
    byte[] unmarked = mark(marked, nothing());
    for (byte[] after : List.of(marked, unmarked)) {
      assertThat(FilledWorkbook.parts(after).get("xl/worksheets/sheet2.xml"))
          .isEqualTo(FilledWorkbook.parts(file).get("xl/worksheets/sheet2.xml"));
    }
    assertThat(FilledWorkbook.open(unmarked).getNumberOfSheets()).isEqualTo(2);
  }

  @Test
  void nothing_is_coloured_where_both_names_belong_to_somebody_else() throws Exception {
    XSSFWorkbook workbook = new XSSFWorkbook();
    people(workbook, "user_template");
    people(workbook, "user_template_marks");
    byte[] marked = mark(FilledWorkbook.bytes(workbook), marks(new Marks.Cell(2, 0, "Wrong.")));
    assertThat(comment(users(marked), "A2")).endsWith("Wrong.");
    assertThat(colours(users(marked), "A2")).endsWith("on null");
    assertThat(FilledWorkbook.open(marked).getNumberOfSheets()).isEqualTo(2);
  }

  @Test
  void notes_on_the_hidden_sheet_stay() throws Exception {
    byte[] file =
        template(workbook -> write(workbook.getSheet("user_template"), 0, 2, "a note of Li's"));
    byte[] marked = mark(file, marks(Language.EN_US));
    byte[] unmarked = mark(marked, nothing());
    for (byte[] after : List.of(marked, unmarked)) {
      assertThat(
              cell(FilledWorkbook.open(after).getSheet("user_template"), "C1").getStringCellValue())
          .isEqualTo("a note of Li's");
    }
    assertThat(colours(users(unmarked), "B4")).isEqualTo(colours(users(file), "B4"));
  }

  @Test
  void notes_below_the_results_stay() throws Exception {
    byte[] marked =
        edited(
            mark(template(workbook -> {}), marks(Language.EN_US)),
            workbook -> {
              write(workbook.getSheetAt(0), 19, 6, "NOTE");
              write(workbook.getSheetAt(0), 20, 6, "OK, says Li");
            });
    byte[] again = mark(marked, nothing());
    assertThat(text(again, "G20")).isEqualTo("NOTE");
    assertThat(text(again, "G21")).isEqualTo("OK, says Li");
    for (int row = 2; row <= 4; row++) {
      assertThat(users(again).getRow(row).getCell(6)).as("row from 0: %d", row).isNull();
    }
  }

  @Test
  void a_column_with_a_note_far_below_is_not_free() throws Exception {
    byte[] file = template(workbook -> write(workbook.getSheetAt(0), 19, 6, "NOTE"));
    byte[] marked = mark(file, marks(Language.EN_US));
    assertThat(text(marked, "G20")).isEqualTo("NOTE");
    assertThat(text(marked, "H1")).isEqualTo("Result of the check");
  }

  @Test
  void a_column_with_a_filled_cell_is_not_free() throws Exception {
    byte[] file =
        template(
            workbook -> {
              XSSFCellStyle green = workbook.createCellStyle();
              green.setFillPattern(FillPatternType.SOLID_FOREGROUND);
              green.setFillForegroundColor(IndexedColors.GREEN.index);
              workbook.getSheetAt(0).getRow(3).createCell(6).setCellStyle(green);
            });
    byte[] marked = mark(file, marks(Language.EN_US));
    assertThat(text(marked, "H1")).isEqualTo("Result of the check");
    assertThat(colours(users(marked), "G4")).isEqualTo(colours(users(file), "G4"));
  }

  @Test
  void the_name_does_not_count_where_columns_were_inserted_before_ours() throws Exception {
    byte[] marked =
        edited(
            mark(template(workbook -> {}), marks(Language.EN_US)),
            workbook -> {
              XSSFSheet sheet = workbook.getSheetAt(0);
              for (int row : new int[] {0, 2, 3, 4}) {
                write(sheet, row, 7, cell(sheet, "G" + (row + 1)).getStringCellValue());
                write(sheet, row, 6, row == 0 ? "Department" : "Sales");
              }
            });
    byte[] again = mark(marked, nothing());
    assertThat(text(again, "G1")).isEqualTo("Department");
    assertThat(text(again, "G4")).isEqualTo("Sales");
    assertThat(text(again, "H1")).isEqualTo("Result of the check");
    assertThat(users(again).getRow(3).getCell(7)).isNull();
    assertThat(FilledWorkbook.open(again).getName("ut_result").getRefersToFormula())
        .isEqualTo("Users!$H$1");
  }

  @Test
  void a_heading_that_somebody_has_written_over_makes_the_column_theirs() throws Exception {
    byte[] marked =
        edited(
            mark(template(workbook -> {}), marks(Language.EN_US)),
            workbook -> {
              write(workbook.getSheetAt(0), 0, 6, "Department");
              write(workbook.getSheetAt(0), 3, 6, "Sales");
            });
    byte[] again = mark(marked, marks(Language.EN_US));
    assertThat(text(again, "G1")).isEqualTo("Department");
    assertThat(text(again, "G4")).isEqualTo("Sales");
    assertThat(text(again, "H1")).isEqualTo("Result of the check");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Users!$G:$G", "Users!$1:$1", "1+1", "Users!$G$1:$H$2", "\"x\"", "Users!$A$1"})
  void a_name_for_something_else_is_given_to_our_column(String formula) throws Exception {
    byte[] file =
        template(
            workbook -> {
              var name = workbook.createName();
              name.setNameName("ut_result");
              name.setRefersToFormula(formula);
            });
    byte[] marked = mark(file, marks(Language.EN_US));
    assertThat(text(marked, "G1")).isEqualTo("Result of the check");
    assertThat(FilledWorkbook.open(marked).getName("ut_result").getRefersToFormula())
        .isEqualTo("Users!$G$1");
  }

  @Test
  void cells_that_name_no_format_do_not_get_that_of_their_column() throws Exception {
    Map<String, byte[]> parts =
        FilledWorkbook.parts(
            template(
                workbook -> {
                  XSSFRow row = workbook.getSheetAt(0).createRow(9);
                  row.createCell(1).setCellValue(42);
                  row.createCell(2).setCellFormula("1+1");
                  row.createCell(3).setCellValue("Li");
                }));
    String name = "xl/worksheets/sheet1.xml";
    String sheet = new String(parts.get(name), StandardCharsets.UTF_8);
    String without = sheet.replaceAll("(<c r=\"[BCD]10\") s=\"\\d+\"", "$1");
    assertThat(without).isNotEqualTo(sheet).contains("<c r=\"B10\"");
    parts.put(name, without.getBytes(StandardCharsets.UTF_8));
    byte[] file = FilledWorkbook.pack(parts);

    byte[] marked = mark(file, marks(Language.EN_US));

    Map<String, String> expected = formats(file);
    assertThat(expected).containsKeys("B10", "C10", "D10", "A1");
    Map<String, String> actual = formats(marked);
    for (String at : List.of("B4", "C4", "B5")) {
      expected.remove(at);
    }
    actual.keySet().retainAll(expected.keySet());
    assertThat(actual).isEqualTo(expected);
  }

  /** By cell: what its format says in the file, without what POI thinks of columns. */
  private static Map<String, String> formats(byte[] file) throws IOException {
    Map<String, String> formats = new TreeMap<>();
    XSSFSheet sheet = users(file);
    var styles = sheet.getWorkbook().getStylesSource();
    for (Row row : sheet) {
      for (Cell cell : row) {
        int index = CellLooks.of((XSSFCell) cell);
        formats.put(cell.getAddress().formatAsString(), styles.getCellXfAt(index).xmlText());
      }
    }
    return formats;
  }

  @Test
  void a_comment_of_somebody_else_that_begins_like_ours_stays() throws Exception {
    String theirs = "User Template:\nuse the new one";
    byte[] file = template(workbook -> FilledWorkbook.putComment(workbook, "B3", theirs));
    byte[] marked = mark(file, marks(Language.EN_US));
    assertThat(comment(users(marked), "B3")).isEqualTo(theirs);
    assertThat(comment(users(mark(marked, nothing())), "B3")).isEqualTo(theirs);
  }
}
