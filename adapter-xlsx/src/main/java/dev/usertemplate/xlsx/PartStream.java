package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.jspecify.annotations.Nullable;

/** The unpacked bytes of a part. Holds them against what the directory says, and the limits. */
final class PartStream extends InputStream {
  private static final int BUFFER = 1 << 14;

  /** The ratio counts from here on: a short part of blanks is no attack. */
  private static final long RATIO_FROM = 1L << 20;

  private final Parts parts;
  private final ZipArchiveEntry entry;
  private final InputStream in;
  private final @Nullable Inflater inflater;
  private final CRC32 crc = new CRC32();
  private final long ratioLimit;
  private long count;
  private boolean checked;

  /**
   * @param packed the part's bytes as they stand in the file
   */
  PartStream(Parts parts, ZipArchiveEntry entry, InputStream packed) {
    this.parts = parts;
    this.entry = entry;
    if (entry.getMethod() == ZipArchiveEntry.STORED) {
      inflater = null;
      in = packed;
    } else {
      inflater = new Inflater(true);
      in = new InflaterInputStream(packed, inflater, BUFFER);
    }
    ratioLimit = RATIO_FROM + entry.getCompressedSize() * parts.limits().ratio();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    try {
      int read = in.read(buffer, from, length);
      if (read < 0) {
        checkEnd();
        return read;
      }
      count += read;
      checkLimits(read);
      crc.update(buffer, from, read);
      return read;
    } catch (IOException | RuntimeException e) {
      throw parts.explain(e);
    }
  }

  private void checkLimits(int read) throws IOException {
    if (count > entry.getSize()) {
      throw new ZipException("longer than declared");
    }
    if (count > ratioLimit) {
      throw parts.exceeded(Problem.RATIO_TOO_HIGH, parts.limits().ratio());
    }
    parts.taken(entry, count, read);
  }

  private void checkEnd() throws IOException {
    if (!checked && (count != entry.getSize() || crc.getValue() != entry.getCrc())) {
      throw new ZipException("length or checksum differ");
    }
    checked = true;
  }

  @Override
  public void close() {
    if (inflater != null) {
      inflater.end();
    }
  }
}
