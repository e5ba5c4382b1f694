package dev.usertemplate.core.check;

import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.function.Consumer;

/**
 * The use case: reads a filled workbook, finds every mistake in it, hands it back marked, and hands
 * out the users. Reads files of any size in one pass and keeps no rows in memory. May be shared by
 * threads.
 *
 * <p>All methods read the file from its beginning, never change or close it, and throw {@link
 * dev.usertemplate.core.workbook.UnreadableWorkbookException} when it can't be checked. The file
 * must not change between a check and what is done with its report.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class CheckUsers {
  private final WorkbookFormat format;

  /** The use case on top of the given format. */
  public CheckUsers(WorkbookFormat format) {
    this.format = Objects.requireNonNull(format, "format");
  }

  /**
   * The use case on top of the format that is found on the class path or module path.
   *
   * @throws IllegalStateException if there is none
   */
  public static CheckUsers withInstalledFormat() {
    return ServiceLoader.load(WorkbookFormat.class)
        .findFirst()
        .map(CheckUsers::new)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No WorkbookFormat is installed: put one on the class path, such as"
                        + " dev.usertemplate:user-template-adapter-xlsx."));
  }

  /** Checks the file, as {@link #check(SeekableByteChannel, CheckOptions, UserHandler)} does. */
  public CheckReport check(SeekableByteChannel file, CheckOptions options) throws IOException {
    return check(file, options, UserHandler.NONE);
  }

  /**
   * Checks the file.
   *
   * @param file an XLSX file
   * @param handler takes users and findings while the file is read
   */
  public CheckReport check(SeekableByteChannel file, CheckOptions options, UserHandler handler)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the users of all rows without a mistake, in row order.
   *
   * @param report the report on the same file
   * @param options the options of that check
   */
  public void readUsers(
      SeekableByteChannel file, CheckOptions options, CheckReport report, Consumer<User> users)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the workbook for the administrator: each wrong cell coloured and commented, and a result
   * beside each row.
   *
   * @param report the report on the same file
   * @param options the options of that check
   * @param out neither flushed nor closed
   * @return what was written: a file above {@link
   *     dev.usertemplate.core.workbook.Limits#markedBytes()} is handed back as its rejected rows
   */
  public HandBack handBack(
      SeekableByteChannel file, CheckOptions options, CheckReport report, OutputStream out)
      throws IOException {
    throw new UnsupportedOperationException();
  }
}
