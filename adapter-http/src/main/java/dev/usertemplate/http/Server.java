package dev.usertemplate.http;

import dev.usertemplate.core.template.RenderTemplate;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinException;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * The running HTTP server. It serves whoever reaches it, so it listens on loopback addresses only.
 */
public final class Server implements AutoCloseable {
  /** Request line and headers together; a token in a header alone can have 40,000 characters. */
  static final int MAX_HEADER_BYTES = 64 * 1024;

  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Javalin javalin;
  private final InetAddress address;

  private Server(Javalin javalin, InetAddress address) {
    this.javalin = javalin;
    this.address = address;
  }

  /**
   * Starts to listen.
   *
   * @param renderTemplate what is served
   * @param address a resolved loopback address; port 0 takes any free one
   * @throws IllegalArgumentException if the address is not a loopback address
   * @throws IOException if the system does not let us listen there, for one because the port is
   *     taken
   */
  public static Server start(RenderTemplate renderTemplate, InetSocketAddress address)
      throws IOException {
    return start(renderTemplate, address, DRAIN);
  }

  static Server start(RenderTemplate renderTemplate, InetSocketAddress address, Duration drain)
      throws IOException {
    InetAddress host = address.getAddress();
    if (host == null || !host.isLoopbackAddress()) {
      throw new IllegalArgumentException("Not a loopback address: " + address);
    }
    Javalin javalin = Javalin.create(config -> configure(config, renderTemplate, drain));
    try {
      javalin.start(host.getHostAddress(), address.getPort());
    } catch (JavalinException e) {
      throw listening(e);
    }
    return new Server(javalin, host);
  }

  /** The port that it listens on. */
  public int port() {
    return javalin.port();
  }

  /** The address to call, without a path: such as {@code http://127.0.0.1:8080}. */
  public URI uri() {
    // There is one loopback address in version 6, and Java would print it without any shortening.
    String host = address instanceof Inet6Address ? "[::1]" : address.getHostAddress();
    return URI.create("http://" + host + ":" + port());
  }

  /**
   * Stops listening, answers 503 to new requests on old connections, waits up to ten seconds for
   * the requests that run, and cuts those off that still do.
   */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(
      JavalinConfig config, RenderTemplate renderTemplate, Duration drain) {
    FailureAnswers failures = new FailureAnswers();
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;

    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false;
    // A workbook is a ZIP already, and an error too short to gain anything.
    config.http.compressionStrategy = CompressionStrategy.NONE;

    config.routes.exception(Exception.class, (e, context) -> failures.answer(context.res(), e));
    // Javalin answers its own exceptions itself where nobody asks for exactly these.
    config.routes.exception(
        HttpResponseException.class, (e, context) -> failures.answer(context.res(), e));
    config.router.javaLangErrorHandler(failures::answer);
    TemplateDownload download = new TemplateDownload(renderTemplate);
    config.routes.get(TemplateDownload.PATH, download);
    config.routes.head(TemplateDownload.PATH, download);

    config.jetty.modifyHttpConfiguration(Server::configure);
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(failures));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(failures);
          RequestIds requestIds = new RequestIds();
          requestIds.setHandler(new GracefulHandler());
          server.setHandler(requestIds);
          server.setStopTimeout(drain.toMillis());
        });
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Javalin is laxer. Nobody needs paths that a proxy in between may read in another way.
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  private static IOException listening(JavalinException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketException refused) {
        return refused;
      }
    }
    throw e;
  }
}
