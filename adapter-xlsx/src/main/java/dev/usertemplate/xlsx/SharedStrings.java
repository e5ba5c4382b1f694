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

  /** Of the index in one chunk. */
  private static final int PER_CHUNK = Chunks.CHUNK / Long.BYTES;

  private static final byte[] START = PlainXml.literal("<si><t>");
  private static final byte[] START_WITH_BLANKS =
      PlainXml.literal("<si><t xml:space=\"preserve\">");
  private static final byte[] END = PlainXml.literal("</t></si>");

  private final XmlPart xml;
  private final CellText text;
  private final TextStore texts = new TextStore(new Chunks(HEAP_BYTES));
  private final Chunks index = new Chunks(HEAP_BYTES_OF_INDEX);
  private final PlainXml.Form plain = this::readPlain;
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
  String get(int number) throws IOException {
    int position = number % PER_CHUNK * Long.BYTES;
    return texts.get(index.read(number / PER_CHUNK, position, Long.BYTES).getLong());
  }

  /** Reads what nobody has asked for, to find out whether it is broken. */
  void finish() throws IOException {
    while (!finished) {
      readNext();
    }
  }

  private void readNext() throws IOException {
    if (xml.depth() == 1 && xml.take(plain)) {
      add();
      return;
    }
    int event = xml.next();
    if (event == XmlPart.FINISHED) {
      finished = true;
    } else if (event == XmlPart.START && xml.depth() == 2 && xml.isAt("si")) {
      RichText.read(xml, text);
      add();
    }
  }

  private boolean readPlain(PlainXml ahead) {
    return (ahead.skip(START) || ahead.skip(START_WITH_BLANKS))
        && ahead.text(text)
        && ahead.skip(END);
  }

  private void add() throws IOException {
    ByteBuffer chunk = index.get(count / PER_CHUNK, Chunks.CHUNK);
    chunk.putLong(count % PER_CHUNK * Long.BYTES, texts.add(text.chars(), text.length()));
    count++;
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
