package dev.usertemplate.http;

import java.time.Duration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for each request that was answered. Without its query and its headers; none for those
 * who only look after the server, every few seconds.
 */
final class AccessLog implements RequestLog {
  /** Of a request whose caller left before it was answered; as others log it. */
  private static final int ABORTED = 499;

  private static final Logger LOG = LoggerFactory.getLogger("dev.usertemplate.access");

  @Override
  public void log(Request request, Response response) {
    if (Operations.hasAnswered(request)) {
      return;
    }
    Duration took = Duration.ofNanos(NanoTime.since(request.getHeadersNanoTime()));
    String path =
        request.getHttpURI() == null ? "" : String.valueOf(request.getHttpURI().getPath());
    LoggingEventBuilder line =
        LOG.atInfo()
            .setMessage("request")
            .addKeyValue("status", status(response))
            .addKeyValue("bytes", Response.getContentBytesWritten(response))
            .addKeyValue("ms", took.toMillis());
    AuditLog.put(line, "method", request.getMethod());
    AuditLog.put(line, "path", path);
    AuditLog.put(line, LogContext.REQUEST_ID, RequestIds.of(request));
    AuditLog.put(line, LogContext.TRACE_ID, Trace.idOf(request));
    AuditLog.put(line, "address", Origin.of(request).address());
    line.log();
  }

  /** The web server has a 500 for those who left; one of ours was sent. */
  static int status(Response response) {
    return response.getStatus() == 500 && !response.isCommitted() ? ABORTED : response.getStatus();
  }
}
