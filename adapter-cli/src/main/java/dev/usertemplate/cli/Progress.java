package dev.usertemplate.cli;

import dev.usertemplate.core.check.UserHandler;
import dev.usertemplate.core.schema.Texts;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;

/**
 * A line on a terminal that says how far a long file is read: not before a while, not often, and
 * gone at the end. It shows row numbers only.
 */
final class Progress implements UserHandler, Closeable {
  /** How many rows are read before the clock is looked at. */
  static final int ROWS = 1_000;

  /** How long, in milliseconds, nothing is shown at the beginning, and then between two lines. */
  static final long PATIENCE = 500;

  static final long PAUSE = 100;

  private final Output err;
  private final Texts texts;
  private final Clock clock;
  private long next;
  private int rows;
  private int shown;

  /**
   * A line that is not shown yet.
   *
   * @param err shows it if it is a terminal
   * @param texts the words
   */
  Progress(Output err, Texts texts, Clock clock) {
    this.err = err;
    this.texts = texts;
    this.clock = clock;
    this.next = clock.millis() + PATIENCE;
  }

  @Override
  public void row(int number) {
    if (++rows % ROWS != 0 || !err.isTerminal()) {
      return;
    }
    long now = clock.millis();
    if (now >= next) {
      next = now + PAUSE;
      show(texts.get("report.command.progress", String.format(Locale.ROOT, "%,d", number)));
    }
  }

  /** Takes the line away. */
  @Override
  public void close() {
    if (shown > 0) {
      show("");
      show("");
    }
  }

  // Blanks over what is left of the last line: not every terminal can erase.
  private void show(String line) {
    int width = TextGrid.width(line);
    String text = "\r" + line + " ".repeat(Math.max(0, shown - width));
    shown = width;
    try {
      err.write(text);
    } catch (IOException e) {
      // Nobody is looking any more.
    }
  }
}
