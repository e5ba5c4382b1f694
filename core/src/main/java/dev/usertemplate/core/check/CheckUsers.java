package dev.usertemplate.core.check;

import dev.usertemplate.core.installed.Installed;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Marks;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.ReadableWorkbook.RowHandler;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The use case: reads a filled workbook, finds every mistake in it, hands it back marked, and hands
 * out the users. Reads files of any size in one pass and keeps no rows in memory. May be shared by
 * threads.
 *
 * <p>All methods read the file from its beginning, never change or close it, and throw {@link
 * dev.usertemplate.core.workbook.UnreadableWorkbookException} when it can't be checked. The file
 * must not change between a check and what is done with its report.
 */
public final class CheckUsers {
  private static final TableCheck.Sink NOTHING = (row, read, rejected) -> {};

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
    return new CheckUsers(Installed.first(WorkbookFormat.class));
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
    try (ReadableWorkbook workbook = format.open(file, options.limits())) {
      UserSheet sheet = new UserSheet(workbook, options);
      Collector collector = new Collector(options, handler);
      UniqueValues usernames = new UniqueValues();
      sheet.read(
          table -> {
            collector.begin(table);
            RowHandler rows = rows(table, options, usernames, collector);
            return row -> {
              handler.row(row.number());
              return rows.row(row);
            };
          });
      return collector.report(workbook, sheet);
    }
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
    BitSet rejected = report.rejected();
    try (ReadableWorkbook workbook = format.open(file, options.limits())) {
      new UserSheet(workbook, options)
          .read(
              table ->
                  rows(
                      table,
                      options,
                      new UniqueValues(),
                      (row, read, isRejected) -> {
                        if (!isRejected && !rejected.get(row.number())) {
                          users.accept(read.user());
                        }
                      }));
    }
  }

  /**
   * Writes the workbook for the administrator: each wrong cell coloured and commented, and a result
   * beside each row.
   *
   * @param report the report on the same file
   * @param options the options of that check
   * @param out neither flushed nor closed
   * @return what was written: a file above {@link
   *     dev.usertemplate.core.workbook.Limits#markedBytes()}, and one that the format can read but
   *     not write anew, is handed back as its rejected rows
   */
  public HandBack handBack(
      SeekableByteChannel file, CheckOptions options, CheckReport report, OutputStream out)
      throws IOException {
    try (ReadableWorkbook workbook = format.open(file, options.limits())) {
      UserSheet sheet = new UserSheet(workbook, options);
      if (workbook.unpackedBytes() <= options.limits().markedBytes()) {
        Marks marks = marks(sheet, options, report);
        if (mark(file, marks, out)) {
          return HandBack.MARKED;
        }
      }
      writeRejected(sheet, options, report, out);
      return HandBack.REJECTED_ROWS;
    }
  }

  /**
   * Writes a workbook in the template's own form that holds the rejected rows only, each with what
   * is wrong in it: what is left to do once the valid users are created.
   *
   * @param report the report on the same file
   * @param options the options of that check
   * @param out neither flushed nor closed
   */
  public void writeRejected(
      SeekableByteChannel file, CheckOptions options, CheckReport report, OutputStream out)
      throws IOException {
    try (ReadableWorkbook workbook = format.open(file, options.limits())) {
      writeRejected(new UserSheet(workbook, options), options, report, out);
    }
  }

  private void writeRejected(
      UserSheet sheet, CheckOptions options, CheckReport report, OutputStream out)
      throws IOException {
    // Once without looking: which names stand twice has to be known from the first row on.
    UniqueValues usernames = new UniqueValues();
    sheet.read(table -> rows(table, options, usernames, NOTHING));
    format.writeRejected(
        new TemplateRequest(report.language(), report.activationType()),
        sink ->
            sheet.read(
                table ->
                    rows(
                        table,
                        options,
                        usernames,
                        new RejectedCollector(table, report.language(), sink))),
        out);
  }

  private static Marks marks(UserSheet sheet, CheckOptions options, CheckReport report)
      throws IOException {
    AtomicReference<@Nullable MarkCollector> collected = new AtomicReference<>();
    sheet.read(
        table -> {
          MarkCollector collector = new MarkCollector(table, report.language());
          collected.set(collector);
          return rows(table, options, new UniqueValues(), collector);
        });
    return Objects.requireNonNull(collected.get()).marks();
  }

  /** Whether the workbook could be marked; otherwise nothing is written. */
  private boolean mark(SeekableByteChannel file, Marks marks, OutputStream out) throws IOException {
    try {
      format.mark(file, marks, out);
      return true;
    } catch (UnreadableWorkbookException e) {
      return false;
    }
  }

  private static RowHandler rows(
      Table table, CheckOptions options, UniqueValues usernames, TableCheck.Sink sink) {
    return new TableCheck(options, table, usernames, sink);
  }
}
