package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running HTTP server. Without access control it serves whoever reaches it, and therefore
 * listens on loopback addresses only, unless it is told that this is wanted.
 */
public final class Server implements AutoCloseable {
  /** How long the web server may take to end its threads, once it has no requests any more. */
  static final Duration CLOSE = Duration.ofSeconds(2);

  /** Threads besides those of requests in flight: for accepting, and for refusing. */
  private static final int SPARE_THREADS = 64;

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final org.eclipse.jetty.server.Server jetty;
  private final ServerConnector connector;
  private final Optional<URI> managementUri;
  private final GracefulHandler requests;
  private final Parts parts;
  private final int port;

  private Server(org.eclipse.jetty.server.Server jetty, GracefulHandler requests, Parts parts) {
    this.jetty = jetty;
    this.connector = connector(jetty, false).orElseThrow();
    this.managementUri =
        connector(jetty, true).map(it -> uri("http", it.getHost(), it.getLocalPort()));
    this.requests = requests;
    this.parts = parts;
    // Once it is closed, the connector no longer knows.
    this.port = connector.getLocalPort();
  }

  /**
   * Starts to listen.
   *
   * @param renderTemplate what is downloaded
   * @param checkUsers what uploads are checked with
   * @param settings what differs from the defaults; an empty value stands for the default
   * @throws SettingException if a setting has a value that it must not have, or names a file that
   *     is broken
   * @throws IOException if the system does not let us listen there, for one because the port is
   *     taken; the message says so
   */
  public static Server start(
      RenderTemplate renderTemplate, CheckUsers checkUsers, Map<Setting, String> settings)
      throws IOException {
    return start(renderTemplate, checkUsers, settings, TimeLimits.STANDARD, Clock.systemUTC());
  }

