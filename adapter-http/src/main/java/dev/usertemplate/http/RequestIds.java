package dev.usertemplate.http;

import java.net.InetAddress;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.Callback;

/**
 * Gives each request an id of 32 lower-case hex digits, which its answer carries in {@code
 * X-Request-Id}. It is the outermost handler, so that no answer lacks it. An id that the caller
 * sends is not taken over: it could be anybody's. Notes down where the request comes from, too, and
 * to which trace it belongs.
 */
final class RequestIds extends Handler.Wrapper {
  static final String HEADER = "X-Request-Id";

  private static final String ATTRIBUTE = RequestIds.class.getName();

  private final Predicate<InetAddress> trustedProxies;

  RequestIds(Handler next, Predicate<InetAddress> trustedProxies) {
    super(next);
    this.trustedProxies = trustedProxies;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    response.getHeaders().put(HEADER, of(request));
    Origin.put(request, trustedProxies);
    Trace.put(request, request.getHeaders());
    return super.handle(request, response, callback);
  }

  /** The id of the request; one that no handler has seen yet, such as a malformed one, gets it. */
  static String of(Attributes request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String id) {
      return id;
    }
    // Unique, not secret: nothing is granted to those who know it.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    String id = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
