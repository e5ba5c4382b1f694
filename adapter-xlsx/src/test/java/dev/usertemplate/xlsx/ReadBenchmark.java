package dev.usertemplate.xlsx;

import com.alibaba.excel.EasyExcel;
import com.alibaba.excel.context.AnalysisContext;
import com.alibaba.excel.event.AnalysisEventListener;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import java.io.File;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.SAXParserFactory;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.xml.sax.InputSource;
import org.xml.sax.XMLReader;

/**
 * How long it takes to read every cell of 200,000 rows with 8 different texts each, and how much
 * memory: ours and others', each in a process of its own with a heap of 256 MB, on one file. What
 * is timed begins when the process has started and ends with the last cell.
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -pl adapter-xlsx -am
 * java -cp adapter-xlsx/target/test-classes:adapter-xlsx/target/classes:$(cat adapter-xlsx/target/test.classpath) dev.usertemplate.xlsx.ReadBenchmark
 * }</pre>
 */
public final class ReadBenchmark {
  private static final int ROWS = 200_000;
  private static final int COLUMNS = 8;
  private static final int RUNS = 5;

  /** Reads the file, and counts the characters in its cells. */
  @FunctionalInterface
  private interface Pass {
    long read(Path file) throws Exception;
  }

  private static final Map<String, Pass> PASSES =
      Map.of(
          "ours", ReadBenchmark::ours,
          "fastexcel-reader", ReadBenchmark::fastexcel,
          "poi-events", ReadBenchmark::poi,
          "easyexcel", ReadBenchmark::easyExcel);

  private ReadBenchmark() {}

  public static void main(String... arguments) throws Exception {
    if (arguments.length == 2) {
      measure(PASSES.get(arguments[0]), Path.of(arguments[1]), System.out);
      return;
    }
    Path file = Files.createTempFile("read-benchmark", ".xlsx");
    try {
      write(file);
      System.out.printf("%,d rows, %,d bytes%n", ROWS, Files.size(file));
      for (String name : List.of("ours", "fastexcel-reader", "poi-events", "easyexcel")) {
        System.out.println(compare(name, file));
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file) throws Exception {
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "ReadBenchmark", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Users");
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          sheet.value(row, column, "value " + row + " of column " + column);
        }
      }
    }
  }

  private static void measure(Pass pass, Path file, PrintStream out) throws Exception {
    long start = System.nanoTime();
    long characters = pass.read(file);
    long millis = (System.nanoTime() - start) / 1_000_000;
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      String peak = status.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      out.printf("%d %d %s%n", millis, characters, peak.replaceAll("\\D", ""));
    }
  }

  private static String compare(String name, Path file) throws Exception {
    long[] millis = new long[RUNS];
    long peak = 0;
    for (int run = 0; run < RUNS; run++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ReadBenchmark.class.getName(),
                  name,
                  file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        return "%-18s failed: not enough memory, or worse".formatted(name);
      }
      String[] figures = output.strip().split(" ", -1);
      millis[run] = Long.parseLong(figures[0]);
      peak = Math.max(peak, Long.parseLong(figures[2]));
    }
    Arrays.sort(millis);
    return "%-18s %,6d ms %,6d MB".formatted(name, millis[RUNS / 2], peak / 1024);
  }

  private static long ours(Path file) throws Exception {
    long[] characters = {0};
    try (FileChannel channel = FileChannel.open(file);
        ReadableWorkbook workbook = new XlsxWorkbookFormat().open(channel, Limits.DEFAULT)) {
      workbook.read(
          0,
          row -> {
            for (int i = 0; i < row.size(); i++) {
              characters[0] += row.text(i).length();
            }
            return true;
          });
    }
    return characters[0];
  }

  private static long fastexcel(Path file) throws Exception {
    long[] characters = {0};
    try (InputStream in = Files.newInputStream(file);
        var workbook = new org.dhatim.fastexcel.reader.ReadableWorkbook(in);
        var rows = workbook.getFirstSheet().openStream()) {
      rows.forEach(row -> row.forEach(cell -> characters[0] += cell.getText().length()));
    }
    return characters[0];
  }

  private static long poi(Path file) throws Exception {
    long[] characters = {0};
    try (OPCPackage parts = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
      XSSFReader reader = new XSSFReader(parts);
      SAXParserFactory factory = SAXParserFactory.newInstance();
      factory.setNamespaceAware(true);
      XMLReader xml = factory.newSAXParser().getXMLReader();
      xml.setContentHandler(
          new XSSFSheetXMLHandler(
              reader.getStylesTable(),
              new ReadOnlySharedStringsTable(parts),
              new XSSFSheetXMLHandler.SheetContentsHandler() {
                @Override
                public void startRow(int row) {}

                @Override
                public void endRow(int row) {}

                @Override
                public void cell(String reference, String text, XSSFComment comment) {
                  characters[0] += text.length();
                }
              },
              false));
      try (InputStream sheet = reader.getSheetsData().next()) {
        xml.parse(new InputSource(sheet));
      }
    }
    return characters[0];
  }

  private static long easyExcel(Path file) {
    long[] characters = {0};
    EasyExcel.read(
            new File(file.toString()),
            new AnalysisEventListener<Map<Integer, String>>() {
              @Override
              public void invoke(Map<Integer, String> row, AnalysisContext context) {
                row.values().forEach(text -> characters[0] += text.length());
              }

              @Override
              public void doAfterAllAnalysed(AnalysisContext context) {}
            })
        .headRowNumber(0)
        .sheet()
        .doRead();
    return characters[0];
  }
}
