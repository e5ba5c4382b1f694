package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Tells from its first bytes what a file is, and refuses what is no ZIP file. */
final class FileKind {
  private static final int HEAD = 4096;
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};

  /** How a compound file begins: the format of Office before 2007, and of encrypted workbooks. */
  private static final byte[] COMPOUND = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };

  /** In a compound file, what describes its streams stands in records of this length. */
  private static final int COMPOUND_RECORD = 128;

  private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};

  private FileKind() {}

  /** Returns if the file is a ZIP file, or pretends to be one. */
  static void needZip(SeekableByteChannel file, Limits limits) throws IOException {
    if (file.size() == 0) {
      throw new UnreadableWorkbookException(Problem.EMPTY, null);
    }
    if (file.size() > limits.bytes()) {
      throw new UnreadableWorkbookException(Problem.TOO_LARGE, null, limits.bytes());
    }
    byte[] head = new byte[(int) Math.min(HEAD, file.size())];
    readFully(file, 0, ByteBuffer.wrap(head));
    if (!startsWith(head, ZIP) && !startsWith(head, EMPTY_ZIP)) {
      throw new UnreadableWorkbookException(problem(file, head), null);
    }
  }

  /** Fills the buffer from this position of the file on. */
  static void readFully(SeekableByteChannel file, long position, ByteBuffer buffer)
      throws IOException {
    file.position(position);
    while (buffer.hasRemaining()) {
      if (file.read(buffer) < 0) {
        throw new EOFException();
      }
    }
  }

  private static Problem problem(SeekableByteChannel file, byte[] head) throws IOException {
    if (startsWith(head, COMPOUND)) {
      return problemOfCompoundFile(file);
    }
    return isText(head) && !startsWith(head, PDF) ? Problem.TEXT : Problem.NOT_A_WORKBOOK;
  }

  /**
   * Looks for the names of streams wherever they may stand. POI's POIFSFileSystem would follow the
   * file's own tables, but it reads all of the file into memory first.
   */
  private static Problem problemOfCompoundFile(SeekableByteChannel file) throws IOException {
    Problem problem = Problem.NOT_A_WORKBOOK;
    byte[] block = new byte[COMPOUND_RECORD * 512];
    long size = file.size();
    for (long position = 0; position < size; position += block.length) {
      int length = (int) Math.min(block.length, size - position);
      readFully(file, position, ByteBuffer.wrap(block, 0, length));
      for (int at = 0; at + COMPOUND_RECORD <= length; at += COMPOUND_RECORD) {
        if (isNamed(block, at, "EncryptedPackage")) {
          return Problem.ENCRYPTED;
        }
        if (isNamed(block, at, "Workbook") || isNamed(block, at, "Book")) {
          problem = Problem.XLS;
        }
      }
    }
    return problem;
  }

  private static boolean isNamed(byte[] block, int at, String name) {
    byte[] bytes = (name + '\0').getBytes(StandardCharsets.UTF_16LE);
    // The length of the name follows behind the 64 bytes that it may take.
    return block[at + 64] == bytes.length
        && Arrays.equals(block, at, at + bytes.length, bytes, 0, bytes.length);
  }

  private static boolean startsWith(byte[] head, byte[] start) {
    return head.length >= start.length
        && Arrays.equals(head, 0, start.length, start, 0, start.length);
  }

  /** Whatever the encoding is, a text has no control characters but those that end lines. */
  private static boolean isText(byte[] head) {
    if (startsWith(head, new byte[] {(byte) 0xFF, (byte) 0xFE})
        || startsWith(head, new byte[] {(byte) 0xFE, (byte) 0xFF})) {
      return true;
    }
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\f' && b != '\r') {
        return false;
      }
    }
    return true;
  }
}
