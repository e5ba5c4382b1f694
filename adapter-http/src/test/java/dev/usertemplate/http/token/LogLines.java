package dev.usertemplate.http.token;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What anything logs while it is open, on whatever level. Other tests may run meanwhile, but none
 * that opens one, too: they lock {@link #LOCK}.
 */
final class LogLines implements AutoCloseable {
  static final String LOCK = "log level";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level level = root.getLevel();
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();
  private final URI service;

  /**
   * @param service the address that the lines of the test name
   */
  LogLines(URI service) {
    this.service = service;
    root.setLevel(Level.DEBUG);
    appender.start();
    root.addAppender(appender);
  }

  /** Level and text of each line so far that names the service. */
  List<String> lines() {
    return everything().stream().filter(line -> line.contains(" " + service + " ")).toList();
  }

  /** Level and text of each line so far, those of other tests included. */
  List<String> everything() {
    return List.copyOf(appender.list).stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(level);
  }
}
