package dev.usertemplate.xlsx;

import com.fasterxml.aalto.AsyncByteArrayFeeder;
import com.fasterxml.aalto.AsyncXMLStreamReader;
import com.fasterxml.aalto.async.AsyncByteArrayScanner;
import com.fasterxml.aalto.async.AsyncStreamReaderImpl;
import com.fasterxml.aalto.in.ReaderConfig;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.typed.TypedValueDecoder;
import org.jspecify.annotations.Nullable;

/**
 * A cursor over the XML of a part. Elements are told by their local names: which prefix they have,
 * and which of the two sets of namespaces, makes no difference.
 *
 * <p>The parser is fed piece by piece, so that a text of any length comes in pieces too, and what
 * has to come as a whole can be bounded: the parser itself bounds neither the length of a tag nor
 * the depth of elements nor the number of names that it remembers. Whole elements can be taken away
 * from it before it sees them.
 */
final class XmlPart implements Closeable {
  static final int START = XMLStreamConstants.START_ELEMENT;
  static final int END = XMLStreamConstants.END_ELEMENT;
  static final int TEXT = XMLStreamConstants.CHARACTERS;
  static final int FINISHED = XMLStreamConstants.END_DOCUMENT;

  private static final int PIECE = 1 << 14;

  /** The longest tag, comment and the like, in bytes. */
  private static final int MAX_EVENT = 1 << 20;

  private static final int MAX_DEPTH = 256;
  private static final int MAX_NAMES = 10_000;

  private final Parts parts;
  private final InputStream part;
  private final InputStream utf8;
  private final Scanner scanner;
  private final AsyncXMLStreamReader<AsyncByteArrayFeeder> reader;
  private final byte[] piece = new byte[PIECE];

  /** What of the piece the parser has not been given. */
  private final PlainXml ahead = new PlainXml(piece);

  private final Slice slice = new Slice();
  private int depth;
  private int fed;
  private int pieceLength;
  private boolean ended;
  private boolean inRoot;

  /** Whether the parser is given a tag at a time, so that it stands between two of them. */
  private boolean tagByTag;

  /** Whether it does, and has nothing in hand. */
  private boolean betweenTags;

  private XmlPart(Parts parts, InputStream part) throws IOException {
    this.parts = parts;
    this.part = part;
    utf8 = Utf8.of(part);
    scanner = new Scanner(configuration());
    reader = new AsyncStreamReaderImpl<>(scanner);
  }

  static XmlPart open(Parts parts, String name) throws IOException {
    InputStream part = parts.open(name);
    try {
      return new XmlPart(parts, part);
    } catch (IOException | RuntimeException e) {
      part.close();
      throw parts.explain(e);
    }
  }

