package dev.usertemplate.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Many texts in little room: one byte a character where that is enough, two where not. What does
 * not fit into the heap's share goes to a temporary file.
 */
final class TextStore implements Closeable {
  private static final int BYTES_BEFORE = Integer.BYTES;

  private final Chunks chunks;
  private ByteBuffer chunk = ByteBuffer.allocate(0);
  private int chunkIndex = -1;

  TextStore(Chunks chunks) {
    this.chunks = chunks;
  }

  /**
   * Keeps a text.
   *
   * @return what to get it with
   */
  long add(char[] text, int length) throws IOException {
    // Room for two bytes each: whether one is enough is found out while they are written.
    need(BYTES_BEFORE + 2 * length);
    int position = chunk.position();
    int start = position + BYTES_BEFORE;
    if (copyLatin(text, length, chunk.array(), chunk.arrayOffset() + start)) {
      chunk.putInt(length);
      chunk.position(start + length);
    } else {
      chunk.putInt(~length);
      for (int i = 0; i < length; i++) {
        chunk.putChar(text[i]);
      }
    }
    return (long) chunkIndex << 32 | position;
  }

  private void need(int room) throws IOException {
    while (chunk.remaining() < room) {
      chunk = chunks.get(++chunkIndex, room);
      chunk.clear();
    }
  }

  /** Whether one byte is enough for each character. */
  private static boolean copyLatin(char[] text, int length, byte[] target, int start) {
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text[i];
      target[start + i] = (byte) text[i];
    }
    return all <= 0xFF;
  }

  /**
   * @throws IOException if the temporary file can't be read
   */
  String get(long text) throws IOException {
    int index = (int) (text >>> 32);
    int position = (int) text;
    int length = chunks.read(index, position, BYTES_BEFORE).getInt();
    int start = position + BYTES_BEFORE;
    if (length >= 0) {
      ByteBuffer from = chunks.read(index, start, length);
      int at = from.arrayOffset() + from.position();
      return new String(from.array(), at, length, StandardCharsets.ISO_8859_1);
    }
    char[] chars = new char[~length];
    chunks.read(index, start, 2 * chars.length).asCharBuffer().get(chars);
    return new String(chars);
  }

  /** Forgets all texts; their room is used again. */
  void clear() throws IOException {
    chunks.clear();
    if (chunkIndex >= 0) {
      chunkIndex = 0;
      chunk = chunks.get(0, 0);
      chunk.clear();
    }
  }

  @Override
  public void close() throws IOException {
    chunks.close();
  }
}
