package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.http.token.IdentityService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters behind {@link Metrics}. */
final class Meters {
  /** From an answer out of memory to a check that is ended. */
  private static final Duration[] BUCKETS =
      List.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
          .stream()
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private static final String OTHER_METHOD = "other";

  private static final int STATUSES = 600;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Map<String, AtomicReferenceArray<Timer>> requests = new ConcurrentHashMap<>();
  private final Path spoolFolder;
  private final Supplier<Optional<IdentityService>> identityService;
  private final Counter throttled =
      counter("user_template.requests.throttled", "Requests above the limit of their caller (429)");
  private final Counter rows =
      counter("user_template.check.rows", "Rows with users in workbooks that were checked");
  private final Counter uploaded =
      counter("user_template.upload.bytes", "Bytes of workbooks and forms that arrived as a whole");
  private @Nullable JvmGcMetrics collections;

  Meters(Path spoolFolder, Supplier<Optional<IdentityService>> identityService) {
    this.spoolFolder = spoolFolder;
    this.identityService = identityService;
    String version = Main.class.getPackage().getImplementationVersion();
    Gauge.builder("user_template.build.info", () -> 1)
        .description("Always 1; its labels say what runs")
        .tag("version", version == null ? "unpackaged" : version)
        .tag("java", Runtime.version().toString())
        .register(registry);
  }

  void show(String name, Metrics.Shown gauge) {
    Gauge.builder(name, gauge.number()::getAsDouble)
        .description(gauge.description())
        .register(registry);
  }

  /** Finds the meter without making anything but the first time. */
  void request(String route, String method, int status, long nanos) {
    AtomicReferenceArray<Timer> timers = requests.get(route);
    if (timers == null) {
      timers =
          requests.computeIfAbsent(
              route, key -> new AtomicReferenceArray<>((METHODS.size() + 1) * STATUSES));
    }
    int known = METHODS.indexOf(method);
    int row = known < 0 ? METHODS.size() : known;
    int index = row * STATUSES + (status < STATUSES ? status : 0);
    Timer timer = timers.get(index);
    if (timer == null) {
      timer = timer(route, known < 0 ? OTHER_METHOD : method, status);
      timers.set(index, timer);
    }
    timer.record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String route, String method, int status) {
    return Timer.builder("http.server.requests")
        .description("Requests that are over, by seconds from the end of their heads on")
        .tags("route", route, "method", method, "status", Integer.toString(status))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  void throttled() {
    throttled.increment();
  }

  void notAuthenticated(String reason) {
    counter(
            "user_template.authentication.failures",
            "Requests that did not prove who calls (401)",
            "reason",
            reason)
        .increment();
  }

  void rejected(String reason) {
    counter(
            "user_template.requests.rejected",
            "Requests in order that were sent away (503)",
            "reason",
            reason)
        .increment();
  }

  /** Finds it, or makes it the first time. */
  private Counter counter(String name, String description, String... tags) {
    return Counter.builder(name).description(description).tags(tags).register(registry);
  }

  void checked(CheckReport report) {
    checks(report.isClean() ? "clean" : "mistakes");
    rows.increment(report.rows().users());
    report.counts().forEach(this::found);
  }

  void unreadable() {
    checks("unreadable");
  }

  private void checks(String result) {
    counter("user_template.checks", "Workbooks that were checked", "result", result).increment();
  }

  private void found(FindingCode code, int number) {
    counter(
            "user_template.check.findings",
            "Findings in workbooks",
            "code",
            code.wireName(),
            "severity",
            code.severity().wireName())
        .increment(number);
  }

  void uploaded(long bytes) {
    uploaded.increment((double) bytes);
  }

  synchronized void write(OutputStream out) throws IOException {
    if (collections == null) {
      collections = bind();
    }
    registry.scrape(out);
  }

  /** Lets go of what is watched; counting goes on without effect. */
  synchronized void close() {
    if (collections != null) {
      collections.close();
    }
    registry.close();
  }

  /** What costs something to watch is only watched once somebody asks. */
  private JvmGcMetrics bind() {
    new ClassLoaderMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new DiskSpaceMetrics(spoolFolder.toFile()).bindTo(registry);
    identityService.get().ifPresent(this::bind);
    JvmGcMetrics gc = new JvmGcMetrics();
    gc.bindTo(registry);
    return gc;
  }

  private void bind(IdentityService service) {
    FunctionTimer.builder(
            "user_template.identity.calls",
            service,
            it -> it.statistics().calls(),
            it -> it.statistics().nanos(),
            TimeUnit.NANOSECONDS)
        .description("Validations of tokens that the identity service was asked for")
        .register(registry);
    FunctionCounter.builder(
            "user_template.identity.failures", service, it -> it.statistics().failures())
        .description("Validations without a verdict, and callers who could not wait for one")
        .register(registry);
    FunctionCounter.builder("user_template.identity.cache", service, it -> it.statistics().hits())
        .description("Tokens that were looked up among those that are remembered")
        .tag("result", "hit")
        .register(registry);
    FunctionCounter.builder("user_template.identity.cache", service, it -> it.statistics().misses())
        .description("Tokens that were looked up among those that are remembered")
        .tag("result", "miss")
        .register(registry);
  }
}
