package dev.usertemplate.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Filled workbooks, as a small program would write them: no styles, all texts in their cells. */
final class Workbooks {
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE =
      "http://schemas.openxmlformats.org/package/2006/relationships";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private Workbooks() {}

  /** For accounts that users activate: one good user, and one without a way to be reached. */
  static byte[] withOneMistake() {
    return of(
        0,
        List.of(
            List.of("user_name", "user_email"), List.of("alice", "a@example.com"), List.of("bob")));
  }

  /** For accounts that users activate: so many good users, and bytes that cannot be packed. */
  static byte[] large(int users, int bytes) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("user_name", "user_email"));
    for (int i = 0; i < users; i++) {
      rows.add(List.of("user" + i, "user" + i + "@example.com"));
    }
    return of(bytes, rows);
  }

  /** For accounts that users activate: so many users without a way to be reached. */
  static byte[] bad(int users) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("user_name", "user_email"));
    for (int i = 0; i < users; i++) {
      rows.add(List.of("user" + i));
    }
    return of(0, rows);
  }

  /** For accounts that an administrator activates, with this password. */
  static byte[] withPassword(String name, String password) {
    return of(
        0,
        List.of(
            List.of("user_name", "password", "user_email"),
            List.of(name, password, "a@example.com")));
  }

  private static byte[] of(int bytes, List<List<String>> rows) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(file, StandardCharsets.UTF_8)) {
      write(zip, "[Content_Types].xml", contentTypes());
      write(
          zip,
          "_rels/.rels",
          "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/officeDocument' Target='xl/workbook.xml'/></Relationships>"
              .formatted(PACKAGE, RELATIONS));
      write(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns='%s' xmlns:r='%s'><sheets><sheet name='Users' sheetId='1' r:id='r1'/></sheets></workbook>"
              .formatted(MAIN, RELATIONS));
      write(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships xmlns='%s'><Relationship Id='r1' Type='%s/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"
              .formatted(PACKAGE, RELATIONS));
      write(zip, "xl/worksheets/sheet1.xml", sheet(rows));
      if (bytes > 0) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        zip.putNextEntry(new ZipEntry("xl/media/picture.png"));
        zip.write(noise);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return file.toByteArray();
  }

  private static String contentTypes() {
    return ("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>"
            + "<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + "<Default Extension='png' ContentType='image/png'/>"
            + "<Override PartName='/xl/workbook.xml' ContentType='%1$ssheet.main+xml'/>"
            + "<Override PartName='/xl/worksheets/sheet1.xml' ContentType='%1$sworksheet+xml'/></Types>")
        .formatted(TYPE);
  }

  private static String sheet(List<List<String>> rows) {
    StringBuilder xml = new StringBuilder("<worksheet xmlns='%s'><sheetData>".formatted(MAIN));
    for (int row = 0; row < rows.size(); row++) {
      xml.append("<row r='").append(row + 1).append("'>");
      for (int column = 0; column < rows.get(row).size(); column++) {
        xml.append("<c r='").append((char) ('A' + column)).append(row + 1);
        xml.append("' t='inlineStr'><is><t>").append(rows.get(row).get(column));
        xml.append("</t></is></c>");
      }
      xml.append("</row>");
    }
    return xml.append("</sheetData></worksheet>").toString();
  }

  private static void write(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    OutputStream out = zip;
    out.write(("<?xml version='1.0' encoding='UTF-8'?>" + xml).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
