package dev.usertemplate.http.token;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What is logged while it is open, by anything but web servers, which other tests may still stop.
 */
final class LogLines implements AutoCloseable {
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private final Level level = root.getLevel();

  LogLines() {
    root.setLevel(Level.DEBUG);
    appender.start();
    root.addAppender(appender);
  }

  /** Level and text of each line so far. */
  List<String> lines() {
    return List.copyOf(appender.list).stream()
        .filter(event -> !event.getLoggerName().startsWith("org.eclipse.jetty"))
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(level);
  }
}
