package dev.usertemplate.core.workbook;

import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;

/**
 * The port that reads filled workbooks and hands them back, implemented by an adapter and found
 * with {@link java.util.ServiceLoader}.
 *
 * <p>An implementation can be called by many threads at once, each with a file of its own. It never
 * closes the file, and reads it from its beginning wherever it is positioned. No message of what it
 * throws holds anything that stands in a cell.
 */
public interface WorkbookFormat {
  /**
   * Opens a file and reads what has to be known before its rows. The file must not change until the
   * workbook is closed.
   *
   * @throws UnreadableWorkbookException if it is no workbook, is broken, or exceeds a limit
   */
  ReadableWorkbook open(SeekableByteChannel file, Limits limits) throws IOException;

  /**
   * Writes the workbook with marks in it and everything else as it is. The marks that an earlier
   * call has put in are taken out before.
   *
   * @param file a workbook that could be read
   * @param out neither flushed nor closed
   * @throws UnreadableWorkbookException if it can be read but not be written anew; nothing has been
   *     written to {@code out} then
   */
  void mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException;

  /**
   * Writes a workbook in the template's own form with the given rows in place of the example row,
   * marked, and the result of each in a column of its own.
   *
   * @param template which template
   * @param rows are asked for once
   * @param out neither flushed nor closed
   */
  void writeRejected(TemplateRequest template, RejectedRows rows, OutputStream out)
      throws IOException;
}
