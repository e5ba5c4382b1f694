package dev.usertemplate.xlsx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An XLSX file put together from XML as text: what no program would write can be said too. */
final class HandMadeWorkbook {
  static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  static final String RELATIONSHIPS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  /** A workbook with the sheet {@code Users}, which is empty. */
  HandMadeWorkbook() {
    part(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
    relationships("_rels/.rels", relationship("rId1", "officeDocument", "xl/workbook.xml"));
    relationships(
        "xl/_rels/workbook.xml.rels",
        relationship("rId1", "worksheet", "worksheets/sheet1.xml")
            + relationship("rId2", "sharedStrings", "sharedStrings.xml")
            + relationship("rId3", "styles", "styles.xml"));
    workbook("<sheets><sheet name='Users' sheetId='1' r:id='rId1'/></sheets>");
    rows("");
  }

  static String relationship(String id, String type, String target) {
    return "<Relationship Id='%s' Type='%s/%s' Target='%s'/>"
        .formatted(id, RELATIONSHIPS, type, target);
  }

  HandMadeWorkbook part(String name, String xml) {
    return part(name, xml.getBytes(StandardCharsets.UTF_8));
  }

  HandMadeWorkbook part(String name, byte[] bytes) {
    parts.put(name, bytes);
    return this;
  }

  HandMadeWorkbook without(String name) {
    parts.remove(name);
    return this;
  }

  HandMadeWorkbook relationships(String part, String relationships) {
    return part(
        part,
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
            + relationships
            + "</Relationships>");
  }

  HandMadeWorkbook workbook(String content) {
    return part(
        "xl/workbook.xml",
        "<workbook xmlns='%s' xmlns:r='%s'>%s</workbook>".formatted(MAIN, RELATIONSHIPS, content));
  }

  /** What the first sheet holds. */
  HandMadeWorkbook rows(String rows) {
    return sheet("<sheetData>" + rows + "</sheetData>");
  }

  HandMadeWorkbook sheet(String content) {
    return part(
        "xl/worksheets/sheet1.xml",
        "<worksheet xmlns='%s'>%s</worksheet>".formatted(MAIN, content));
  }

  /** Cells in the first row of the first sheet. */
  HandMadeWorkbook cells(String cells) {
    return rows("<row r='1'>" + cells + "</row>");
  }

  HandMadeWorkbook shared(String items) {
    return part("xl/sharedStrings.xml", "<sst xmlns='%s'>%s</sst>".formatted(MAIN, items));
  }

  HandMadeWorkbook styles(String content) {
    return part("xl/styles.xml", "<styleSheet xmlns='%s'>%s</styleSheet>".formatted(MAIN, content));
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }
}
