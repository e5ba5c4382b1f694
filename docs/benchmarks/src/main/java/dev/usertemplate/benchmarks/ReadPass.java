package dev.usertemplate.benchmarks;

import com.alibaba.excel.EasyExcel;
import com.alibaba.excel.context.AnalysisContext;
import com.alibaba.excel.event.AnalysisEventListener;
import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.xlsx.XlsxWorkbookFormat;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.SAXParserFactory;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/**
 * Goes through a workbook once, in a process of its own: checks it, or reads every cell with one of
 * the readers. Prints how many rows it has seen, and how many characters. The arguments are the
 * name of the pass and the file.
 */
public final class ReadPass {
  private long rows;
  private long characters;

  private ReadPass() {}

  /** Goes through the file. */
  public static void main(String... args) throws Exception {
    ReadPass pass = new ReadPass();
    Path file = Path.of(args[1]);
    switch (args[0]) {
      case "check" -> pass.check(file);
      case "our-reader" -> pass.ours(file);
      case "fastexcel-reader" -> pass.fastexcel(file);
      case "poi-event-model" -> pass.poi(file);
      case "easyexcel" -> pass.easyExcel(file);
      default -> throw new IllegalArgumentException("There is no such pass: " + args[0]);
    }
    System.out.println(pass.rows + " " + pass.characters);
  }

  /** Counts the valid users and the headings, and no characters: it judges the cells by itself. */
  private void check(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      rows =
          1L + CheckUsers.withInstalledFormat().check(channel, CheckOptions.DEFAULT).rows().valid();
    }
  }

  private void ours(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file);
        ReadableWorkbook workbook = new XlsxWorkbookFormat().open(channel, Limits.DEFAULT)) {
      workbook.read(
          0,
          row -> {
            rows++;
            for (int i = 0; i < row.size(); i++) {
              characters += row.text(i).length();
            }
            return true;
          });
    }
  }

  private void fastexcel(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file);
        var workbook = new org.dhatim.fastexcel.reader.ReadableWorkbook(in);
        var all = workbook.getFirstSheet().openStream()) {
      all.forEach(
          row -> {
            rows++;
            row.forEach(cell -> characters += cell.getText().length());
          });
    }
  }

  private void poi(Path file) throws Exception {
    try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(parts);
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      XMLReader xml = factory.newSAXParser().getXMLReader();
      xml.setContentHandler(
          new XSSFSheetXMLHandler(
              reader.getStylesTable(),
              new ReadOnlySharedStringsTable(parts),
              new PoiCells(),
              false));
      try (InputStream sheet = reader.getSheetsData().next()) {
        xml.parse(new InputSource(sheet));
      }
    }
  }

  private final class PoiCells implements XSSFSheetXMLHandler.SheetContentsHandler {
    @Override
    public void startRow(int row) {
      rows++;
    }

    @Override
    public void endRow(int row) {}

    @Override
    public void cell(String reference, String text, XSSFComment comment) {
      characters += text.length();
    }
  }

  private void easyExcel(Path file) {
    EasyExcel.read(new File(file.toString()), new EasyExcelRows())
        .headRowNumber(0)
        .sheet()
        .doRead();
  }

  private final class EasyExcelRows extends AnalysisEventListener<Map<Integer, String>> {
    @Override
    public void invoke(Map<Integer, String> row, AnalysisContext context) {
      rows++;
      row.values().stream().filter(Objects::nonNull).forEach(text -> characters += text.length());
    }

    @Override
    public void doAfterAllAnalysed(AnalysisContext context) {}
  }
}
