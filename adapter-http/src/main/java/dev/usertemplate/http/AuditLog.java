package dev.usertemplate.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** One line for each decision about a request: who, what, allowed or why not. No secrets. */
final class AuditLog {
  /** What callers choose themselves is cut to this many characters. */
  private static final int SHOWN = 256;

  private static final Logger LOG = LoggerFactory.getLogger("dev.usertemplate.audit");

  private AuditLog() {}

  /**
   * A line to be completed with {@link #put} and sent with {@code log()}.
   *
   * @param outcome a few words, the same for each case of its kind
   */
  static LoggingEventBuilder line(boolean allowed, String outcome) {
    return LOG.atLevel(allowed ? Level.INFO : Level.WARN)
        .setMessage(outcome)
        .addKeyValue("allowed", allowed);
  }

  /** Adds what is known; an empty value is left out. */
  static LoggingEventBuilder put(LoggingEventBuilder line, String key, String value) {
    return value.isEmpty() ? line : line.addKeyValue(key, inOneLine(value));
  }

  /** The text without anything that could look like another line, or another value of this one. */
  static String inOneLine(String text) {
    StringBuilder safe = new StringBuilder();
    text.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (c == '"'
                  || c == '\\'
                  || Character.isISOControl(c)
                  || !Character.isDefined(c)
                  || Character.getType(c) == Character.LINE_SEPARATOR
                  || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                  || Character.getType(c) == Character.FORMAT
                  || Character.getType(c) == Character.SURROGATE) {
                safe.append("\\u{").append(Integer.toHexString(c)).append('}');
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }
}
