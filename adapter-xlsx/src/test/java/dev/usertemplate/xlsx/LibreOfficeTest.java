package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.ValidationType;
import org.apache.poi.ss.usermodel.Name;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The workbook goes through LibreOffice and comes back with everything that matters. */
class LibreOfficeTest {
  @TempDir Path folder;

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void saved_anew_the_workbook_keeps_rules_names_notes_and_properties(TemplateRequest request)
      throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    byte[] bytes = new XlsxTemplateRenderer().render(request);
    Path file = Files.write(folder.resolve("template.xlsx"), bytes);
    XSSFWorkbook before = new XSSFWorkbook(new ByteArrayInputStream(bytes));
    XSSFWorkbook after;
    try (InputStream in = Files.newInputStream(office.convert(file, "xlsx"))) {
      after = new XSSFWorkbook(in);
    }

    assertThat(names(after)).containsAll(names(before));
    assertThat(validations(after.getSheetAt(0))).isEqualTo(validations(before.getSheetAt(0)));
    assertThat(notes(after.getSheetAt(0))).isEqualTo(notes(before.getSheetAt(0)));
    assertThat(marks(after.getSheetAt(0))).isEqualTo(marks(before.getSheetAt(0)));
    for (int i = 0; i < before.getNumberOfSheets(); i++) {
      assertThat(after.getSheetName(i)).isEqualTo(before.getSheetName(i));
      assertThat(after.getSheetVisibility(i)).isEqualTo(before.getSheetVisibility(i));
      assertThat(after.getSheetAt(i).getProtect()).isEqualTo(before.getSheetAt(i).getProtect());
    }
    for (var property :
        before.getProperties().getCustomProperties().getUnderlyingProperties().getPropertyList()) {
      assertThat(
              after
                  .getProperties()
                  .getCustomProperties()
                  .getProperty(property.getName())
                  .getLpwstr())
          .isEqualTo(property.getLpwstr());
    }
    var title = before.getProperties().getCoreProperties().getTitle();
    assertThat(after.getProperties().getCoreProperties().getTitle()).isEqualTo(title);
    assertThat(after.getSheetAt(0).getColumnStyle(3).getDataFormatString()).isEqualTo("@");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void it_prints_as_a_document_of_two_pages(TemplateRequest request) throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    Path file =
        Files.write(folder.resolve("template.xlsx"), new XlsxTemplateRenderer().render(request));
    String pdf = Files.readString(office.convert(file, "pdf"), StandardCharsets.ISO_8859_1);
    assertThat(pdf).startsWith("%PDF-").containsPattern("/Type\\s*/Pages[^>]*/Count 2\\b");
  }

  private static Set<String> names(XSSFWorkbook workbook) {
    Set<String> names = new TreeSet<>();
    for (Name name : workbook.getAllNames()) {
      // Print titles and filters have names that each program chooses for itself.
      if (name.getNameName().startsWith("ut_")) {
        names.add(name.getNameName() + "=" + name.getRefersToFormula().replace("'", ""));
      }
    }
    return names;
  }

  private static List<String> validations(XSSFSheet sheet) {
    List<String> texts = new ArrayList<>();
    for (DataValidation validation : sheet.getDataValidations()) {
      texts.add(
          String.join(
              "|",
              firstCell(validation.getRegions().getCellRangeAddress(0)),
              formula(validation.getValidationConstraint()),
              validation.getPromptBoxTitle(),
              // POI hands out a line break as it is escaped in the file.
              validation.getPromptBoxText().replace("_x000a_", "\n"),
              validation.getErrorBoxTitle(),
              validation.getErrorBoxText()));
    }
    return texts;
  }

  private static List<String> marks(XSSFSheet sheet) {
    Set<String> marks = new TreeSet<>();
    var formatting = sheet.getSheetConditionalFormatting();
    for (int i = 0; i < formatting.getNumConditionalFormattings(); i++) {
      var format = formatting.getConditionalFormattingAt(i);
      for (int r = 0; r < format.getNumberOfRules(); r++) {
        marks.add(
            firstCell(format.getFormattingRanges()[0]) + " " + format.getRule(r).getFormula1());
      }
    }
    return List.copyOf(marks);
  }

  private static String formula(DataValidationConstraint constraint) {
    return constraint.getValidationType() == ValidationType.ANY ? "" : constraint.getFormula1();
  }

  /**
   * LibreOffice cuts ranges that go down to the last row: it saves them for the rows in use and a
   * thousand more.
   */
  private static String firstCell(CellRangeAddress range) {
    assertThat(range.getLastRow()).isGreaterThan(1000);
    return CellReference.convertNumToColString(range.getFirstColumn()) + range.getFirstRow();
  }

  private static List<String> notes(XSSFSheet sheet) {
    List<String> notes = new ArrayList<>();
    sheet
        .getRow(0)
        .forEach(cell -> notes.add(cell.getCellComment().getString().getString().strip()));
    return notes;
  }
}