  /**
   * Made directly, so that it is this parser whatever else is installed; and anew, because a
   * factory remembers every name that any of its parsers has seen.
   */
  private static ReaderConfig configuration() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    ReaderConfig configuration = factory.getNonSharedConfig(null, null, null, false, false);
    configuration.setActualEncoding("UTF-8");
    return configuration;
  }

  /** Moves on to the next start or end of an element, text, or the end of the part. */
  int next() throws IOException {
    betweenTags = false;
    try {
      while (true) {
        int event = reader.next();
        if (event == AsyncXMLStreamReader.EVENT_INCOMPLETE) {
          feed();
          continue;
        }
        fed = 0;
        switch (event) {
          case TEXT, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
            // Takes in what is here of it: the parser would skip all the rest as one event.
            reader.getTextLength();
            return TEXT;
          }
          case START -> {
            depth++;
            inRoot = true;
            betweenTags = reader.getInputFeeder().needMoreInput() && !reader.isEmptyElement();
            return START;
          }
          case END -> {
            depth--;
            betweenTags = reader.getInputFeeder().needMoreInput();
            return END;
          }
          case FINISHED -> {
            return FINISHED;
          }
          case XMLStreamConstants.DTD ->
              throw new UnreadableWorkbookException(Problem.UNSAFE, null);
          case XMLStreamConstants.ENTITY_REFERENCE ->
              throw new XMLStreamException("an entity that is not declared");
          default -> {
            // Comments and processing instructions say nothing.
          }
        }
      }
    } catch (IOException | XMLStreamException | RuntimeException e) {
      throw explain(e);
    }
  }

  private void feed() throws IOException, XMLStreamException {
    if (ended) {
      throw new XMLStreamException("cut off");
    }
    if (fed > MAX_EVENT || depth > MAX_DEPTH || scanner.names() > MAX_NAMES) {
      throw new XMLStreamException("a long tag, many elements in each other, or many names");
    }
    if (ahead.isEmpty() && !readPiece()) {
      ended = true;
      reader.getInputFeeder().endOfInput();
      return;
    }
    int from = ahead.position();
    if (tagByTag) {
      ahead.moveBetweenTags();
    } else {
      ahead.moveToEnd();
    }
    int length = ahead.position() - from;
    fed += length;
    reader.getInputFeeder().feedInput(piece, from, length);
  }

  private boolean readPiece() throws IOException {
    int length = utf8.read(piece, 0, PIECE);
    if (length < 0) {
      return false;
    }
    pieceLength = length;
    ahead.start(length);
    return true;
  }

  /**
   * Takes the element that begins here if it is in this form; the cursor stays where it is. The
   * cursor has to be at the start or end of an element, and should be asked again and again: what
   * is at the edge of a piece, or was read before this was called first, is never taken.
   */
  boolean take(PlainXml.Form form) {
    tagByTag = true;
    if (!betweenTags) {
      return false;
    }
    int from = ahead.position();
    boolean taken = form.read(ahead);
    if (!taken) {
      ahead.moveTo(from);
    }
    return taken;
  }

  private IOException explain(Exception e) {
    boolean unsafe =
        !inRoot
            && new String(piece, 0, pieceLength, StandardCharsets.ISO_8859_1).contains("<!DOCTYPE");
    return unsafe ? new UnreadableWorkbookException(Problem.UNSAFE, null) : parts.explain(e);
  }

  /** How many elements are open, the current one included; at its end, those around it. */
  int depth() {
    return depth;
  }

  /** The local name of the element that starts or ends here. */
  String name() {
    return reader.getLocalName();
  }

  boolean isAt(String name) {
    return reader.getLocalName().equals(name);
  }

  int attributes() {
    return reader.getAttributeCount();
  }

  String attributeName(int index) {
    return reader.getAttributeLocalName(index);
  }

  String attribute(int index) {
    return reader.getAttributeValue(index);
  }

  /** The value of the attribute of this local name; null when there is none. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < attributes(); i++) {
      if (attributeName(i).equals(name)) {
        return attribute(i);
      }
    }
    return null;
  }

  /** The value without blanks around it, without making a string; valid until the next call. */
  Slice slice(int index) throws IOException {
    try {
      reader.getAttributeAs(index, slice);
      return slice;
    } catch (XMLStreamException | RuntimeException e) {
      throw explain(e);
    }
  }

  /** Adds the text here to what is there. */
  void text(CellText text) throws IOException {
    try {
      text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  /** Moves to the end of the element that starts here, and adds all text directly in it. */
  void textOfElement(CellText text) throws IOException {
    int inside = depth;
    for (int event = next(); depth >= inside; event = next()) {
      if (event == TEXT && depth == inside) {
        text(text);
      }
    }
  }

  /** Moves to the end of the element that starts here. */
  void skip() throws IOException {
    int inside = depth;
    while (depth >= inside) {
      next();
    }
  }

  @Override
  public void close() throws IOException {
    part.close();
  }

  /** The parser, which also tells how many names it remembers. */
  private static final class Scanner extends AsyncByteArrayScanner {
    Scanner(ReaderConfig configuration) {
      super(configuration);
    }

    int names() {
      return _symbols == null ? 0 : _symbols.size();
    }
  }

  /** The characters of an attribute, where the parser has them. */
  static final class Slice extends TypedValueDecoder {
    char[] chars = {};
    int start;
    int end;

    boolean is(char value) {
      return end == start + 1 && chars[start] == value;
    }

    @Override
    public void decode(String input) {
      decode(input.toCharArray(), 0, input.length());
    }

    @Override
    public void decode(char[] buffer, int from, int to) {
      chars = buffer;
      start = from;
      end = to;
    }

    @Override
    public void handleEmptyValue() {
      start = 0;
      end = 0;
    }

    @Override
    public String toString() {
      return new String(chars, start, end - start);
    }
  }
}
