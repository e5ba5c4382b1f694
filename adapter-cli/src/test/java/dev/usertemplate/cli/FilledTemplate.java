package dev.usertemplate.cli;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The real template, with rows put into the XML of its sheet as any program could. */
final class FilledTemplate {
  private static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final int FIRST_ROW = 3;

  private FilledTemplate() {}

  /** Writes it; the first of the rows is row 3, below the example. */
  static void write(Path file, TemplateRequest request, List<List<String>> rows)
      throws IOException {
    byte[] template = RenderTemplate.withInstalledRenderer().render(request).toByteArray();
    ByteArrayOutputStream filled = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(template));
        ZipOutputStream out = new ZipOutputStream(filled)) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(entry.getName()));
        byte[] part = in.readAllBytes();
        out.write(entry.getName().equals(SHEET) ? filled(part, rows) : part);
      }
    }
    Files.write(file, filled.toByteArray());
  }

  private static byte[] filled(byte[] sheet, List<List<String>> rows) {
    StringBuilder xml = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      int number = FIRST_ROW + i;
      xml.append("<row r=\"").append(number).append("\">");
      List<String> cells = rows.get(i);
      for (int column = 0; column < cells.size(); column++) {
        if (!cells.get(column).isEmpty()) {
          xml.append(
              "<c r=\"%c%d\" t=\"inlineStr\"><is><t xml:space=\"preserve\">%s</t></is></c>"
                  .formatted((char) ('A' + column), number, cells.get(column)));
        }
      }
      xml.append("</row>");
    }
    return new String(sheet, StandardCharsets.UTF_8)
        .replace("</sheetData>", xml + "</sheetData>")
        .getBytes(StandardCharsets.UTF_8);
  }
}
