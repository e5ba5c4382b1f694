package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.apache.poi.ooxml.POIXMLDocumentPart;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Writes marks into a workbook that somebody has filled in, and takes out those of an earlier
 * check. Of all other parts of the workbook, every byte stays.
 */
final class Marker {
  /**
   * Marks a workbook.
   *
   * @param file read from its beginning, not closed
   * @param out neither flushed nor closed
   * @throws UnreadableWorkbookException if POI can't read or write it
   */
  void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
    OriginalParts parts = OriginalParts.read(file);
    parts.needFewNodes();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Set<String> changed;
    try (XSSFWorkbook workbook = new XSSFWorkbook(OPCPackage.open(parts.stored()))) {
      changed = mark(workbook, marks);
      workbook.write(written);
    } catch (IOException | OpenXML4JException | RuntimeException e) {
      throw new UnreadableWorkbookException(Problem.DAMAGED, withoutMessage(e));
    }
    parts.write(written.toByteArray(), changed, out);
  }

  /** A message from below may hold what stands in a cell, where a number was expected perhaps. */
  private static Throwable withoutMessage(Exception e) {
    IOException nameless = new IOException(e.getClass().getName());
    nameless.setStackTrace(e.getStackTrace());
    return nameless;
  }

  private static Set<String> mark(XSSFWorkbook workbook, Marks marks) {
    XSSFSheet sheet = sheet(workbook, marks.sheet());
    CellLooks formats = new CellLooks(workbook.getStylesSource());
    MistakeColours colours = new MistakeColours(sheet, formats);
    new MistakeComments(sheet).removeAll();
    colours.restore();

    int headingRow = marks.headingRow() - 1;
    ResultColumn results = ResultColumn.in(sheet, formats, headingRow, marks.resultHeading());
    marks.results().forEach(results::put);

    Map<CellAddress, String> messages = messages(sheet, marks);
    for (CellAddress at : messages.keySet()) {
      colours.colour(cell(sheet, at));
    }
    if (!marks.notes().isEmpty()) {
      messages.merge(
          results.heading(), String.join("\n", marks.notes()), (cell, file) -> file + "\n" + cell);
    }
    MistakeComments comments = new MistakeComments(sheet);
    messages.forEach(comments::add);
    List<XSSFSheet> sheets = new ArrayList<>(colours.keptOn());
    sheets.add(sheet);
    sheets.forEach(Marker::fixFormats);
    return changed(workbook, sheets);
  }

  /** POI writes cells that name no format, and so have the first one, with that of the column. */
  private static void fixFormats(XSSFSheet sheet) {
    for (Row row : sheet) {
      for (Cell cell : row) {
        CellLooks.set((XSSFCell) cell, CellLooks.of((XSSFCell) cell));
      }
    }
  }

  /** Sheets without cells, which hold a chart perhaps, are not counted. */
  private static XSSFSheet sheet(XSSFWorkbook workbook, int index) {
    return (XSSFSheet)
        StreamSupport.stream(((Iterable<Sheet>) workbook).spliterator(), false)
            .filter(
                sheet ->
                    ((XSSFSheet) sheet)
                        .getPackagePart()
                        .getContentType()
                        .equals(XSSFRelation.WORKSHEET.getContentType()))
            .skip(index)
            .findFirst()
            .orElseThrow();
  }

  /** By cell; what is said of a merged cell belongs to its first one. */
  private static Map<CellAddress, String> messages(XSSFSheet sheet, Marks marks) {
    TreeMap<CellAddress, String> messages = new TreeMap<>();
    for (Marks.Cell cell : marks.cells()) {
      messages.merge(
          new CellAddress(cell.row() - 1, cell.column()), cell.message(), Marker::joined);
    }
    // Asked for once: POI makes the list anew each time, and it may be long.
    for (CellRangeAddress area : sheet.getMergedRegions()) {
      CellAddress last = new CellAddress(area.getLastRow(), area.getLastColumn());
      List<CellAddress> inside =
          messages.subMap(first(area), true, last, true).keySet().stream()
              .filter(it -> area.isInRange(it.getRow(), it.getColumn()))
              .toList();
      for (CellAddress at : inside) {
        messages.merge(first(area), Objects.requireNonNull(messages.remove(at)), Marker::joined);
      }
    }
    return messages;
  }

  private static String joined(String first, String second) {
    return first + "\n" + second;
  }

  private static CellAddress first(CellRangeAddress area) {
    return new CellAddress(area.getFirstRow(), area.getFirstColumn());
  }

  private static XSSFCell cell(XSSFSheet sheet, CellAddress at) {
    XSSFRow existing = sheet.getRow(at.getRow());
    XSSFRow row = existing == null ? sheet.createRow(at.getRow()) : existing;
    XSSFCell cell = row.getCell(at.getColumn());
    if (cell != null) {
      return cell;
    }
    XSSFCell created = row.createCell(at.getColumn());
    CellLooks.set(created, MistakeColours.inherited(row, at.getColumn()));
    return created;
  }

  /** The names of the parts that hold marks: the sheet, what belongs to it, formats and names. */
  private static Set<String> changed(XSSFWorkbook workbook, List<XSSFSheet> sheets) {
    Set<String> changed = new HashSet<>();
    changed.add("[Content_Types].xml");
    add(changed, workbook);
    add(changed, workbook.getStylesSource());
    for (XSSFSheet sheet : sheets) {
      add(changed, sheet);
      for (POIXMLDocumentPart.RelationPart part : sheet.getRelationParts()) {
        String type = part.getRelationship().getRelationshipType();
        if (type.equals(XSSFRelation.SHEET_COMMENTS.getRelation())
            || type.equals(XSSFRelation.VML_DRAWINGS.getRelation())
            || type.equals(XSSFRelation.TABLE.getRelation())) {
          add(changed, part.getDocumentPart());
        }
      }
    }
    return changed;
  }

  private static void add(Set<String> names, POIXMLDocumentPart part) {
    String name = part.getPackagePart().getPartName().getName().substring(1);
    int file = name.lastIndexOf('/') + 1;
    names.add(name);
    names.add(name.substring(0, file) + "_rels/" + name.substring(file) + ".rels");
  }
}
