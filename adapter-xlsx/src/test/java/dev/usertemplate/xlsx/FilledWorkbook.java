package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Marks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A template that an administrator has filled in, what is marked in it, and looks into files. */
final class FilledWorkbook {
  private static final List<List<String>> ROWS =
      List.of(
          List.of("1", "zhangsan", "zhang@example.com", "13800138000"),
          List.of("2", "wang.", "wang@", ""),
          List.of("3", "", "li@example.com", "123"));

  private FilledWorkbook() {}

  /** The template with users from the third row on, and whatever else is done to it. */
  static byte[] of(TemplateRequest request, Consumer<XSSFWorkbook> more) throws IOException {
    XSSFWorkbook workbook = open(new XlsxTemplateRenderer().render(request));
    XSSFSheet sheet = workbook.getSheetAt(0);
    for (int i = 0; i < ROWS.size(); i++) {
      XSSFRow row = sheet.createRow(i + 2);
      for (int column = 0; column < ROWS.get(i).size(); column++) {
        if (!ROWS.get(i).get(column).isEmpty()) {
          XSSFCell cell = row.createCell(column);
          cell.setCellValue(ROWS.get(i).get(column));
          cell.setCellStyle(sheet.getColumnStyle(column));
        }
      }
    }
    more.accept(workbook);
    return bytes(workbook);
  }

  static byte[] bytes(XSSFWorkbook workbook) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    workbook.write(out);
    return out.toByteArray();
  }

  /** Mistakes in B4, C4 and B5 of the first sheet; B5 is empty. */
  static Marks marks(Language language) {
    return new Marks(
        0,
        1,
        language,
        Texts.of(language).get("result.heading"),
        List.of("3 users, 2 to correct."),
        List.of(
            new Marks.Cell(4, 1, "Ends in a dot.\nTake it away."),
            new Marks.Cell(4, 2, "No address."),
            new Marks.Cell(5, 1, "Empty.")),
        List.of(
            new Marks.Result(3, false, "OK"),
            new Marks.Result(4, true, "To correct: B4: Ends in a dot.\nC4: No address."),
            new Marks.Result(5, true, "To correct: B5: Empty.")));
  }

  static Marks marks(Marks.Cell... cells) {
    return new Marks(
        0, 1, Language.EN_US, "Result of the check", List.of(), List.of(cells), List.of());
  }

  /** Nothing is wrong, and nothing is said. */
  static Marks nothing() {
    return marks();
  }

  static byte[] mark(byte[] workbook, Marks marks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Marker().mark(new SeekableInMemoryByteChannel(workbook), marks, out);
    return out.toByteArray();
  }

  static XSSFWorkbook open(byte[] workbook) throws IOException {
    return new XSSFWorkbook(new ByteArrayInputStream(workbook));
  }

  static XSSFSheet users(byte[] workbook) throws IOException {
    return open(workbook).getSheetAt(0);
  }

  /** The cell, which is there. */
  static XSSFCell cell(XSSFSheet sheet, String reference) {
    CellAddress at = new CellAddress(reference);
    return sheet.getRow(at.getRow()).getCell(at.getColumn());
  }

  /** The text of the cell's comment; empty when it has none. */
  static String comment(XSSFSheet sheet, String reference) {
    XSSFComment comment = sheet.getCellComment(new CellAddress(reference));
    return comment == null ? "" : comment.getString().getString();
  }

  /** The colours of ground and text, as {@code FFFFC7CE on FF9C0006}; null where there is none. */
  static String colours(XSSFSheet sheet, String reference) {
    XSSFCell cell = cell(sheet, reference);
    var ground = cell.getCellStyle().getFillForegroundColorColor();
    var text = cell.getCellStyle().getFont().getXSSFColor();
    return (text == null ? null : text.getARGBHex())
        + " on "
        + (ground == null ? null : ground.getARGBHex());
  }

  static Map<String, byte[]> parts(byte[] file) throws IOException {
    Map<String, byte[]> parts = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        parts.put(entry.getName(), in.readAllBytes());
      }
    }
    return parts;
  }

  /**
   * The parts with XML in them as texts in which the order of attributes is always the same, and
   * without the numbers of comments' drawings, which go up with each new one.
   */
  static Map<String, String> xml(byte[] file) throws Exception {
    Map<String, String> texts = new TreeMap<>();
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (Map.Entry<String, byte[]> part : parts(file).entrySet()) {
      if (part.getKey().matches(".*\\.(xml|rels|vml)")) {
        StringWriter text = new StringWriter();
        TransformerFactory.newInstance()
            .newTransformer()
            .transform(
                new DOMSource(parser.parse(new ByteArrayInputStream(part.getValue()))),
                new StreamResult(text));
        texts.put(part.getKey(), text.toString().replaceAll("_x0000_s\\d+", ""));
      }
    }
    return texts;
  }

  static byte[] pack(Map<String, byte[]> parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        out.putNextEntry(new ZipEntry(part.getKey()));
        out.write(part.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  static void putComment(XSSFWorkbook workbook, String at, String text) {
    putComment(workbook, at, new XSSFRichTextString(text));
  }

  static void putComment(XSSFWorkbook workbook, String at, XSSFRichTextString text) {
    CellAddress cell = new CellAddress(at);
    int row = cell.getRow();
    int column = cell.getColumn();
    XSSFComment comment =
        workbook
            .getSheetAt(0)
            .createDrawingPatriarch()
            .createCellComment(new XSSFClientAnchor(0, 0, 0, 0, column, row, column + 2, row + 3));
    comment.setString(text);
    comment.setAuthor("Li Si");
  }
}
