package dev.usertemplate.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out what is a terminal, and what a terminal can do. */
final class Terminal {
  /** The number of the standard input. */
  static final int STDIN = 0;

  /** The number of the standard output. */
  static final int STDOUT = 1;

  /** The number of the standard error output. */
  static final int STDERR = 2;

  private Terminal() {}

  /** Whether this file, all links followed, is a terminal. */
  static boolean isTerminal(Path file) {
    try {
      return isDevice(file.toRealPath().toString());
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether this standard stream of the process is a terminal. */
  static boolean isTerminal(int descriptor) {
    try {
      Path open = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor));
      return isDevice(open.toString());
    } catch (IOException | UnsupportedOperationException e) {
      // No Linux: the console is the next best witness, though one that wants stdin to be a
      // terminal as well.
      return consoleIsTerminal();
    }
  }

  /** Whether a terminal of this process should be sent colours: see no-color.org. */
  static boolean wantsColours() {
    String noColor = System.getenv("NO_COLOR");
    String term = System.getenv("TERM");
    // Windows Terminal sets no TERM.
    boolean able =
        term != null
            ? !term.isEmpty() && !term.equals("dumb")
            : System.getenv("WT_SESSION") != null;
    return able && (noColor == null || noColor.isEmpty());
  }

  private static boolean isDevice(String path) {
    return path.startsWith("/dev/pts/")
        || path.startsWith("/dev/tty")
        || path.equals("/dev/console");
  }

  // From JDK 22 on there is a console even without a terminal, and it can be asked.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean consoleIsTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
