package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The real format, which waits before it opens a workbook.
 *
 * @param arrived is counted down when it begins to wait
 * @param free ends the waiting
 * @param eachRow runs before each row that is read
 */
record Waiting(WorkbookFormat real, CountDownLatch arrived, CountDownLatch free, Runnable eachRow)
    implements WorkbookFormat {
  @Override
  public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
    arrived.countDown();
    try {
      assertThat(free.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new Counting(real.open(file, limits), eachRow);
  }

  @Override
  public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
    real.mark(file, marks, out);
  }

  @Override
  public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
      throws IOException {
    real.writeRejected(template, rows, out);
  }

  private record Counting(ReadableWorkbook workbook, Runnable eachRow) implements ReadableWorkbook {
    @Override
    public List<Sheet> sheets() {
      return workbook.sheets();
    }

    @Override
    public Map<String, String> properties() {
      return workbook.properties();
    }

    @Override
    public Map<String, NamedCell> names() {
      return workbook.names();
    }

    @Override
    public long unpackedBytes() {
      return workbook.unpackedBytes();
    }

    @Override
    public void read(int sheet, RowHandler handler) throws IOException {
      workbook.read(
          sheet,
          row -> {
            eachRow.run();
            return handler.row(row);
          });
    }

    @Override
    public void close() throws IOException {
      workbook.close();
    }
  }
}
