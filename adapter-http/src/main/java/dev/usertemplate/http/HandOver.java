package dev.usertemplate.http;

import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a request on the thread that has read it if it never waits for anything, and hands all
 * others over to threads of their own. The web server itself can only do the one or the other with
 * all requests, and handing over costs more than answering a download.
 */
final class HandOver extends Handler.Wrapper {
  /**
   * Of so many requests on one connection, one is handed over in any case: who sends without a
   * pause would else keep the thread that reads for all.
   */
  private static final int IN_A_ROW = 32;

  private final Predicate<Request> neverWaits;

  HandOver(Handler next, Predicate<Request> neverWaits) {
    super(next);
    this.neverWaits = neverWaits;
  }

  /** Not of those behind: whatever waits there does so on a thread of its own. */
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long count = request.getConnectionMetaData().getConnection().getMessagesIn();
    if (count % IN_A_ROW != 0 && neverWaits.test(request)) {
      return super.handle(request, response, callback);
    }
    toThread(getHandler(), request, response, callback);
    return true;
  }

  /** Lets the next handler go on with the request, on a thread of its own. */
  static void toThread(
      Request.@Nullable Handler next, Request request, Response response, Callback callback) {
    try {
      request.getComponents().getExecutor().execute(() -> goOn(next, request, response, callback));
    } catch (RejectedExecutionException e) {
      // The server is being stopped.
      callback.failed(e);
    }
  }

  /** Lets the next handler go on with the request, which ends in any case. */
  static void goOn(
      Request.@Nullable Handler next, Request request, Response response, Callback callback) {
    boolean begun = LogContext.begin(request);
    try {
      if (next == null || !next.handle(request, response, callback)) {
        Response.writeError(request, response, callback, 404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    } finally {
      if (begun) {
        LogContext.end();
      }
    }
  }
}
