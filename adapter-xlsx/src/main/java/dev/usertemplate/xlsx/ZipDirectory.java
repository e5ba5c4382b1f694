package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.ZipException;

/**
 * The directory at the end of a ZIP file, looked over before the library makes an object of each
 * entry: what the file says of its own length is not to be trusted. Finds the directory as Commons
 * Compress does, so that both see the same one.
 */
final class ZipDirectory {
  private static final int ENTRY = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int MAX_COMMENT = 0xFFFF;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_LENGTH = 20;
  private static final int END_64 = 0x06064b50;

  /** More than any real entry needs for its name and the like. */
  private static final int BYTES_PER_ENTRY = 1024;

  private ZipDirectory() {}

  /** Refuses a directory with too many entries, or with entries that take too much memory. */
  static void check(SeekableByteChannel file, Limits limits) throws IOException {
    file.position(start(file));
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), 1 << 14));
    long entries = 0;
    long bytes = 0;
    for (long more = next(in); more >= 0; more = next(in)) {
      entries++;
      bytes += more;
      if (entries > limits.entries() || bytes > (limits.entries() + 64L) * BYTES_PER_ENTRY) {
        throw new UnreadableWorkbookException(Problem.TOO_MANY_ENTRIES, null, limits.entries());
      }
    }
  }

  /** The length of the next entry; negative when there is none. */
  private static long next(DataInputStream in) throws IOException {
    byte[] bytes = in.readNBytes(46);
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < Integer.BYTES || header.getInt(0) != ENTRY) {
      return -1;
    }
    if (bytes.length < 46) {
      throw new EOFException();
    }
    int rest =
        Short.toUnsignedInt(header.getShort(28))
            + Short.toUnsignedInt(header.getShort(30))
            + Short.toUnsignedInt(header.getShort(32));
    in.skipNBytes(rest);
    return rest;
  }

  private static long start(SeekableByteChannel file) throws IOException {
    long size = file.size();
    int length = (int) Math.min(size, END_LENGTH + MAX_COMMENT + LOCATOR_64_LENGTH);
    ByteBuffer tail = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    FileKind.readFully(file, size - length, tail);
    for (int at = length - END_LENGTH; at >= 0; at--) {
      if (tail.getInt(at) == END) {
        return start(file, tail, at, size - length + at);
      }
    }
    throw new ZipException("no directory");
  }

  private static long start(SeekableByteChannel file, ByteBuffer tail, int at, long position)
      throws IOException {
    int locator = at - LOCATOR_64_LENGTH;
    if (locator >= 0 && tail.getInt(locator) == LOCATOR_64) {
      ByteBuffer end = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
      FileKind.readFully(file, inside(tail.getLong(locator + 8), file), end);
      if (end.getInt(0) != END_64) {
        throw new ZipException("no directory");
      }
      return inside(end.getLong(48), file);
    }
    long bytes = Integer.toUnsignedLong(tail.getInt(at + 12));
    long offset = Integer.toUnsignedLong(tail.getInt(at + 16));
    // Something may stand before the first entry, which the offsets then do not know of.
    return inside(offset + Math.max(position - bytes - offset, 0), file);
  }

  private static long inside(long position, SeekableByteChannel file) throws IOException {
    if (position < 0 || position > file.size()) {
      throw new ZipException("no directory");
    }
    return position;
  }
}
