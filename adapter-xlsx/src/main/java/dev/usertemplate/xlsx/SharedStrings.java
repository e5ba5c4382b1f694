package dev.usertemplate.xlsx;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The texts that cells refer to by number. The part is read as far as somebody asks: programs write
 * them in the order in which cells need them, and who looks at a few rows needs few of them.
 */
final class SharedStrings implements Closeable {
  private static final long HEAP_BYTES = 32L << 20;
  private static final long HEAP_BYTES_OF_INDEX = 8L << 20;

  /** Of the index in one chunk; less than a chunk has room for. */
  private static final int PER_CHUNK = 1 << 15;

  private final XmlPart xml;
  private final CellText text;
  private final TextStore texts = new TextStore(new Chunks(HEAP_BYTES, 1 << 23));
  private final Chunks index = new Chunks(HEAP_BYTES_OF_INDEX, PER_CHUNK * Long.BYTES);
  private int count;
  private boolean finished;

  SharedStrings(XmlPart xml, CellText text) {
    this.xml = xml;
    this.text = text;
  }

  /** Whether there is a text of this number, from 0. */
  boolean has(int number) throws IOException {
    while (number >= count && !finished) {
      readNext();
    }
    return number >= 0 && number < count;
  }

  /** A text that is there. */
  String get(int number) {
    ByteBuffer chunk = index.get(number / PER_CHUNK);
    return texts.get(chunk.getLong(number % PER_CHUNK * Long.BYTES));
  }

  /** Reads what nobody has asked for, to find out whether it is broken. */
  void finish() throws IOException {
    while (!finished) {
      readNext();
    }
  }

  private void readNext() throws IOException {
    int event = xml.next();
    if (event == XmlPart.FINISHED) {
      finished = true;
    } else if (event == XmlPart.START && xml.depth() == 2 && xml.isAt("si")) {
      RichText.read(xml, text);
      ByteBuffer chunk = index.get(count / PER_CHUNK, PER_CHUNK * Long.BYTES);
      chunk.putLong(count % PER_CHUNK * Long.BYTES, texts.add(text.chars(), text.length()));
      count++;
    }
  }

  @Override
  public void close() throws IOException {
    try (xml;
        texts;
        index) {
      finished = true;
    }
  }
}
