package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * A standard output stream.
 *
 * @param stream takes the bytes as they are; whoever runs the program closes it
 * @param isTerminal whether a person is looking at it
 * @param charset what text is encoded in
 * @param colours whether text may hold colour codes
 * @param columns how many columns of text fit into a line; 0 when that is unknown
 */
record Output(
    OutputStream stream, boolean isTerminal, Charset charset, boolean colours, int columns) {

  /** A stream of this process, with what can be found out about it. */
  static Output ofProcess(OutputStream stream, int descriptor) {
    boolean isTerminal = Terminal.isTerminal(descriptor);
    return new Output(
        stream,
        isTerminal,
        charset(descriptor),
        isTerminal && Terminal.wantsColours(),
        columns(System.getenv("COLUMNS")));
  }

  /** Writes the text at once. */
  void write(String text) throws IOException {
    write(text.getBytes(charset));
  }

  /** Writes the bytes at once. */
  void write(byte[] bytes) throws IOException {
    stream.write(bytes);
    stream.flush();
  }

  /** The text in this style, where there are colours. */
  String styled(String text, IStyle style) {
    return colours ? style.on() + text + Style.reset.on() : text;
  }

  /** The same as {@link #colours()}, for picocli. */
  Ansi ansi() {
    return colours ? Ansi.ON : Ansi.OFF;
  }

  /**
   * The charset that the environment asks for. Plain ASCII is not taken at its word: it is what the
   * POSIX locale says, as in a container where nobody set one, and there UTF-8 shows Chinese while
   * ASCII shows question marks.
   */
  private static Charset charset(int descriptor) {
    String stream = descriptor == Terminal.STDERR ? "stderr.encoding" : "stdout.encoding";
    // JDK 17 knows the first two by other names, or not at all.
    for (String property : new String[] {stream, "sun." + stream, "native.encoding"}) {
      String name = System.getProperty(property);
      if (name != null && isSupported(name)) {
        Charset charset = Charset.forName(name);
        return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static boolean isSupported(String name) {
    try {
      return Charset.isSupported(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int columns(@Nullable String value) {
    return value != null && value.matches("[1-9]\\d{0,3}") ? Integer.parseInt(value) : 0;
  }
}
