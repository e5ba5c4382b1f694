package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * The parts of an XLSX file, which is a ZIP file. Names of parts have no leading slash, and their
 * case does not matter.
 */
final class Parts implements Closeable {
  /** How often everything that may be unpacked may be read: a check needs less than half of it. */
  private static final int READS = 8;

  private final BorrowedChannel file;
  private final Limits limits;
  private final ZipFile zip;
  private final Map<String, ZipArchiveEntry> entries = new HashMap<>();

  /** How many bytes have been unpacked of each part at most. */
  private final Map<String, Long> taken = new HashMap<>();

  private long unpackedBytes;
  private long takenBytes;

  /** Those that were unpacked again included. */
  private long allBytes;

  private Parts(BorrowedChannel file, Limits limits, ZipFile zip) {
    this.file = file;
    this.limits = limits;
    this.zip = zip;
  }

  static Parts open(SeekableByteChannel file, Limits limits) throws IOException {
    BorrowedChannel borrowed = new BorrowedChannel(file);
    try {
      FileKind.needZip(borrowed, limits);
      ZipDirectory.check(borrowed, limits);
      Parts parts =
          new Parts(
              borrowed,
              limits,
              ZipFile.builder()
                  .setSeekableByteChannel(borrowed)
                  .setCharset(StandardCharsets.UTF_8)
                  .setIgnoreLocalFileHeader(true)
                  .get());
      parts.index();
      return parts;
    } catch (IOException | RuntimeException e) {
      throw explain(borrowed, e);
    }
  }

  private void index() throws IOException {
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw new UnreadableWorkbookException(Problem.ENCRYPTED, null);
      }
      if (entries.put(normal(entry.getName()), entry) != null) {
        throw new ZipException("two entries of one name");
      }
      unpackedBytes = Math.max(unpackedBytes, unpackedBytes + entry.getSize());
    }
  }

  /** The name of a part as it is compared. */
  static String normal(String name) {
    String slashes = name.replace('\\', '/');
    return slashes.substring(slashes.startsWith("/") ? 1 : 0).toLowerCase(Locale.ROOT);
  }

  boolean has(String name) {
    return entries.containsKey(normal(name));
  }

  Limits limits() {
    return limits;
  }

  /** The bytes of all parts once they are unpacked, as the file declares them. */
  long unpackedBytes() {
    return unpackedBytes;
  }

  /** The unpacked bytes of a part, checked as they are read. */
  InputStream open(String name) throws IOException {
    try {
      ZipArchiveEntry entry = entries.get(normal(name));
      if (entry == null) {
        throw new ZipException("a part is missing");
      }
      if (entry.getMethod() != ZipArchiveEntry.STORED
          && entry.getMethod() != ZipArchiveEntry.DEFLATED) {
        throw new ZipException("packed in a way that no spreadsheet program uses");
      }
      if (entry.getSize() > limits.unpackedBytes()) {
        throw exceeded(Problem.UNPACKED_TOO_LARGE, limits.unpackedBytes());
      }
      InputStream packed = zip.getRawInputStream(entry);
      if (packed == null || entry.getCompressedSize() > file.size()) {
        throw new ZipException("a part is not in the file");
      }
      return new PartStream(this, entry, packed);
    } catch (IOException | RuntimeException e) {
      throw explain(e);
    }
  }

  /**
   * Takes note that so many bytes of the part have been unpacked.
   *
   * @param count since the part was opened
   * @param more since this was last called
   */
  void taken(ZipArchiveEntry entry, long count, int more) throws IOException {
    allBytes += more;
    if (allBytes / READS > limits.unpackedBytes()) {
      throw exceeded(Problem.UNPACKED_TOO_LARGE, limits.unpackedBytes());
    }
    long before = taken.getOrDefault(entry.getName(), 0L);
    if (count > before) {
      taken.put(entry.getName(), count);
      takenBytes += count - before;
      if (takenBytes > limits.unpackedBytes()) {
        throw exceeded(Problem.UNPACKED_TOO_LARGE, limits.unpackedBytes());
      }
    }
  }

  UnreadableWorkbookException exceeded(Problem problem, long limit) {
    return new UnreadableWorkbookException(problem, null, limit);
  }

  /** What to throw for what was thrown below: the disk has failed, or the file is broken. */
  IOException explain(Exception e) {
    return explain(file, e);
  }

  private static IOException explain(BorrowedChannel file, Exception e) {
    IOException failure = file.failure();
    if (failure != null) {
      return failure;
    }
    return e instanceof UnreadableWorkbookException unreadable
        ? unreadable
        : new UnreadableWorkbookException(Problem.DAMAGED, e);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
