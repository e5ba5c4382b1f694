package dev.usertemplate.xlsx;

import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.RejectedRows;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;

/**
 * Reads XLSX files as a stream, with a StAX parser straight over their parts: no class of Apache
 * POI is loaded for it. POI writes.
 */
public final class XlsxWorkbookFormat implements WorkbookFormat {
  /** For {@link java.util.ServiceLoader}. */
  public XlsxWorkbookFormat() {}

  @Override
  public ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(limits, "limits");
    return XlsxWorkbook.open(file, limits);
  }

  @Override
  public void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
    new Marker().mark(file, marks, out);
  }

  @Override
  public void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
      throws IOException {
    new RejectedWorkbook().write(template, rows, out);
  }
}
