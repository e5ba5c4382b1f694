package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.RejectedRows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes the template with rejected rows in place of its example. The rows go straight into the
 * file, neither kept in memory nor written to a disk, as they hold personal data; POI makes
 * everything around them.
 */
final class RejectedWorkbook {
  private static final int HEADING_ROW = 0;
  private static final int FIRST_ROW = 1;
  private static final String ROWS_END = "</sheetData>";

  /**
   * Writes the workbook.
   *
   * @param out neither flushed nor closed
   */
  void write(TemplateRequest template, RejectedRows rows, OutputStream out) throws IOException {
    byte[] bytes = new XlsxTemplateRenderer().render(template);
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
      XSSFSheet sheet = workbook.getSheetAt(0);
      int columns = sheet.getRow(HEADING_ROW).getLastCellNum();
      sheet.removeRow(sheet.getRow(FIRST_ROW));
      // It would have to be known before the rows are.
      sheet.getCTWorksheet().unsetDimension();
      CellLooks formats = new CellLooks(workbook.getStylesSource());
      String heading = Texts.of(template.language()).get("result.heading");
      ResultColumn.in(sheet, formats, HEADING_ROW, heading);
      Rows written = new Rows(sheet, formats, new MistakeColours(sheet, formats), columns);

      String name = sheet.getPackagePart().getPartName().getName().substring(1);
      String before = part(write(workbook), name);
      ZipOutputStream zip = new ZipOutputStream(out);
      zip.putNextEntry(RepeatableZip.entry(name));
      zip.write(utf8(before.substring(0, before.indexOf(ROWS_END))));
      rows.writeTo(row -> zip.write(utf8(written.next(row))));
      written.finish();
      byte[] rest = write(workbook);
      String after = part(rest, name);
      zip.write(utf8(after.substring(after.indexOf(ROWS_END))));
      zip.closeEntry();
      copyOthers(rest, name, zip);
      zip.finish();
    }
  }

  private static byte[] write(XSSFWorkbook workbook) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    workbook.write(bytes);
    return bytes.toByteArray();
  }

  private static String part(byte[] workbook, String name) throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      ZipEntry entry = in.getNextEntry();
      while (entry != null && !entry.getName().equals(name)) {
        entry = in.getNextEntry();
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void copyOthers(byte[] workbook, String name, ZipOutputStream zip)
      throws IOException {
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(workbook))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.getName().equals(name)) {
          zip.putNextEntry(RepeatableZip.entry(entry.getName()));
          in.transferTo(zip);
          zip.closeEntry();
        }
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The rows as they are written, and what they leave behind for the other parts of the file. */
  private static final class Rows {
    private final XSSFSheet sheet;
    private final List<String> letters = new ArrayList<>();
    private final List<Integer> plain = new ArrayList<>();
    private final List<Integer> wrong = new ArrayList<>();
    private final int result;
    private final TreeMap<CellAddress, String> comments = new TreeMap<>();
    private int row = FIRST_ROW;

    /** Makes all formats, which have to be there before the first row. */
    Rows(XSSFSheet sheet, CellLooks formats, MistakeColours colours, int columns) {
      this.sheet = sheet;
      for (int column = 0; column <= columns; column++) {
        letters.add(CellReference.convertNumToColString(column));
      }
      for (int column = 0; column < columns; column++) {
        int own = MistakeColours.inherited(sheet.getRow(HEADING_ROW), column);
        plain.add(own);
        wrong.add(colours.coloured(own));
      }
      result = formats.mistake();
    }

    /** The row as it stands in the file. */
    String next(RejectedRows.Row content) {
      int number = row + 1;
      StringBuilder xml = new StringBuilder("<row r=\"").append(number);
      int height = ResultColumn.height(content.result(), ResultColumn.WIDTH);
      xml.append(height == 0 ? "" : "\" ht=\"" + height).append("\">");
      for (int column = 0; column < plain.size(); column++) {
        String mistake = content.mistakes().get(column);
        String value = column < content.values().size() ? content.values().get(column) : "";
        cell(xml, column, number, (mistake == null ? plain : wrong).get(column), value);
        if (mistake != null && comments.size() < MistakeComments.MOST) {
          comments.put(new CellAddress(row, column), mistake);
        }
      }
      cell(xml, plain.size(), number, result, content.result());
      row++;
      return xml.append("</row>").toString();
    }

    private void cell(StringBuilder xml, int column, int number, int format, String value) {
      xml.append("<c r=\"").append(letters.get(column)).append(number);
      xml.append("\" s=\"").append(format);
      if (value.isEmpty()) {
        xml.append("\"/>");
        return;
      }
      xml.append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      String text = WrittenText.escape(value);
      for (int i = 0; i < text.length(); i++) {
        char character = text.charAt(i);
        switch (character) {
          case '&' -> xml.append("&amp;");
          case '<' -> xml.append("&lt;");
          case '>' -> xml.append("&gt;");
          default -> xml.append(character);
        }
      }
      xml.append("</t></is></c>");
    }

    /** Puts in what could not be known before. */
    void finish() {
      MistakeComments texts = new MistakeComments(sheet);
      comments.forEach(texts::add);
      CellRangeAddress filter =
          CellRangeAddress.valueOf(sheet.getCTWorksheet().getAutoFilter().getRef());
      filter.setLastRow(Math.max(filter.getLastRow(), row - 1));
      sheet.setAutoFilter(filter);
    }
  }
}
