package dev.usertemplate.xlsx;

import com.alibaba.excel.EasyExcel;
import com.alibaba.excel.context.AnalysisContext;
import com.alibaba.excel.event.AnalysisEventListener;
import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * How long it takes to check a workbook with 200,000 users, 8 different texts each, and how much
 * memory; and what just reading every cell of it takes, with our reader and with others. Each run
 * is a process of its own with a heap of 256 MB, on one file; the contenders take turns. What is
 * timed begins when the process has started and ends with the last cell. The argument is the number
 * of rounds.
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -pl adapter-xlsx -am
 * java -cp adapter-xlsx/target/test-classes:adapter-xlsx/target/classes:$(cat adapter-xlsx/target/test.classpath) dev.usertemplate.xlsx.ReadBenchmark
 * }</pre>
 */
public final class ReadBenchmark {
  private static final int ROWS = 200_000;
  private static final int RUNS = 7;

  /** Reads the file, and counts the characters in its cells. */
  @FunctionalInterface
  private interface Pass {
    long read(Path file) throws Exception;
  }

  private static final Map<String, Pass> PASSES = new LinkedHashMap<>();

  static {
    PASSES.put("our check", ReadBenchmark::check);
    PASSES.put("our reader", ReadBenchmark::ours);
    PASSES.put("fastexcel-reader", ReadBenchmark::fastexcel);
    PASSES.put("POI event model", ReadBenchmark::poi);
    PASSES.put("EasyExcel", ReadBenchmark::easyExcel);
  }

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
      compare(file, arguments.length == 1 ? Integer.parseInt(arguments[0]) : RUNS);
    } finally {
      Files.delete(file);
    }
  }

  private static void write(Path file) throws Exception {
    List<String> headings =
        List.of(
            "No.",
            "Username",
            "Initial Password",
            "Email",
            "Mobile Number",
            "Expiration Time",
            "Description",
            "Department");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook workbook = new Workbook(out, "ReadBenchmark", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Users");
      for (int column = 0; column < headings.size(); column++) {
        sheet.value(0, column, headings.get(column));
      }
      for (int row = 1; row <= ROWS; row++) {
        List<String> user = user(row);
        for (int column = 0; column < user.size(); column++) {
          sheet.value(row, column, user.get(column));
        }
      }
    }
  }

  private static List<String> user(int row) {
    return List.of(
        "n" + row,
        "user" + row,
        "Password-" + row,
        "user%d@example.com".formatted(row),
        "+86138%08d".formatted(row),
        "2030-12-%02dT%02d:%02d:%02d.%03dZ"
            .formatted(1 + row / 100_000, row % 24, row / 24 % 60, row % 60, row % 1000),
        "The user in row " + row,
        "Department " + row);
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

  private static void compare(Path file, int runs) throws Exception {
    Map<String, List<Long>> millis = new LinkedHashMap<>();
    Map<String, Long> peaks = new LinkedHashMap<>();
    for (int run = 0; run < runs; run++) {
      for (String name : PASSES.keySet()) {
        String[] figures = run(name, file);
        millis.computeIfAbsent(name, any -> new ArrayList<>()).add(Long.parseLong(figures[0]));
        peaks.merge(name, Long.parseLong(figures[2]), Math::max);
      }
    }
    millis.forEach(
        (name, all) -> {
          Collections.sort(all);
          System.out.printf(
              "%-18s median %,6d ms (%,d to %,d), peak %,d MB%n",
              name,
              all.get(runs / 2),
              all.get(0),
              all.get(runs - 1),
              peaks.getOrDefault(name, 0L) / 1024);
        });
  }

  private static String[] run(String name, Path file) throws Exception {
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
      throw new IllegalStateException(name + " failed: not enough memory, or worse");
    }
    return output.strip().split(" ", -1);
  }

  private static long check(Path file) throws Exception {
    try (FileChannel channel = FileChannel.open(file)) {
      CheckReport report = CheckUsers.withInstalledFormat().check(channel, CheckOptions.DEFAULT);
      if (report.rows().valid() != ROWS) {
        throw new IllegalStateException("Not all users are valid: " + report);
      }
      return report.rows().valid();
    }
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
