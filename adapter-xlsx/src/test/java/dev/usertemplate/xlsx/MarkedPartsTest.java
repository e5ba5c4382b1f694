package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.FilledWorkbook.mark;
import static dev.usertemplate.xlsx.FilledWorkbook.marks;
import static dev.usertemplate.xlsx.FilledWorkbook.nothing;
import static dev.usertemplate.xlsx.FilledWorkbook.parts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Marks;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.poi.openxml4j.opc.PackagingURIHelper;
import org.apache.poi.openxml4j.opc.TargetMode;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.AreaReference;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFTable;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbookType;
import org.junit.jupiter.api.Test;

/** What else is in the workbook, part by part. */
class MarkedPartsTest {
  private static final byte[] PICTURE = "\u0089PNG a picture".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] MACROS = {1, 2, 3, (byte) 0xD0, (byte) 0xCF, 0};
  private static final String SHEET = "xl/worksheets/sheet1.xml";

  /** The sheet, its comments and their drawings, formats, names, the hidden sheet. */
  private static final Set<String> MARKED =
      Set.of(
          "[Content_Types].xml",
          SHEET,
          "xl/worksheets/_rels/sheet1.xml.rels",
          "xl/worksheets/sheet3.xml",
          "xl/comments1.xml",
          "xl/drawings/vmlDrawing0.vml",
          "xl/styles.xml",
          "xl/workbook.xml",
          "xl/_rels/workbook.xml.rels");

  @Test
  void every_byte_of_other_parts_stays() throws Exception {
    byte[] file = FilledWorkbook.of(TemplateRequest.DEFAULT, MarkedPartsTest::fill);
    Map<String, byte[]> before = parts(file);
    Map<String, byte[]> after = parts(mark(file, marks(Language.EN_US)));

    assertThat(after.keySet()).isEqualTo(before.keySet());
    assertThat(before.keySet())
        .contains(
            "xl/media/image1.png",
            "xl/charts/chart1.xml",
            "xl/vbaProject.bin",
            "xl/tables/table1.xml",
            "xl/pivotTables/pivotTable1.xml",
            "xl/worksheets/sheet4.xml",
            "docProps/custom.xml",
            "customXml/item1.xml");
    Set<String> changed = new TreeSet<>(after.keySet());
    changed.removeIf(name -> Arrays.equals(before.get(name), after.get(name)));
    assertThat(MARKED).containsAll(changed);
    assertThat(new String(after.get("[Content_Types].xml"), StandardCharsets.UTF_8))
        .contains(XSSFRelation.MACROS_WORKBOOK.getContentType());
    assertThat(after.get("xl/vbaProject.bin")).isEqualTo(MACROS);
  }

  private static void fill(XSSFWorkbook workbook) {
    try {
      XSSFSheet more = workbook.createSheet("Li's own");
      more.createRow(0).createCell(0).setCellValue("Team");
      more.getRow(0).createCell(1).setCellValue("Size");
      more.createRow(1).createCell(0).setCellValue("A");
      more.getRow(1).createCell(1).setCellValue(5);
      more.createRow(2).createCell(1).setCellFormula("SUM(B2:B2)");
      more.createFreezePane(1, 1);
      more.setColumnHidden(3, true);
      more.getRow(2).setZeroHeight(true);
      more.createDrawingPatriarch()
          .createPicture(
              new XSSFClientAnchor(0, 0, 0, 0, 4, 4, 6, 8),
              workbook.addPicture(PICTURE, Workbook.PICTURE_TYPE_PNG));
      chart(more);
      XSSFTable table = more.createTable(workbook.getCreationHelper().createAreaReference("A1:B2"));
      table.setName("Teams");
      XSSFSheet pivot = workbook.createSheet("Pivot");
      pivot.createPivotTable(
          new AreaReference("A1:B2", workbook.getSpreadsheetVersion()),
          new CellReference("A1"),
          more);
      workbook.setWorkbookType(XSSFWorkbookType.XLSM);
      workbook.setVBAProject(new java.io.ByteArrayInputStream(MACROS));
      workbook.setPrintArea(0, "$A$1:$F$9");
      var item =
          workbook
              .getPackage()
              .createPart(
                  PackagingURIHelper.createPartName("/customXml/item1.xml"), "application/xml");
      try (var out = item.getOutputStream()) {
        out.write("<mine/>".getBytes(StandardCharsets.UTF_8));
      }
      workbook
          .getPackagePart()
          .addRelationship(
              item.getPartName(),
              TargetMode.INTERNAL,
              "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void chart(XSSFSheet sheet) {
    XSSFChart chart =
        sheet.createDrawingPatriarch().createChart(new XSSFClientAnchor(0, 0, 0, 0, 4, 10, 8, 20));
    XDDFChartData data = chart.createData(ChartTypes.PIE, null, null);
    data.addSeries(
        XDDFDataSourcesFactory.fromStringCellRange(sheet, CellRangeAddress.valueOf("A2:A2")),
        XDDFDataSourcesFactory.fromNumericCellRange(sheet, CellRangeAddress.valueOf("B2:B2")));
    chart.plot(data);
  }

  @Test
  void what_excel_alone_writes_into_a_sheet_stays_and_means_the_same() throws Exception {
    Map<String, byte[]> parts = parts(FilledWorkbook.of(TemplateRequest.DEFAULT, workbook -> {}));
    String excel =
        text(parts, SHEET)
            .replace(
                "<worksheet ",
                "<worksheet xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
                    + " mc:Ignorable=\"x14ac xr\""
                    + " xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\""
                    + " xmlns:xr=\"http://schemas.microsoft.com/office/spreadsheetml/2014/revision\""
                    + " xr:uid=\"{00000000-0001-0000-0000-000000000000}\" ")
            .replace("<row r=\"3\"", "<row r=\"3\" spans=\"1:6\" x14ac:dyDescent=\"0.25\"")
            .replace(
                "</worksheet>",
                "<extLst><ext uri=\"{78C0D931-6437-407d-A8EE-F0AAD7539E65}\""
                    + " xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\">"
                    + "<x14:conditionalFormattings><x14:conditionalFormatting"
                    + " xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\">"
                    + "<x14:cfRule type=\"dataBar\" id=\"{A}\"><x14:dataBar/></x14:cfRule>"
                    + "<xm:sqref>A3:A5</xm:sqref></x14:conditionalFormatting>"
                    + "</x14:conditionalFormattings></ext></extLst></worksheet>");
    parts.put(SHEET, excel.getBytes(StandardCharsets.UTF_8));
    byte[] file = FilledWorkbook.pack(parts);

    String after =
        FilledWorkbook.xml(mark(mark(file, marks(Language.EN_US)), nothing())).get(SHEET);

    String before = FilledWorkbook.xml(file).get(SHEET);
    assertThat(withoutResults(after)).isEqualTo(withoutResults(before));
  }

  /** Our column goes, and what was only a hint. */
  private static String withoutResults(String sheet) {
    return sheet
        .replaceAll("<c r=\"G1\".*?</c>", "")
        .replaceAll("<col [^>]*min=\"7\"[^>]*/>", "")
        .replaceAll("<dimension [^>]*/>", "")
        .replaceAll(" spans=\"[^\"]*\"", "")
        .replace("\"1.0\"", "\"1\"");
  }

  private static String text(Map<String, byte[]> parts, String name) {
    return new String(parts.get(name), StandardCharsets.UTF_8);
  }

  @Test
  void the_result_stands_beside_whatever_is_there_and_a_table_around_it_stays_valid()
      throws Exception {
    byte[] file =
        FilledWorkbook.of(
            TemplateRequest.DEFAULT,
            workbook -> {
              XSSFSheet sheet = workbook.getSheetAt(0);
              sheet.getRow(3).createCell(6).setCellValue("a note of Li's");
              sheet.addMergedRegion(CellRangeAddress.valueOf("H1:I2"));
              sheet.setColumnHidden(9, true);
              sheet.protectSheet("secret");
            });
    byte[] marked = mark(file, marks(Language.EN_US));
    XSSFWorkbook workbook = FilledWorkbook.open(marked);
    XSSFSheet sheet = workbook.getSheetAt(0);
    assertThat(workbook.getName("ut_result").getRefersToFormula()).isEqualTo("Users!$J$1");
    assertThat(FilledWorkbook.cell(sheet, "G4").getStringCellValue()).isEqualTo("a note of Li's");
    assertThat(sheet.isColumnHidden(9)).isFalse();
    assertThat(sheet.getProtect()).isTrue();

    sheet.getCTWorksheet().unsetAutoFilter();
    XSSFTable table = sheet.createTable(workbook.getCreationHelper().createAreaReference("J1:J5"));
    table.getCTTable().getTableColumns().getTableColumnArray(0).setName("Result of the check");
    XSSFSheet again = FilledWorkbook.users(mark(FilledWorkbook.bytes(workbook), chinese()));
    assertThat(FilledWorkbook.cell(again, "J1").getStringCellValue()).isEqualTo("检查结果");
    assertThat(
            again
                .getTables()
                .get(0)
                .getCTTable()
                .getTableColumns()
                .getTableColumnArray(0)
                .getName())
        .isEqualTo("检查结果");
  }

  private static Marks chinese() {
    return new Marks(0, 1, Language.ZH_CN, "检查结果", List.of(), List.of(), List.of());
  }

  @Test
  void the_column_is_known_by_its_heading_where_its_name_is_lost() throws Exception {
    byte[] marked =
        mark(FilledWorkbook.of(TemplateRequest.DEFAULT, workbook -> {}), marks(Language.EN_US));
    XSSFWorkbook workbook = FilledWorkbook.open(marked);
    workbook.removeName(workbook.getName("ut_result"));
    XSSFSheet again = FilledWorkbook.users(mark(FilledWorkbook.bytes(workbook), chinese()));
    assertThat(FilledWorkbook.cell(again, "G1").getStringCellValue()).isEqualTo("检查结果");
    assertThat(again.getRow(0).getLastCellNum()).isEqualTo((short) 7);
    assertThat(again.getRow(3).getCell(6)).isNull();
  }

  @Test
  void a_workbook_that_never_was_a_template_is_marked_and_left_without_a_trace() throws Exception {
    XSSFWorkbook workbook = new XSSFWorkbook();
    XSSFSheet sheet = workbook.createSheet("Staff & co");
    Map<String, String> cells = new LinkedHashMap<>();
    cells.put("Username", "wang.");
    int column = 0;
    sheet.createRow(0);
    sheet.createRow(1);
    for (Map.Entry<String, String> cell : cells.entrySet()) {
      sheet.getRow(0).createCell(column).setCellValue(cell.getKey());
      sheet.getRow(1).createCell(column++).setCellValue(cell.getValue());
    }
    byte[] file = FilledWorkbook.bytes(workbook);
    byte[] marked =
        mark(file, marks(new Marks.Cell(2, 0, "Ends in a dot."), new Marks.Cell(9, 3, "x")));
    XSSFSheet shown = FilledWorkbook.users(marked);
    assertThat(FilledWorkbook.comment(shown, "A2")).endsWith("Ends in a dot.");
    assertThat(FilledWorkbook.comment(shown, "D9")).endsWith("x");
    assertThat(FilledWorkbook.colours(shown, "D9")).endsWith("FFFFC7CE");
    assertThat(shown.getDrawingPatriarch()).isNull();
    assertThat(FilledWorkbook.open(marked).isSheetHidden(1)).isTrue();

    byte[] unmarked = mark(marked, nothing());
    assertThat(FilledWorkbook.open(unmarked).getNumberOfSheets()).isEqualTo(1);
    assertThat(FilledWorkbook.users(unmarked).getCellComments()).isEmpty();
    assertThat(FilledWorkbook.cell(FilledWorkbook.users(unmarked), "A2").getCellStyle().getIndex())
        .isEqualTo(FilledWorkbook.cell(sheet, "A2").getCellStyle().getIndex());
  }
}
