package dev.usertemplate.xlsx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes UTF-8 without a byte order mark of XML in one of the encodings that programs write. */
final class Utf8 {
  private static final int HEAD = 256;

  /**
   * What is decoded. The decoders of rarer encodings are another matter: some hand out halves of
   * characters, and some keep what they have not handed out yet.
   */
  private static final Set<String> ENCODINGS =
      Set.of(
          "UTF-8",
          "UTF-16",
          "UTF-16BE",
          "UTF-16LE",
          "US-ASCII",
          "ISO-8859-1",
          "windows-1252",
          "GBK",
          "GB18030");

  private static final Pattern ENCODING =
      Pattern.compile("^<\\?xml\\s[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

  private Utf8() {}

  static InputStream of(InputStream xml) throws IOException {
    byte[] head = xml.readNBytes(HEAD);
    int mark = byteOrderMark(head);
    InputStream whole =
        new SequenceInputStream(
            new ByteArrayInputStream(head, mark, head.length - mark), new Rest(xml));
    Charset charset = charset(head, mark);
    return charset == null ? whole : new Transcoded(whole, charset);
  }

  private static int byteOrderMark(byte[] head) {
    if (at(head, 0) == 0xEF && at(head, 1) == 0xBB && at(head, 2) == 0xBF) {
      return 3;
    }
    boolean utf16 =
        (at(head, 0) == 0xFE && at(head, 1) == 0xFF)
            || (at(head, 0) == 0xFF && at(head, 1) == 0xFE);
    return utf16 ? 2 : 0;
  }

  /** What has to be decoded; null when it is UTF-8 already. */
  private static @Nullable Charset charset(byte[] head, int mark) throws IOException {
    int first = at(head, 0);
    int second = at(head, 1);
    if (mark == 2) {
      return first == 0xFE ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    if (first == 0 && second == '<') {
      return StandardCharsets.UTF_16BE;
    }
    if (first == '<' && second == 0) {
      return StandardCharsets.UTF_16LE;
    }
    Matcher declared =
        ENCODING.matcher(new String(head, mark, head.length - mark, StandardCharsets.ISO_8859_1));
    if (!declared.find()) {
      return null;
    }
    try {
      Charset charset = Charset.forName(declared.group(1));
      if (!ENCODINGS.contains(charset.name())) {
        throw new UnsupportedEncodingException();
      }
      boolean same =
          charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.US_ASCII);
      return same ? null : charset;
    } catch (IllegalArgumentException e) {
      throw new IOException("unknown encoding", e);
    }
  }

  private static int at(byte[] head, int index) {
    return index < head.length ? head[index] & 0xFF : -1;
  }

  /** Reads straight into the caller's buffer, and leaves closing to who opened it. */
  private static final class Rest extends InputStream {
    private final InputStream in;

    Rest(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return in.read(buffer, from, length);
    }
  }

  /** The characters encoded anew, without the declaration of the other encoding. */
  private static final class Transcoded extends InputStream {
    private final Reader reader;
    private final CharBuffer chars = CharBuffer.allocate(1 << 12);
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 14);
    private final CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);

    private boolean started;

    Transcoded(InputStream in, Charset charset) {
      reader =
          new InputStreamReader(
              in,
              charset
                  .newDecoder()
                  .onMalformedInput(CodingErrorAction.REPORT)
                  .onUnmappableCharacter(CodingErrorAction.REPORT));
      bytes.flip();
    }

    @Override
    public int read() throws IOException {
      return fill() ? bytes.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, bytes.remaining());
      bytes.get(buffer, from, count);
      return count;
    }

    private boolean fill() throws IOException {
      while (!bytes.hasRemaining()) {
        boolean end = reader.read(chars) < 0;
        chars.flip();
        if (!started) {
          started = true;
          skipDeclaration();
        }
        if (end && !chars.hasRemaining()) {
          return false;
        }
        bytes.clear();
        CoderResult result = encoder.encode(chars, bytes, end);
        if (result.isError()) {
          result.throwException();
        }
        chars.compact();
        bytes.flip();
        if (end && !bytes.hasRemaining()) {
          throw new IOException("half a character");
        }
      }
      return true;
    }

    private void skipDeclaration() {
      String start = chars.toString();
      if (start.startsWith("<?xml ")) {
        chars.position(chars.position() + start.indexOf("?>") + 2);
      }
    }
  }
}
