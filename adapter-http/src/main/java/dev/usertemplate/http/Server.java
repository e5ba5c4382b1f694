package dev.usertemplate.http;

import dev.usertemplate.core.template.RenderTemplate;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running HTTP server. It serves whoever reaches it, so it listens on loopback addresses only.
 */
public final class Server implements AutoCloseable {
  /** Request line and headers together; a token in a header alone can have 40,000 characters. */
  static final int MAX_HEADER_BYTES = 64 * 1024;

  /** How long running requests may take to end when the server stops. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** How long a connection may then rest before it is closed. */
  private static final Duration REST = Duration.ofMillis(250);

  /** How long the web server may then take to end its threads. */
  private static final Duration CLOSE = Duration.ofSeconds(2);

  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final org.eclipse.jetty.server.Server jetty;
  private final ServerConnector connector;
  private final GracefulHandler requests;
  private final Duration drain;
  private final int port;

  private Server(org.eclipse.jetty.server.Server jetty, GracefulHandler requests, Duration drain) {
    this.jetty = jetty;
    this.connector = (ServerConnector) jetty.getConnectors()[0];
    this.requests = requests;
    this.drain = drain;
    // Once it is closed, the connector no longer knows.
    this.port = connector.getLocalPort();
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
    Objects.requireNonNull(renderTemplate, "renderTemplate");
    if (address.isUnresolved() || !address.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException("Not a loopback address: " + address);
    }
    GracefulHandler requests = new GracefulHandler();
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, requests);
              route(config, renderTemplate);
              config.jetty.addConnector((server, http) -> listen(server, http, address));
            });
    try {
      javalin.start();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Server(javalin.jettyServer().server(), requests, drain);
  }

  /** The port that it listens on, or did until it was closed. */
  public int port() {
    return port;
  }

  /**
   * The address to call, without a path: such as {@code http://127.0.0.1:8080}. It stays the same
   * when the server is closed.
   */
  public URI uri() {
    // There is one loopback address in version 6, and Java would print it without any shortening.
    String address = connector.getHost();
    String host = address.indexOf(':') < 0 ? address : "[::1]";
    return URI.create("http://" + host + ":" + port);
  }

  /**
   * Answers 503 to new requests on old connections, stops listening, waits up to ten seconds for
   * the requests that run, and cuts those off that still do, which takes a few seconds more at
   * most. Does not wait when the thread is interrupted, and leaves it so.
   */
  @Override
  public void close() {
    // Jetty would do all of it at once, and cut off whoever pauses for a moment.
    // Refusing comes first: whoever sees the listener gone is refused on old connections too.
    CompletableFuture<Void> drained = requests.shutdown();
    connector.close();
    boolean interrupted = false;
    try {
      drained.get(drain.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn(
          "Cutting off the requests that did not end in time: {}",
          requests.getCurrentRequestCount());
    } catch (InterruptedException e) {
      // Whoever waits for the stop has no more time.
      interrupted = true;
    }
    // The rest is quick, but would not happen on an interrupted thread.
    interrupted |= Thread.interrupted();
    try {
      jetty.stop();
    } catch (Exception e) {
      LOG.warn("Not everything stopped as it should", e);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void configure(JavalinConfig config, GracefulHandler requests) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;

    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false;
    // A workbook is a ZIP already, and an error too short to gain anything.
    config.http.compressionStrategy = CompressionStrategy.NONE;

    FailureAnswers failures = new FailureAnswers();
    config.routes.exception(Exception.class, (e, context) -> failures.answer(context.res(), e));
    // Javalin answers its own exceptions itself where nobody asks for exactly these.
    config.routes.exception(
        HttpResponseException.class, (e, context) -> failures.answer(context.res(), e));
    config.router.javaLangErrorHandler(failures::answer);

    config.jetty.modifyHttpConfiguration(Server::configure);
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(failures));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(failures);
          RequestIds requestIds = new RequestIds();
          requestIds.setHandler(requests);
          server.setHandler(requestIds);
          server.setStopTimeout(CLOSE.toMillis());
        });
  }

  private static void route(JavalinConfig config, RenderTemplate renderTemplate) {
    config.routes.before(new UnreadBody());
    TemplateDownload download = new TemplateDownload(renderTemplate);
    config.routes.get(TemplateDownload.PATH, download);
    config.routes.head(TemplateDownload.PATH, download);
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    // Javalin is laxer. Nobody needs paths that a proxy in between may read in another way.
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.addCustomizer((request, answerHeaders) -> new WithoutOverride(request));
  }

  /**
   * A request without the header from which Javalin would take another method than the one on the
   * wire, so that a POST could pass for a GET.
   */
  private static final class WithoutOverride extends Request.Wrapper {
    private final HttpFields headers;

    WithoutOverride(Request request) {
      super(request);
      HttpFields all = request.getHeaders();
      headers = all.contains(METHOD_OVERRIDE) ? HttpFields.build(all).remove(METHOD_OVERRIDE) : all;
    }

    @Override
    public HttpFields getHeaders() {
      return headers;
    }
  }

  /** Takes the port at once, so that its being taken is told apart from any other failure. */
  private static Connector listen(
      org.eclipse.jetty.server.Server server, HttpConfiguration http, InetSocketAddress address) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost(address.getAddress().getHostAddress());
    connector.setPort(address.getPort());
    connector.setShutdownIdleTimeout(REST.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      // The outer one only repeats the address.
      throw new UncheckedIOException(e.getCause() instanceof IOException cause ? cause : e);
    }
    return connector;
  }
}
