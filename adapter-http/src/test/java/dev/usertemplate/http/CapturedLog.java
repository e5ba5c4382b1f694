package dev.usertemplate.http;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.slf4j.LoggerFactory;

/**
 * What our own code logs, at INFO and above, while the test runs. What other tests do at the same
 * time is not in it.
 */
final class CapturedLog implements AutoCloseable {
  /** Any server's thread while it answers what is no proper request. */
  private static final String REFUSING = "jetty-immediate-executor";

  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.usertemplate");
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Appender appender = new Appender();
  private final Predicate<ILoggingEvent> isOurs;

  /** On the thread of the test alone. */
  CapturedLog() {
    this(isOn(Thread.currentThread().getName()));
  }

  /** On the thread of the test, and on those that serve the requests to the server. */
  CapturedLog(TestServer server) {
    this(isOnThreadsOf(server));
  }

  /** There, and on the thread where servers, also of other tests, refuse what is no request. */
  static CapturedLog withRefusals(TestServer server) {
    return new CapturedLog(isOnThreadsOf(server).or(isOn(REFUSING)));
  }

  private static Predicate<ILoggingEvent> isOnThreadsOf(TestServer server) {
    return isOn(Thread.currentThread().getName())
        .or(event -> event.getThreadName().startsWith(server.threadNames()));
  }

  /** On whatever thread, but about this file or folder. */
  CapturedLog(Path file) {
    this(event -> event.getFormattedMessage().contains(file.toString()));
  }

  private CapturedLog(Predicate<ILoggingEvent> isOurs) {
    this.isOurs = isOurs;
    appender.start();
    logger.addAppender(appender);
  }

  private static Predicate<ILoggingEvent> isOn(String thread) {
    return event -> event.getThreadName().equals(thread);
  }

  List<ILoggingEvent> events() {
    return List.copyOf(events);
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
  }

  private final class Appender extends AppenderBase<ILoggingEvent> {
    /** An event learns the name of its thread when it is first asked for it, so here. */
    @Override
    protected void append(ILoggingEvent event) {
      if (isOurs.test(event)) {
        events.add(event);
      }
    }
  }
}
