package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.DataValidation;
import org.apache.poi.ss.usermodel.DataValidationConstraint;
import org.apache.poi.ss.usermodel.DataValidationConstraint.ValidationType;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFBorderFormatting;
import org.apache.poi.xssf.usermodel.XSSFConditionalFormattingRule;
import org.apache.poi.xssf.usermodel.XSSFDataValidationConstraint;
import org.apache.poi.xssf.usermodel.XSSFFontFormatting;
import org.apache.poi.xssf.usermodel.XSSFPatternFormatting;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFSheetConditionalFormatting;
import org.apache.xmlbeans.XmlCursor;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDataValidations;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTDxf;

/**
 * What happens in a cell of the sheet to fill in: a prompt when it is entered, an alert when what
 * was typed breaks a rule, and a colour with a frame when what is in it, typed or pasted as a
 * value, is wrong or missing.
 */
final class CellChecks {
  private final XSSFSheet sheet;
  private final Schema schema;
  private final Texts texts;
  private final LookupSheet lookup;

  CellChecks(XSSFSheet sheet, Schema schema, Texts texts, LookupSheet lookup) {
    this.sheet = sheet;
    this.schema = schema;
    this.texts = texts;
    this.lookup = lookup;
  }

  /** Adds the checks of one column, from the heading, whose text they let pass, to the last row. */
  void add(int index, Column column) {
    if (column.rules().isEmpty()) {
      validate(index, column, new XSSFDataValidationConstraint(ValidationType.ANY, ""));
      return;
    }
    RuleFormulas formulas = new RuleFormulas(lookup, letter(index), column);
    validate(
        index, column, new XSSFDataValidationConstraint(ValidationType.FORMULA, formulas.valid()));
    mark(index, formulas.invalid());
    Stream<Integer> needed =
        switch (column.requirement()) {
          case REQUIRED -> Stream.of(index);
          case ANY_OF -> indexes(Requirement.ANY_OF);
          case OPTIONAL, NOT_READ -> Stream.empty();
        };
    String empty = needed.map(it -> cell(it) + "=\"\"").collect(Collectors.joining(","));
    if (!empty.isEmpty()) {
      mark(index, "AND(%s,COUNTA(%s)>0)".formatted(empty, cellsThatAreRead()));
    }
  }

  private void validate(int index, Column column, DataValidationConstraint constraint) {
    DataValidation validation =
        sheet.getDataValidationHelper().createValidation(constraint, list(cells(index)));
    // "Ignore blank" would let every value pass as soon as a cell that the formula looks at is
    // blank, and the formulas look at the rows below.
    validation.setEmptyCellAllowed(false);
    validation.setErrorStyle(DataValidation.ErrorStyle.STOP);
    validation.setShowPromptBox(true);
    validation.createPromptBox(texts.heading(column), prompt(column));
    if (!column.rules().isEmpty()) {
      validation.setShowErrorBox(true);
      validation.createErrorBox(
          texts.get("alert.title", texts.heading(column)),
          texts.get("alert.text", texts.rules(column)));
    }
    sheet.addValidationData(validation);
    if (column.latin()) {
      switchInputMethodOff();
    }
  }

  /** In the validation added last; an attribute that POI's own classes cannot set. */
  private void switchInputMethodOff() {
    CTDataValidations all = sheet.getCTWorksheet().getDataValidations();
    int last = all.sizeOfDataValidationArray() - 1;
    try (XmlCursor cursor = all.getDataValidationArray(last).newCursor()) {
      cursor.setAttributeText(new QName("imeMode"), "off");
    }
  }

  private String prompt(Column column) {
    String sentence = texts.requirementSentence(column);
    return column.rules().isEmpty()
        ? sentence + "\n" + texts.about(column)
        : String.join(
            "\n",
            sentence,
            texts.get("note.rules", texts.rules(column)),
            texts.get("note.example", texts.example(column)));
  }

  private void mark(int index, String formula) {
    XSSFSheetConditionalFormatting formatting = sheet.getSheetConditionalFormatting();
    XSSFConditionalFormattingRule rule = formatting.createConditionalFormattingRule(formula);
    XSSFPatternFormatting ground = rule.createPatternFormatting();
    ground.setFillBackgroundColor(Styles.color(Styles.MISTAKE_GROUND));
    ground.setFillPattern(XSSFPatternFormatting.SOLID_FOREGROUND);
    XSSFFontFormatting font = rule.createFontFormatting();
    font.setFontStyle(false, true);
    XSSFBorderFormatting frame = rule.createBorderFormatting();
    frame.setBorderTop(BorderStyle.THIN);
    frame.setBorderRight(BorderStyle.THIN);
    frame.setBorderBottom(BorderStyle.THIN);
    frame.setBorderLeft(BorderStyle.THIN);
    frame.setTopBorderColor(Styles.color(Styles.MISTAKE_TEXT));
    frame.setRightBorderColor(Styles.color(Styles.MISTAKE_TEXT));
    frame.setBottomBorderColor(Styles.color(Styles.MISTAKE_TEXT));
    frame.setLeftBorderColor(Styles.color(Styles.MISTAKE_TEXT));
    // POI's own way would write three bytes, where the schema of the file has four.
    StylesTable styles = sheet.getWorkbook().getStylesSource();
    CTDxf format = styles.getDxfAt(styles._getDXfsSize() - 1);
    format.getFont().addNewColor().setRgb(Styles.color(Styles.MISTAKE_TEXT).getARGB());
    formatting.addConditionalFormatting(new CellRangeAddress[] {cells(index)}, rule);
  }

  /** One by one, because people move columns, and put others of their own in between. */
  private String cellsThatAreRead() {
    return IntStream.range(0, schema.columns().size())
        .filter(i -> schema.columns().get(i).isRead())
        .mapToObj(CellChecks::cell)
        .collect(Collectors.joining(","));
  }

  /** The cell of a column in the row that a formula stands in. */
  private static String cell(int index) {
    return "$" + letter(index) + "1";
  }

  private Stream<Integer> indexes(Requirement requirement) {
    return IntStream.range(0, schema.columns().size())
        .filter(i -> schema.columns().get(i).requirement() == requirement)
        .boxed();
  }

  private CellRangeAddress cells(int index) {
    int lastRow = sheet.getWorkbook().getSpreadsheetVersion().getLastRowIndex();
    return new CellRangeAddress(0, lastRow, index, index);
  }

  private static CellRangeAddressList list(CellRangeAddress cells) {
    CellRangeAddressList list = new CellRangeAddressList();
    list.addCellRangeAddress(cells);
    return list;
  }

  private static String letter(int index) {
    return CellReference.convertNumToColString(index);
  }
}
