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
  private byte[] bytes = new byte[256];

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
    byte[] target = chunk.hasArray() ? chunk.array() : room(length);
    if (copyLatin(text, length, target, chunk.hasArray() ? start : 0)) {
      chunk.putInt(length);
      if (!chunk.hasArray()) {
        chunk.put(target, 0, length);
      }
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

  private byte[] room(int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    return bytes;
  }

  String get(long text) {
    ByteBuffer from = chunks.get((int) (text >>> 32));
    int position = (int) text;
    int length = from.getInt(position);
    int start = position + BYTES_BEFORE;
    if (length >= 0) {
      if (from.hasArray()) {
        return new String(
            from.array(), from.arrayOffset() + start, length, StandardCharsets.ISO_8859_1);
      }
      byte[] target = room(length);
      from.get(start, target, 0, length);
      return new String(target, 0, length, StandardCharsets.ISO_8859_1);
    }
    char[] chars = new char[~length];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = from.getChar(start + 2 * i);
    }
    return new String(chars);
  }

  /** Forgets all texts; their room is used again. */
  void clear() {
    if (chunkIndex >= 0) {
      chunkIndex = 0;
      chunk = chunks.get(0);
      chunk.clear();
    }
  }

  @Override
  public void close() throws IOException {
    chunks.close();
  }
}
