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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The real format, which waits before it opens a workbook.
 *
 * @param arrived is counted down when it begins to wait
 * @param free ends the waiting
 */
record Waiting(WorkbookFormat real, CountDownLatch arrived, CountDownLatch free)
    implements WorkbookFormat {
  @Override
  public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
    arrived.countDown();
    try {
      assertThat(free.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return real.open(file, limits);
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
}
