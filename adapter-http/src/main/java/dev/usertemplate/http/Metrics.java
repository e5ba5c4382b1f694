package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.http.token.IdentityService;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Attributes;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * What the server counts of itself. No label of it can have more values than the code names: paths
 * count as the templates of routes. The library that keeps the numbers is loaded when the first
 * request is over, so that nobody waits for it at the start.
 */
final class Metrics implements RequestLog, AutoCloseable {
  private static final String ROUTE = Metrics.class.getName();

  /** Of what no route has taken, or what was refused before. */
  private static final String NO_ROUTE = "none";

  /** Why a request is sent away that is in order. */
  private static final Map<Failure, String> REJECTIONS =
      Map.of(
          Overload.FULL, "requests",
          WorkbookCheck.FULL, "checks",
          UploadPlaces.FULL_FOR_ONE, "uploads_of_address",
          Failure.STOPPING, "stopping");

  private final Map<String, Shown> gauges = new HashMap<>();
  private volatile @Nullable Meters meters;
  private volatile Optional<IdentityService> identityService = Optional.empty();
  private final Path spoolFolder;

  /**
   * Nothing is counted yet.
   *
   * @param spoolFolder the folder whose disk is watched
   */
  Metrics(Path spoolFolder) {
    this.spoolFolder = spoolFolder;
  }

  /** Notes the route of a request, by which it is counted when it is over. */
  static void route(Attributes request, String template) {
    request.setAttribute(ROUTE, template);
  }

  /** A number that is asked for whenever the metrics are, with what it says. */
  record Shown(String description, DoubleSupplier number) {}

  /** Shows a number. */
  synchronized void gauge(String name, String description, DoubleSupplier number) {
    Shown shown = new Shown(description, number);
    gauges.put(name, shown);
    if (meters != null) {
      // Probes may come before all is set up.
      meters.show(name, shown);
    }
  }

  /** Shows what the identity service costs. */
  void watch(IdentityService service) {
    identityService = Optional.of(service);
  }

  /** A request is over. */
  @Override
  public void log(Request request, Response response) {
    String route = request.getAttribute(ROUTE) instanceof String known ? known : NO_ROUTE;
    meters()
        .request(
            route,
            request.getMethod(),
            AccessLog.status(response),
            NanoTime.since(request.getHeadersNanoTime()));
  }

  /** A request gets an error for its answer. */
  void failed(Failure failure) {
    switch (failure.error()) {
      case THROTTLED -> meters().throttled();
      case NOT_AUTHENTICATED -> meters().notAuthenticated(reason(failure.publishedDetail()));
      case TOKEN_EXPIRED -> meters().notAuthenticated("token_expired");
      case UNAVAILABLE -> meters().rejected(REJECTIONS.getOrDefault(failure, "other"));
      case IDENTITY_SERVICE_UNAVAILABLE -> meters().rejected("identity_service");
      default -> {
        // Its status says all.
      }
    }
  }

  /** The cloud's own words, as a word: {@code ak_not_exist}. What may differ each time is cut. */
  private static String reason(String publishedDetail) {
    return publishedDetail.split("[,.:]", 2)[0].replaceAll("\\W+", "_").toLowerCase(Locale.ROOT);
  }

  /** A workbook was checked. */
  void checked(CheckReport report) {
    meters().checked(report);
  }

  /** A workbook could not be checked. */
  void unreadable() {
    meters().unreadable();
  }

  /** A body for a check has arrived. */
  void uploaded(long bytes) {
    meters().uploaded(bytes);
  }

  /** Writes all of them in the text format of Prometheus. */
  void write(OutputStream out) throws IOException {
    meters().write(out);
  }

  @Override
  public void close() {
    Meters known = meters;
    if (known != null) {
      known.close();
    }
  }

  private Meters meters() {
    Meters known = meters;
    return known == null ? load() : known;
  }

  private synchronized Meters load() {
    Meters known = meters;
    if (known == null) {
      known = new Meters(spoolFolder, () -> identityService);
      gauges.forEach(known::show);
      meters = known;
    }
    return known;
  }
}
