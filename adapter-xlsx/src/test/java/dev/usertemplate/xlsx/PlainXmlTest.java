package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

/**
 * What is taken before the parser sees it is what the parser would have made of it. With one more
 * blank in their tags, elements are never taken.
 */
class PlainXmlTest {
  /** Cells, and what else may stand between them; # is the reference of the next cell. */
  private static final List<String> CELLS =
      List.of(
          "<c r=\"#\" t=\"s\"><v>0</v></c>",
          "<c r=\"#\" s=\"1\" t=\"s\"><v>1</v></c>",
          "<c r=\"#\" t=\"s\"><v>000000001</v></c>",
          "<c r=\"#\" s=\"1\"/>",
          "<c r=\"#\" s=\"1\"><v>45000</v></c>",
          "<c r=\"#\"><v>-1.5E3</v></c>",
          "<c r=\"#\"><v> 7 </v></c>",
          "<c r=\"#\"><v>_x0031_</v></c>",
          "<c r=\"#\"><v>1<!-- 2 -->3</v></c>",
          "<c r=\"#\"><v></v></c>",
          "<c r=\"#\"><f>A1</f><v>1</v></c>",
          "<c r=\"#\" t=\"s\"><v>1</v><f>A1</f></c>",
          "<c r=\"#\" t=\"str\"><v>abc</v></c>",
          "<c r=\"#\" t=\"inlineStr\"><is><t>abc</t></is></c>",
          "<c r=\"#\" t=\"s\"><v>1</v></c >",
          "<!-- <c r=\"#\"><v>1</v></c> -->",
          "<![CDATA[<c r=\"#\"><v>1</v></c>]]>",
          "<other a=\">\"><c r=\"#\"><v>1</v></c></other>",
          "<other/>",
          "\n",
          "text");

  private static final List<String> BROKEN_CELLS =
      List.of(
          "<c r=\"#\" t=\"s\"><v>99</v></c>",
          "<c r=\"#\" t=\"s\"><v>1234567890</v></c>",
          "<c r=\"#\" t=\"s\"><v>x</v></c>",
          "<c r=\"#\"><v>x</v></c>",
          "<c r=\"#\"><v>1&</v></c>",
          "<c r=\"#\"><v>1</c>",
          "<c r=\"#\" s=\"1\" s=\"1\"/>",
          "<c r=\"\"><v>1</v></c>",
          "<c r=\"A1\"><v>1</v></c>",
          "<c r=\"1\"><v>1</v></c>",
          "<c r=\"XFD1\"><v>1</v></c>",
          "<c r=\"XFE1\"><v>1</v></c>",
          "<c r=\"ZZZZZZZ1\"><v>1</v></c>",
          "<c r=\"#\" s=\"1234567890\"><v>1</v></c>",
          "<c r=\"#\" s=\"x\"><v>1</v></c>",
          "<c r=\"#\" t=\"sx\"><v>1</v></c>");

  /** Items of shared strings, and what else may stand between them. */
  private static final List<String> STRINGS =
      List.of(
          "<si><t>abc</t></si>",
          "<si><t xml:space=\"preserve\"> a  b </t></si>",
          "<si><t>user_name_x</t></si>",
          "<si><t>_x0041_ and _x005F_x0041_</t></si>",
          "<si><t>a &amp; b</t></si>",
          "<si><t>a > b \" '</t></si>",
          "<si><t>用户 é 😀</t></si>",
          "<si><t>a\r\nb\tc\u007F</t></si>",
          "<si><t></t></si>",
          "<si><t/></si>",
          "<si/>",
          "<si><r><t>a</t></r><r><t>b</t></r></si>",
          "<si><t>a</t><t>b</t></si>",
          "<si><t>a<!-- b -->c</t></si>",
          "<!-- <si><t>x</t></si> -->",
          "<![CDATA[<si><t>x</t></si>]]>",
          "<other><si><t>x</t></si></other>",
          "<other a=\">\"/>",
          "\n");

  private static final List<String> BROKEN_STRINGS =
      List.of(
          "<si><t>a&b</t></si>",
          "<si><t>a\u0001b</t></si>",
          "<si><t>a</si></t>",
          "<si><t xml:space=\"preserve\" xml:space=\"preserve\">a</t></si>");

  /**
   * Not at any place: where what is read at once ends within the brackets, the parser misses them.
   */
  private static final List<String> CLOSING_BRACKETS =
      List.of("<si><t>a]]>b</t></si>", "<si><t>]]></t></si>");

  @Test
  void what_is_taken_is_what_the_parser_would_read() {
    Property.holds(
        1000,
        any ->
            assertReadAlike(
                any.list(0, 25, () -> any.of(any.oneIn(61) ? BROKEN_CELLS : CELLS)),
                any.list(2, 25, () -> any.of(any.oneIn(61) ? BROKEN_STRINGS : STRINGS)),
                any.between(0, 1 << 14)));
  }

  @Test
  void every_form_alone() throws IOException {
    for (List<String> forms : List.of(CELLS, BROKEN_CELLS)) {
      for (String cell : forms) {
        assertReadAlike(List.of(CELLS.get(0), cell, CELLS.get(1)), STRINGS.subList(0, 2), 300);
      }
    }
    for (List<String> forms : List.of(STRINGS, BROKEN_STRINGS, CLOSING_BRACKETS)) {
      for (String item : forms) {
        assertReadAlike(
            List.of(CELLS.get(0), CELLS.get(1)), List.of(item, STRINGS.get(0), item), 300);
      }
    }
  }

  @Test
  void all_but_those_at_the_edges_of_what_is_read_at_once_are_taken() throws IOException {
    int cells = 10_000;
    byte[] file =
        new HandMadeWorkbook().cells("<c r=\"A1\" t=\"s\"><v>0</v></c>".repeat(cells)).bytes();
    PlainCell cell = new PlainCell(new CellText(10));
    int taken = 0;
    try (Parts parts = Parts.open(new SeekableInMemoryByteChannel(file), Limits.DEFAULT);
        XmlPart xml = XmlPart.open(parts, "xl/worksheets/sheet1.xml")) {
      while (xml.next() != XmlPart.FINISHED) {
        while (xml.depth() >= 3 && xml.take(cell)) {
          taken++;
        }
      }
    }
    assertThat(taken).isBetween(cells * 9 / 10, cells - 1);
  }

  private static void assertReadAlike(List<String> cells, List<String> strings, int before)
      throws IOException {
    String row = row(cells);
    String items = String.join("", strings);
    assertThat(read(row, items, before))
        .isEqualTo(read(row.replace("<c ", "<c  "), items.replace("<si><t", "<si ><t"), before));
  }

  private static String row(List<String> cells) {
    return IntStream.range(0, cells.size())
        .mapToObj(i -> cells.get(i).replace("#", (char) ('A' + i) + "1"))
        .collect(Collectors.joining());
  }

  /**
   * What is read, or why it can't be.
   *
   * @param before how much stands in front: what is read at once always goes to the parser first
   */
  private static Object read(String row, String items, int before) throws IOException {
    String comment = "<!--" + "x".repeat(before) + "-->";
    byte[] file =
        new HandMadeWorkbook()
            .shared(comment + items)
            .rows(comment + "<row r='1'>" + row + "</row>")
            .styles("<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>")
            .bytes();
    try {
      return Reading.cells(file);
    } catch (UnreadableWorkbookException e) {
      return e.problem();
    }
  }
}