  static Server start(
      RenderTemplate renderTemplate,
      CheckUsers checkUsers,
      Map<Setting, String> given,
      TimeLimits limits,
      Clock clock)
      throws IOException {
    Objects.requireNonNull(renderTemplate, "renderTemplate");
    Objects.requireNonNull(checkUsers, "checkUsers");
    Settings settings = new Settings(given);
    settings.check();
    InetSocketAddress address = settings.address();
    Exposure.check(settings, address);
    Parts parts = new Parts(settings, limits, clock);
    GracefulHandler requests = new GracefulHandler();
    Javalin javalin = create(renderTemplate, checkUsers, address, parts, requests);
    try {
      javalin.start();
      Server server = new Server(javalin.jettyServer().server(), requests, parts);
      server.show(parts.metrics());
      for (Connector each : server.jetty.getConnectors()) {
        SlowHeads.watch((ServerConnector) each, limits.head());
      }
      Exposure.warn(settings, address);
      server.managementUri.ifPresent(uri -> LOG.info("Operations are served on {}", uri));
      return server;
    } catch (UncheckedIOException e) {
      giveUp(javalin, parts);
      throw new IOException(e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      giveUp(javalin, parts);
      throw e;
    }
  }

  /**
   * Looks whether a server could start with these settings and the files that they name, without
   * listening.
   *
   * @throws SettingException if not
   */
  static void check(Map<Setting, String> given) {
    Settings settings = new Settings(given);
    settings.check();
    Exposure.check(settings, settings.address());
    new Parts(settings, TimeLimits.STANDARD, Clock.systemUTC()).close();
  }

  private static Javalin create(
      RenderTemplate renderTemplate,
      CheckUsers checkUsers,
      InetSocketAddress address,
      Parts parts,
      GracefulHandler requests) {
    try {
      return Javalin.create(
          config -> {
            configure(config, renderTemplate, requests, parts);
            parts.routes(checkUsers).add(config.routes);
            config.jetty.addConnector(
                (server, http) -> Listener.open(server, http, address, parts.tls()));
            parts
                .settings()
                .managementAddress()
                .ifPresent(
                    management ->
                        config.jetty.addConnector(
                            (server, http) ->
                                Listener.openForManagement(server, http, management)));
          });
    } catch (RuntimeException | Error e) {
      parts.close();
      throw e;
    }
  }

  private static void giveUp(Javalin javalin, Parts parts) {
    javalin.stop();
    parts.close();
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
    return uri(parts.tls() == null ? "http" : "https", connector.getHost(), port);
  }

  /** The address of the port for operations, likewise; empty if they have none of their own. */
  public Optional<URI> managementUri() {
    return managementUri;
  }

  /** What the names of its threads begin with; no other server's do. */
  String threadNames() {
    return ((QueuedThreadPool) jetty.getThreadPool()).getName() + "-";
  }

  private static URI uri(String scheme, String address, int port) {
    // Java would print addresses of version 6 without any shortening.
    String host =
        address.indexOf(':') < 0
            ? address
            : address.equals("0:0:0:0:0:0:0:1")
                ? "[::1]"
                : address.equals("0:0:0:0:0:0:0:0") ? "[::]" : "[" + address + "]";
    return URI.create(scheme + "://" + host + ":" + port);
  }

  private static Optional<ServerConnector> connector(
      org.eclipse.jetty.server.Server jetty, boolean management) {
    return Arrays.stream(jetty.getConnectors())
        .filter(connector -> Operations.isTheirs(connector) == management)
        .map(ServerConnector.class::cast)
        .findFirst();
  }

  /**
   * Is not ready any more, but serves on for as long as {@link Setting#SHUTDOWN_DELAY} says. Then
   * answers 503 to new requests on old connections, stops listening, waits up to ten seconds for
   * the requests that run, and cuts those off that still do, which takes a few seconds more at
   * most. Does not wait when the thread is interrupted, and leaves it so.
   */
  @Override
  public void close() {
    parts.health().stop();
    boolean interrupted = !serveOn(parts.settings().shutdownDelay());
    // Jetty would do all of it at once, and cut off whoever pauses for a moment.
    // Refusing comes first: whoever sees the listener gone is refused on old connections too.
    CompletableFuture<Void> drained = requests.shutdown();
    connector.close();
    try {
      drained.get(parts.limits().drain().toMillis(), TimeUnit.MILLISECONDS);
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
    } finally {
      parts.close();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void show(Metrics metrics) {
    QueuedThreadPool threads = (QueuedThreadPool) jetty.getThreadPool();
    metrics.gauge(
        "http.server.requests.active", "Requests in flight", requests::getCurrentRequestCount);
    metrics.gauge(
        "user_template.connections",
        "Open connections, without those of the port for operations",
        () -> connector.getConnectedEndPoints().size());
    metrics.gauge(
        "user_template.threads.busy", "Threads at work for requests", threads::getUtilizedThreads);
    metrics.gauge(
        "user_template.threads.max", "Threads that there may be for them", threads::getMaxThreads);
    metrics.gauge(
        "user_template.ready",
        "1 if the server wants requests, 0 if not",
        () -> parts.health().reasonAgainst().isEmpty() ? 1 : 0);
  }

  /** Whether the thread was not interrupted meanwhile. */
  private boolean serveOn(Duration delay) {
    if (delay.isZero()) {
      return true;
    }
    long end = System.nanoTime() + delay.toNanos();
    try {
      LOG.info("Told to stop, and not ready any more; serving on for {} s", delay.toSeconds());
      for (long left = delay.toMillis(); left > 0; left = (end - System.nanoTime()) / 1_000_000) {
        // Again and again: new ones come until the load balancer has noticed.
        Listener.letGo(connector);
        Thread.sleep(Math.min(left, 1_000));
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private static void configure(
      JavalinConfig config, RenderTemplate renderTemplate, GracefulHandler requests, Parts parts) {
    Settings settings = parts.settings();
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;

    config.http.prefer405over404 = true;
    config.router.ignoreTrailingSlashes = false;
    // A workbook is a ZIP already, and an error too short to gain anything.
    config.http.compressionStrategy = CompressionStrategy.NONE;

    FailureAnswers failures = new FailureAnswers(parts.metrics());
    config.routes.exception(Exception.class, (e, context) -> failures.answer(context.res(), e));
    // Javalin answers its own exceptions itself where nobody asks for exactly these.
    config.routes.exception(
        HttpResponseException.class, (e, context) -> failures.answer(context.res(), e));
    config.router.javaLangErrorHandler(failures::answer);

    int maxRequests = settings.maxRequests();
    config.jetty.threadPool = new QueuedThreadPool(maxRequests + SPARE_THREADS);
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(failures));
    Predicate<InetAddress> trustedProxies = settings.trustedProxies();
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(failures);
          // Javalin puts its own handlers into the innermost of them.
          TemplateDownload download = parts.download(renderTemplate, failures);
          Overload overload = new Overload(download, maxRequests, failures);
          RequestBody bodies = new RequestBody(overload, failures, parts.limits().body());
          requests.setHandler(new HandOver(parts.uploads(bodies, failures), download::neverWaits));
          Operations operations = new Operations(requests, parts, failures);
          InTime inTime = new InTime(operations, parts.limits().request());
          server.setHandler(new RequestIds(inTime, trustedProxies));
          server.setRequestLog(
              settings.isOn(Setting.ACCESS_LOG)
                  ? new RequestLog.Collection(parts.metrics(), new AccessLog())
                  : parts.metrics());
          server.setStopTimeout(CLOSE.toMillis());
        });
  }
}
