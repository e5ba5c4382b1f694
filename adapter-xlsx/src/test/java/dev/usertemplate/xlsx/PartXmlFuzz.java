package dev.usertemplate.xlsx;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.usertemplate.core.workbook.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Whatever stands in the parts, reading ends, with rows or with an IOException. */
public final class PartXmlFuzz {
  private static final Limits LIMITS =
      Limits.DEFAULT.with("cell_length", 20).with("rows", 100).with("ratio", 100_000);

  private static final String[] PARTS = {
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "docProps/custom.xml"
  };

  private static final String[] PIECES = {
    "<worksheet>",
    "<sheetData>",
    "<row r='1'>",
    "<row>",
    "<row hidden='1'>",
    "</row>",
    "<c r='A1' t='s'>",
    "<c t='inlineStr'>",
    "<c t='str'>",
    "<c s='1'>",
    "<c t='d'>",
    "<c t='b'>",
    "</c>",
    "<v>",
    "</v>",
    "<f>",
    "</f>",
    "<f/>",
    "<is>",
    "</is>",
    "<t>",
    "</t>",
    "<r>",
    "</r>",
    "<rPh>",
    "</rPh>",
    "<sst>",
    "<si>",
    "</si>",
    "<styleSheet>",
    "<numFmts>",
    "</numFmts>",
    "<numFmt numFmtId='164' formatCode='yyyy'/>",
    "<cellXfs>",
    "<xf numFmtId='14'/>",
    "</cellXfs>",
    "<workbook>",
    "<sheets>",
    "<sheet name='a' id='rId1'/>",
    "</sheets>",
    "<definedName name='n'>",
    "</definedName>",
    "a!$B$1",
    "_x0041_",
    "&amp;",
    "&#65;",
    "1",
    "2030-12-31",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?xml version='1.0' encoding='UTF-16'?>",
    "<!DOCTYPE a>",
    "\r\n",
    "中",
    "😀"
  };

  private PartXmlFuzz() {}

  public static void fuzzerTestOneInput(FuzzedDataProvider data) throws IOException {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .cells("<c t='s'><v>0</v></c><c s='1'><v>1</v></c>")
            .shared("<si><t>text</t></si>");
    int parts = data.consumeInt(1, 2);
    for (int i = 0; i < parts; i++) {
      String part = data.pickValue(PARTS);
      file.part(part, data.consumeBoolean() ? pieces(data) : data.consumeBytes(1_000));
    }
    try {
      FuzzedReading.all(file.bytes(), LIMITS);
    } catch (IOException e) {
      // As promised.
    }
  }

  private static byte[] pieces(FuzzedDataProvider data) {
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    int count = data.consumeInt(0, 60);
    for (int i = 0; i < count; i++) {
      xml.writeBytes(
          data.consumeInt(0, 9) > 0
              ? data.pickValue(PIECES).getBytes(StandardCharsets.UTF_8)
              : data.consumeBytes(5));
    }
    return xml.toByteArray();
  }
}
