package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint.ValidationType;
import org.apache.poi.ss.usermodel.FontScheme;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rendered workbook, opened again. */
class WorkbookTest {
  private static final int LAST_ROW = 1_048_575;

  static List<TemplateRequest> requests() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void a_reader_of_another_make_sees_the_headings_the_example_and_nothing_else(
      TemplateRequest request) throws Exception {
    Texts texts = Texts.of(request.language());
    List<Column> columns = Schema.of(request.activationType()).columns();
    try (ReadableWorkbook workbook = new ReadableWorkbook(stream(request))) {
      assertThat(workbook.getSheets().map(sheet -> sheet.getName()))
          .containsExactly(
              texts.get("sheet.users"), texts.get("sheet.instructions"), "user_template");
      List<Row> rows = workbook.getFirstSheet().read();
      assertThat(rows).hasSize(2);
      for (int i = 0; i < columns.size(); i++) {
        Column column = columns.get(i);
        boolean required = column.requirement() == Requirement.REQUIRED;
        assertThat(rows.get(0).getCellText(i))
            .isEqualTo(texts.heading(column) + (required ? " *" : ""));
        assertThat(rows.get(1).getCellText(i)).isEqualTo(texts.example(column));
      }
      assertThat(rows.get(0).getCellCount()).isEqualTo(columns.size());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void headings_say_in_words_colour_and_sign_what_is_required(TemplateRequest request)
      throws Exception {
    Texts texts = Texts.of(request.language());
    XSSFSheet users = open(request).getSheetAt(0);
    XSSFRow headings = users.getRow(0);
    for (int i = 0; i < headings.getLastCellNum(); i++) {
      Column column = Schema.of(request.activationType()).columns().get(i);
      XSSFCellStyle style = headings.getCell(i).getCellStyle();
      assertThat(style.getDataFormatString())
          .isEqualTo("@\"" + texts.get("heading.words", texts.requirement(column)) + "\"");
      assertThat(style.getFont().getBold()).isTrue();
      assertThat(contrast(rgb(style), style.getFont().getXSSFColor().getRGB())).isGreaterThan(4.5);
      assertThat(headings.getCell(i).getCellComment().getString().getString())
          .startsWith(texts.requirementSentence(column))
          .contains(column.isRead() ? texts.get("note.field", column.key()) : "")
          .contains(column.isRead() ? texts.get("note.example", texts.example(column)) : "")
          .contains(texts.rules(column));
    }
    assertThat(
            IntStream.range(0, headings.getLastCellNum())
                .mapToObj(i -> HexFormat.of().formatHex(rgb(headings.getCell(i).getCellStyle())))
                .distinct()
                .count())
        .as("a colour for each kind of requirement")
        .isEqualTo(
            Schema.of(request.activationType()).columns().stream()
                .map(Column::requirement)
                .distinct()
                .count());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_column_keeps_text_as_text_down_to_the_last_row(TemplateRequest request)
      throws Exception {
    XSSFWorkbook workbook = open(request);
    XSSFSheet users = workbook.getSheetAt(0);
    int columns = users.getRow(0).getLastCellNum();
    for (int i = 0; i < columns; i++) {
      CellStyle style = users.getColumnStyle(i);
      assertThat(style.getDataFormatString()).isEqualTo("@");
      Column column = Schema.of(request.activationType()).columns().get(i);
      Texts texts = Texts.of(request.language());
      assertThat(users.getColumnWidth(i) / 256)
          .as("room for the heading, and on a second line for the words behind it")
          .isGreaterThan(TextWidth.of(users.getRow(0).getCell(i).getStringCellValue()))
          .isGreaterThan(TextWidth.of(texts.get("heading.words", texts.requirement(column))));
    }
    assertThat(users.getLastRowNum()).as("rows that are there").isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_column_has_a_validation_that_excel_takes(TemplateRequest request) throws Exception {
    Texts texts = Texts.of(request.language());
    List<Column> columns = Schema.of(request.activationType()).columns();
    XSSFSheet users = open(request).getSheetAt(0);
    List<? extends DataValidation> validations = users.getDataValidations();
    assertThat(validations).hasSameSizeAs(columns);
    for (int i = 0; i < columns.size(); i++) {
      Column column = columns.get(i);
      DataValidation validation = validations.get(i);
      assertThat(validation.getRegions().getCellRangeAddresses())
          .containsExactly(new CellRangeAddress(0, LAST_ROW, i, i));
      assertThat(validation.getEmptyCellAllowed()).isFalse();
      assertThat(validation.getShowPromptBox()).isTrue();
      assertThat(validation.getPromptBoxTitle()).isNotBlank().hasSizeLessThanOrEqualTo(32);
      assertThat(validation.getPromptBoxText()).isNotBlank().hasSizeLessThanOrEqualTo(255);
      if (column.rules().isEmpty()) {
        assertThat(validation.getValidationConstraint().getValidationType())
            .isEqualTo(ValidationType.ANY);
        continue;
      }
      assertThat(validation.getPromptBoxText()).contains(texts.rules(column));
      assertThat(validation.getShowErrorBox()).isTrue();
      assertThat(validation.getErrorStyle()).isEqualTo(DataValidation.ErrorStyle.STOP);
      assertThat(validation.getErrorBoxTitle()).isNotBlank().hasSizeLessThanOrEqualTo(32);
      assertThat(validation.getErrorBoxText())
          .contains(texts.rules(column))
          .hasSizeLessThanOrEqualTo(255);
      assertThat(validation.getValidationConstraint().getFormula1())
          .hasSizeLessThanOrEqualTo(RuleFormulas.MAX_LENGTH)
          .doesNotContain("{", "INDIRECT", "OFFSET", "[");
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_chinese_input_method_is_off_in_latin_columns_only(TemplateRequest request)
      throws Exception {
    List<Column> columns = Schema.of(request.activationType()).columns();
    String xml = open(request).getSheetAt(0).getCTWorksheet().getDataValidations().xmlText();
    String[] validations = xml.split("<(\\w+:)?dataValidation ", -1);
    for (int i = 0; i < columns.size(); i++) {
      assertThat(validations[i + 1].contains("imeMode=\"off\"")).isEqualTo(columns.get(i).latin());
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void pasted_mistakes_are_marked_by_the_same_formulas_down_to_the_last_row(TemplateRequest request)
      throws Exception {
    List<Column> columns = Schema.of(request.activationType()).columns();
    XSSFSheet users = open(request).getSheetAt(0);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).rules().isEmpty()) {
        String cells = new CellRangeAddress(0, LAST_ROW, i, i).formatAsString();
        String valid = users.getDataValidations().get(i).getValidationConstraint().getFormula1();
        expected.add(cells + " 1-" + valid);
      }
    }
    List<String> actual = new ArrayList<>();
    var formatting = users.getSheetConditionalFormatting();
    for (int i = 0; i < formatting.getNumConditionalFormattings(); i++) {
      var format = formatting.getConditionalFormattingAt(i);
      actual.add(
          format.getFormattingRanges()[0].formatAsString() + " " + format.getRule(0).getFormula1());
      assertThat(format.getRule(0).getBorderFormatting())
          .as("a frame, not colour alone")
          .isNotNull();
    }
    assertThat(actual).containsAll(expected);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_file_knows_what_it_is_twice_over(TemplateRequest request) throws Exception {
    XSSFWorkbook workbook = open(request);
    var properties = workbook.getProperties().getCustomProperties();
    XSSFSheet hidden = workbook.getSheet("user_template");
    List<String> stamp =
        List.of(
            "schema_version=" + Schema.VERSION,
            "language=" + request.language().wireName(),
            "active_type=" + request.activationType().wireName());
    for (int row = 0; row < stamp.size(); row++) {
      String key = hidden.getRow(row).getCell(0).getStringCellValue();
      String value = hidden.getRow(row).getCell(1).getStringCellValue();
      assertThat(key + "=" + value).isEqualTo(stamp.get(row));
      assertThat(properties.getProperty("user_template." + key).getLpwstr()).isEqualTo(value);
    }
    assertThat(workbook.getSheetVisibility(2)).isEqualTo(SheetVisibility.HIDDEN);
    assertThat(workbook.getSheetIndex(hidden)).as("last").isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void every_column_has_a_key_that_survives_another_heading(TemplateRequest request)
      throws Exception {
    XSSFWorkbook workbook = open(request);
    List<Column> columns = Schema.of(request.activationType()).columns();
    for (int i = 0; i < columns.size(); i++) {
      var reference =
          new CellReference(
              workbook.getName("ut_column_" + columns.get(i).key()).getRefersToFormula());
      assertThat(reference.getSheetName()).isEqualTo(workbook.getSheetName(0));
      assertThat(new int[] {reference.getRow(), reference.getCol()}).containsExactly(0, i);
    }
    assertThat(workbook.getAllNames())
        .allSatisfy(
            name ->
                assertThat(name.getRefersToFormula())
                    .as("an absolute range: %s", name.getNameName())
                    .matches(".+!(\\$[A-Z]+\\$\\d+(:\\$[A-Z]+\\$\\d+)?|\\$\\d+:\\$\\d+)"));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_sheet_scrolls_filters_and_prints_well(TemplateRequest request) throws Exception {
    XSSFSheet users = open(request).getSheetAt(0);
    assertThat(users.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
    assertThat(users.getPaneInformation().isFreezePane()).isTrue();
    assertThat(CellRangeAddress.valueOf(users.getCTWorksheet().getAutoFilter().getRef()))
        .isEqualTo(
            new CellRangeAddress(0, 1 + Schema.MAX_USERS, 0, users.getRow(0).getLastCellNum() - 1));
    assertThat(users.getNumMergedRegions()).isZero();
    assertThat(users.getProtect()).isFalse();
    assertThat(users.getPrintSetup().getLandscape()).isTrue();
    assertThat(users.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
    assertThat(users.getPrintSetup().getFitHeight()).isZero();
    assertThat(users.getRepeatingRows().formatAsString()).isEqualTo("1:1");
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_instructions_explain_every_column_and_are_protected_without_a_password(
      TemplateRequest request) throws Exception {
    Texts texts = Texts.of(request.language());
    XSSFSheet instructions = open(request).getSheetAt(1);
    List<String> text = new ArrayList<>();
    instructions.forEach(row -> row.forEach(cell -> text.add(cell.getStringCellValue())));
    assertThat(text).contains(texts.get("instructions.purpose"));
    for (Column column : Schema.of(request.activationType()).columns()) {
      assertThat(text)
          .contains(
              texts.heading(column), texts.requirementSentence(column), texts.example(column));
      assertThat(String.join("\n", text)).contains(texts.about(column), texts.rules(column));
    }
    assertThat(instructions.getProtect()).isTrue();
    assertThat(instructions.getCTWorksheet().getSheetProtection().isSetPassword()).isFalse();
    assertThat(instructions.getCTWorksheet().getSheetProtection().isSetHashValue()).isFalse();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void fonts_are_those_of_the_language_and_nothing_replaces_them(TemplateRequest request)
      throws Exception {
    XSSFWorkbook workbook = open(request);
    String font = request.language() == Language.ZH_CN ? "Microsoft YaHei" : "Calibri";
    for (int i = 0; i < workbook.getNumberOfFonts(); i++) {
      assertThat(workbook.getFontAt(i).getFontName()).isEqualTo(font);
      assertThat(workbook.getFontAt(i).getScheme()).isEqualTo(FontScheme.NONE);
    }
  }

  @Test
  void text_can_be_read_on_its_ground() {
    assertThat(contrast(rgb(Styles.EXAMPLE_GROUND), rgb(Styles.EXAMPLE_TEXT))).isGreaterThan(4.5);
    assertThat(contrast(rgb(Styles.MISTAKE_GROUND), rgb(Styles.MISTAKE_TEXT))).isGreaterThan(4.5);
    assertThat(contrast(rgb(Styles.REQUIRED_GROUND), rgb("FFFFFF"))).isGreaterThan(4.5);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void colours_have_the_four_bytes_of_the_schema(TemplateRequest request) throws Exception {
    ByteArrayOutputStream styles = new ByteArrayOutputStream();
    open(request).getStylesSource().writeTo(styles);
    assertThat(styles.toString(StandardCharsets.UTF_8)).contains("rgb=\"FF9C0006\"");
    assertThat(
            Pattern.compile("rgb=\"(\\w+)\"")
                .matcher(styles.toString(StandardCharsets.UTF_8))
                .results())
        .allSatisfy(colour -> assertThat(colour.group(1)).hasSize(8));
  }

  @ParameterizedTest
  @MethodSource("requests")
  void the_document_properties_tell_title_creator_and_language(TemplateRequest request)
      throws Exception {
    var properties = open(request).getProperties().getCoreProperties();
    assertThat(properties.getTitle()).isNotBlank();
    assertThat(properties.getCreator()).isEqualTo("User Template");
    assertThat(properties.getUnderlyingProperties().getLanguageProperty())
        .contains(request.language().wireName().replace('_', '-'));
  }

  private static XSSFWorkbook open(TemplateRequest request) throws Exception {
    return new XSSFWorkbook(stream(request));
  }

  private static ByteArrayInputStream stream(TemplateRequest request) {
    return new ByteArrayInputStream(new XlsxTemplateRenderer().render(request));
  }

  private static byte[] rgb(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  private static byte[] rgb(XSSFCellStyle style) {
    return style.getFillForegroundColorColor().getRGB();
  }

  /** The contrast of two colours as WCAG 2 defines it. */
  private static double contrast(byte[] one, byte[] other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(byte[] rgb) {
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double c = (rgb[i] & 0xFF) / 255.0;
      sum += weights[i] * (c <= 0.03928 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
