package dev.usertemplate.http;

import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.*;
import java.io.*;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.*;
import java.util.regex.*;
import java.util.zip.*;

final class FakeFormat implements WorkbookFormat {
  static volatile Runnable onOpen = () -> {};

  @Override
  public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
    onOpen.run();
    if (file.size() == 0) {
      throw new UnreadableWorkbookException(UnreadableWorkbookException.Problem.EMPTY, null);
    }
    if (file.size() > limits.bytes()) {
      throw new UnreadableWorkbookException(
          UnreadableWorkbookException.Problem.TOO_LARGE, null, limits.bytes());
    }
    file.position(0);
    ZipInputStream zip = new ZipInputStream(Channels.newInputStream(file));
    List<List<String>> rows = null;
    for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
      if (e.getName().equals("xl/worksheets/sheet1.xml")) {
        rows = new ArrayList<>();
        String xml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
        for (String row : xml.split("<row ", -1)) {
          List<String> cells = new ArrayList<>();
          Matcher m = Pattern.compile("<t>(.*?)</t>").matcher(row);
          while (m.find()) {
            cells.add(m.group(1));
          }
          if (!cells.isEmpty()) {
            rows.add(cells);
          }
        }
      }
    }
    if (rows == null) {
      throw new UnreadableWorkbookException(
          UnreadableWorkbookException.Problem.NOT_A_WORKBOOK, null);
    }
    return new Book(rows);
  }

  @Override
  public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
    file.position(0);
    Channels.newInputStream(file).transferTo(out);
  }

  @Override
  public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
      throws IOException {
    out.write('P');
  }

  record Book(List<List<String>> rows) implements ReadableWorkbook {
    @Override
    public List<Sheet> sheets() {
      return List.of(new Sheet("Users", false));
    }

    @Override
    public Map<String, String> properties() {
      return Map.of();
    }

    @Override
    public Map<String, NamedCell> names() {
      return Map.of();
    }

    @Override
    public long unpackedBytes() {
      return 1;
    }

    @Override
    public void read(int sheet, RowHandler handler) throws IOException {
      for (int i = 0; i < rows.size(); i++) {
        if (!handler.row(new Row(i + 1, rows.get(i)))) {
          return;
        }
      }
    }

    @Override
    public void close() {}
  }

  record Row(int number, List<String> cells) implements SheetRow {
    @Override
    public boolean hidden() {
      return false;
    }

    @Override
    public int size() {
      return cells.size();
    }

    @Override
    public int column(int index) {
      return index;
    }

    @Override
    public Kind kind(int index) {
      return Kind.TEXT;
    }

    @Override
    public boolean isFormula(int index) {
      return false;
    }

    @Override
    public String text(int index) {
      return cells.get(index);
    }

    @Override
    public double number(int index) {
      return Double.NaN;
    }

    @Override
    public LocalDateTime date(int index) {
      return null;
    }
  }
}
