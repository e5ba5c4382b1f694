package dev.usertemplate.xlsx;

import static dev.usertemplate.xlsx.HandMadeWorkbook.relationship;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import dev.usertemplate.core.workbook.SheetRow;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SheetsTest {
  @Test
  void rows_and_cells_without_references_follow_each_other() throws Exception {
    assertThat(
            Reading.cells(
                new HandMadeWorkbook()
                    .rows(
                        "<row><c><v>1</v></c><c/><c><v>2</v></c></row><row r='4'><c r='D4'>"
                            + "<v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>")))
        .containsExactly("A1 NUMBER 1", "C1 NUMBER 2", "D4 NUMBER 3", "E4 NUMBER 4", "A5 NUMBER 5");
  }

  @Test
  void rows_without_cells_are_rows_and_the_last_column_is_one() throws Exception {
    List<String> rows = new ArrayList<>();
    try (ReadableWorkbook workbook =
        Reading.open(
            new HandMadeWorkbook()
                .rows("<row r='2'/><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"))) {
      workbook.read(
          0,
          row -> {
            rows.add(row.number() + " " + row.size());
            return true;
          });
      workbook.read(
          0,
          row -> {
            rows.add("again " + row.number());
            return false;
          });
    }
    assertThat(rows).containsExactly("2 0", "1048576 1", "again 2");
  }

  @ParameterizedTest
  @CsvSource({
    "hidden='1',true",
    "hidden='true',true",
    "hidden='0',false",
    "hidden='false',false",
    "ht='0',true",
    "ht='0.0' customHeight='1',true",
    "ht='15',false",
    "spans='1:3',false",
  })
  void hidden_rows_are_read_and_known(String attributes, boolean hidden) throws Exception {
    assertThat(
            Reading.each(
                new HandMadeWorkbook()
                    .rows("<row r='1' " + attributes + "><c><v>1</v></c></row>")
                    .bytes(),
                Limits.DEFAULT,
                (row, i) -> row.hidden()))
        .containsExactly(hidden);
  }

  @Test
  void what_stands_around_the_rows_is_passed_over() throws Exception {
    assertThat(
            Reading.texts(
                new HandMadeWorkbook()
                    .sheet(
                        "<sheetViews><sheetView><row r='7'><c><v>9</v></c></row></sheetView>"
                            + "</sheetViews><sheetData><row><extLst><c><v>8</v></c></extLst>"
                            + "<c><v>1</v><extLst><v>7</v></extLst></c></row></sheetData>"
                            + "<mergeCells/>")))
        .containsExactly("1");
  }

  @Test
  void elements_are_told_by_their_local_names_in_either_set_of_namespaces() throws Exception {
    String strict = "http://purl.oclc.org/ooxml/";
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .relationships(
                "_rels/.rels",
                "<Relationship Id='a' Type='%sofficeDocument/relationships/officeDocument' Target='/xl/workbook.xml'/>"
                    .formatted(strict))
            .part(
                "xl/worksheets/sheet1.xml",
                "<x:worksheet xmlns:x='%sspreadsheetml/main'><x:sheetData><x:row x:r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>prefixed</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>"
                    .formatted(strict));
    assertThat(Reading.texts(file)).containsExactly("prefixed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "GB18030"})
  void parts_may_be_in_any_encoding(String encoding) throws Exception {
    String xml =
        "<?xml version='1.0' encoding='%s' standalone='yes'?>\n<sst><si><t>é%s</t></si></sst>"
            .formatted(encoding, "x".repeat(20_000));
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .cells("<c t='s'><v>0</v></c>")
            .part("xl/sharedStrings.xml", xml.getBytes(Charset.forName(encoding)));
    assertThat(Reading.texts(file)).containsExactly("é" + "x".repeat(20_000));
  }

  @Test
  void a_byte_order_mark_is_no_content() throws Exception {
    byte[] xml = "\uFEFF<sst><si><t>a</t></si></sst>".getBytes(StandardCharsets.UTF_8);
    assertThat(
            Reading.texts(
                new HandMadeWorkbook()
                    .cells("<c t='s'><v>0</v></c>")
                    .part("xl/sharedStrings.xml", xml)))
        .containsExactly("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "worksheets/sheet1.xml",
        "/xl/worksheets/sheet1.xml",
        "./worksheets/sheet1.xml",
        "../xl/worksheets/sheet1.xml",
        "worksheets\\sheet1.xml",
        "\\xl\\worksheets\\sheet1.xml",
        "Worksheets/Sheet1.XML",
        "worksheets/sheet%31.xml",
      })
  void parts_are_found_however_they_are_named(String target) throws Exception {
    assertThat(
            Reading.texts(
                new HandMadeWorkbook()
                    .cells("<c><v>1</v></c>")
                    .relationships(
                        "xl/_rels/workbook.xml.rels", relationship("rId1", "worksheet", target))))
        .containsExactly("1");
  }

  @Test
  void entries_with_backslashes_or_a_leading_slash_are_parts_too() throws Exception {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .without("xl/worksheets/sheet1.xml")
            .part(
                "xl\\Worksheets\\sheet1.xml",
                "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
    assertThat(Reading.texts(file)).containsExactly("1");
  }

  @Test
  void sheets_come_in_the_order_of_their_tabs_without_charts_and_dialogs() throws Exception {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .relationships(
                "xl/_rels/workbook.xml.rels",
                relationship("r1", "worksheet", "a.xml")
                    + relationship("r2", "chartsheet", "b.xml")
                    + relationship("r3", "worksheet", "c.xml")
                    + relationship("r4", "dialogsheet", "d.xml")
                    + relationship("r5", "worksheet", "e.xml"))
            .workbook(
                "<sheets><sheet name='Chart' r:id='r2'/><sheet name='C' r:id='r3'/>"
                    + "<sheet name='D' r:id='r4'/><sheet name='A &amp; B' state='hidden' r:id='r1'/>"
                    + "<sheet name='E' state='veryHidden' r:id='r5'/></sheets>");
    for (String part : List.of("a", "c", "e")) {
      file.part(
          "xl/" + part + ".xml",
          "<worksheet><sheetData><row><c t='str'><v>"
              + part
              + "</v></c></row></sheetData></worksheet>");
    }
    try (ReadableWorkbook workbook = Reading.open(file)) {
      assertThat(workbook.sheets())
          .containsExactly(new Sheet("C", false), new Sheet("A & B", true), new Sheet("E", true));
      assertThat(textsOf(workbook, 1)).containsExactly("a");
      assertThat(textsOf(workbook, 0)).containsExactly("c");
      assertThatThrownBy(() -> textsOf(workbook, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  private static List<String> textsOf(ReadableWorkbook workbook, int sheet) throws IOException {
    List<String> texts = new ArrayList<>();
    workbook.read(
        sheet,
        row -> {
          for (int i = 0; i < row.size(); i++) {
            texts.add(row.text(i));
          }
          return true;
        });
    return texts;
  }

  @Test
  void a_workbook_of_charts_has_no_sheet_to_look_at() throws Exception {
    assertThat(
            Reading.problem(
                new HandMadeWorkbook()
                    .relationships(
                        "xl/_rels/workbook.xml.rels",
                        relationship("rId1", "chartsheet", "chartsheets/sheet1.xml"))))
        .isEqualTo(Problem.NO_HEADINGS);
  }

  @Test
  void custom_properties_that_are_texts_are_known() throws Exception {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .relationships(
                "_rels/.rels",
                relationship("a", "officeDocument", "xl/workbook.xml")
                    + relationship("b", "custom-properties", "docProps/custom.xml"))
            .part(
                "docProps/custom.xml",
                "<Properties xmlns:vt='v'><property name='w'><vt:lpwstr>中_x0041_</vt:lpwstr>"
                    + "</property><property name='s'><vt:lpstr>b</vt:lpstr></property>"
                    + "<property name='o'><vt:bstr>c</vt:bstr></property>"
                    + "<property name='n'><vt:i4>5</vt:i4></property>"
                    + "<property><vt:lpwstr>nameless</vt:lpwstr></property></Properties>");
    try (ReadableWorkbook workbook = Reading.open(file)) {
      assertThat(workbook.properties())
          .containsExactlyInAnyOrderEntriesOf(Map.of("w", "中A", "s", "b", "o", "c"));
    }
  }

  @Test
  void names_of_the_template_for_single_cells_are_known() throws Exception {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .relationships(
                "xl/_rels/workbook.xml.rels",
                relationship("r1", "worksheet", "worksheets/sheet1.xml")
                    + relationship("r2", "worksheet", "worksheets/sheet2.xml"))
            .part("xl/worksheets/sheet2.xml", "<worksheet/>")
            .workbook(
                "<sheets><sheet name='Users' r:id='r1'/><sheet name=\"My 's\" r:id='r2'/></sheets>"
                    + "<definedNames><definedName name='ut_plain'>Users!$B$1</definedName>"
                    + "<definedName name='ut_quoted'>'My ''s'!$AA$10</definedName>"
                    + "<definedName name='ut_range'>users!$B$2:$B$2</definedName>"
                    + "<definedName name='ut_wide'>Users!$B$2:$C$2</definedName>"
                    + "<definedName name='ut_local' localSheetId='0'>Users!$B$1</definedName>"
                    + "<definedName name='ut_relative'>Users!B1</definedName>"
                    + "<definedName name='ut_gone'>Users!#REF!</definedName>"
                    + "<definedName name='ut_other'>[1]Users!$B$1</definedName>"
                    + "<definedName name='ut_far'>Users!$XFE$1</definedName>"
                    + "<definedName name='ut_below'>Users!$A$0</definedName>"
                    + "<definedName name='Mine'>Users!$B$1</definedName>"
                    + "<definedName name='ut_constant'>5</definedName></definedNames>");
    try (ReadableWorkbook workbook = Reading.open(file)) {
      assertThat(workbook.names())
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "ut_plain", new NamedCell(0, 1, 1),
                  "ut_quoted", new NamedCell(1, 10, 26),
                  "ut_range", new NamedCell(0, 2, 1)));
    }
  }

  @Test
  void names_are_found_among_very_many_and_resolved_once() throws Exception {
    StringBuilder names = new StringBuilder();
    for (int i = 1; i <= 65_000; i++) {
      names.append("<definedName name='n%d'>users!$A$%d</definedName>".formatted(i, i));
    }
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .workbook(
                "<definedNames>"
                    + names
                    + "<definedName name='ut_last'>USERS!$C$7</definedName></definedNames>"
                    + "<sheets><sheet name='Users' r:id='rId1'/></sheets>");
    try (ReadableWorkbook workbook = Reading.open(file)) {
      assertThat(workbook.names()).isEqualTo(Map.of("ut_last", new NamedCell(0, 7, 2)));
      assertThat(workbook.names()).isSameAs(workbook.names());
    }
  }

  @Test
  void texts_are_made_only_when_they_are_asked_for_and_the_row_says_which_cells_there_are()
      throws Exception {
    assertThatThrownBy(
            () ->
                Reading.each(
                    new HandMadeWorkbook().cells("<c><v>1</v></c>").bytes(),
                    Limits.DEFAULT,
                    (row, i) -> row.kind(row.size())))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(
            Reading.each(
                new HandMadeWorkbook().cells("<c><v>1</v></c>").bytes(),
                Limits.DEFAULT,
                SheetRow::kind))
        .containsExactly(SheetRow.Kind.NUMBER);
  }
}
