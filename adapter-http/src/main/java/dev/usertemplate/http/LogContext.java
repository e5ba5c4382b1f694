package dev.usertemplate.http;

import org.eclipse.jetty.util.Attributes;
import org.slf4j.MDC;

/** Adds to each line that is logged on a thread for which request it is. */
final class LogContext {
  static final String REQUEST_ID = "request_id";
  static final String TRACE_ID = "trace_id";

  private LogContext() {}

  /**
   * From now on this thread works for the request, until {@link #end}.
   *
   * @return false if it did so already, and whoever began will end it
   */
  static boolean begin(Attributes request) {
    String id = RequestIds.of(request);
    if (id.equals(MDC.get(REQUEST_ID))) {
      return false;
    }
    MDC.put(REQUEST_ID, id);
    String trace = Trace.idOf(request);
    if (!trace.isEmpty()) {
      MDC.put(TRACE_ID, trace);
    }
    return true;
  }

  static void end() {
    MDC.remove(REQUEST_ID);
    MDC.remove(TRACE_ID);
  }
}
