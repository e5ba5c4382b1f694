package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.http.access.AccessFileException;
import dev.usertemplate.http.access.AccessFileWatch;
import dev.usertemplate.http.access.AccessRules;
import dev.usertemplate.http.access.FileWatch;
import dev.usertemplate.http.token.IdentityService;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the server is put together from besides the web server, as its settings say. */
final class Parts implements AutoCloseable {
  /** Between two looks at the files of TLS. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Settings settings;
  private final TimeLimits limits;
  private final Clock clock;
  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private final Metrics metrics;
  private final Health health;
  private final Guard guard;
  private final Spool spool;
  private final SslContextFactory.@Nullable Server tls;

  /**
   * Starts what runs by itself.
   *
   * @throws SettingException if a setting has a value that it must not have, or a file is broken
   */
  Parts(Settings settings, TimeLimits limits, Clock clock) {
    this.settings = settings;
    this.limits = limits;
    this.clock = clock;
    try {
      this.spool = spool(settings.spoolFolder());
      this.tls = tls(settings);
      this.metrics = new Metrics(settings.spoolFolder());
      running.push(metrics);
      Supplier<AccessRules> rules =
          settings.file(Setting.ACCESS).map(this::watch).orElse(AccessRules::none);
      Optional<IdentityService> identityService = identityService(rules);
      identityService.ifPresent(metrics::watch);
      this.health =
          new Health(
              () ->
                  // Who signs needs no identity service.
                  identityService
                      .filter(it -> rules.get().credentials().isEmpty() && it.isLost())
                      .map(it -> "The identity service cannot be reached."));
      this.guard = new Guard(accessControl(rules, identityService), settings.rateLimit(), clock);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  Settings settings() {
    return settings;
  }

  TimeLimits limits() {
    return limits;
  }

  Metrics metrics() {
    return metrics;
  }

  Health health() {
    return health;
  }

  Routes routes(CheckUsers checkUsers) {
    return new Routes(
        new WorkbookCheck(checkUsers, settings.checkLimits(), settings.maxChecks(), metrics),
        WebPage.of(settings),
        guard);
  }

  /** What answers downloads, in front of the routes. */
  TemplateDownload download(RenderTemplate renderTemplate, FailureAnswers failures) {
    return new TemplateDownload(renderTemplate, guard, failures);
  }

  /** What takes large bodies, in front of what takes all others. */
  Uploads uploads(RequestBody others, FailureAnswers failures) {
    Set<String> paths = Set.of(WorkbookCheck.PATH, WorkbookCheck.REQUESTS_PATH);
    return new Uploads(
        others, paths, guard, spool, settings.maxUpload(), limits, failures, metrics);
  }

  /** Null for plain HTTP. */
  SslContextFactory.@Nullable Server tls() {
    return tls;
  }

  @Override
  public void close() {
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        LOG.warn("Not everything stopped as it should", e);
      }
    }
  }

  private static Spool spool(Path folder) {
    try {
      return new Spool(folder);
    } catch (IOException e) {
      throw new SettingException(
          Setting.SPOOL_FOLDER,
          "'%s' is no folder in which this process can create files.".formatted(folder));
    }
  }

  private Optional<IdentityService> identityService(Supplier<AccessRules> rules) {
    if (rules.get().identityService() != null && !settings.isGiven(Setting.KEYSTONE_URL)) {
      LOG.warn(
          "The access file has an identity_service, which has no effect without {}",
          Setting.KEYSTONE_URL.flag());
    }
    Optional<IdentityService> identityService =
        settings
            .identityService(clock)
            .map(
                service ->
                    new IdentityService(
                        service, () -> Optional.ofNullable(rules.get().identityService())));
    identityService.ifPresent(running::push);
    return identityService;
  }

  private Optional<AccessControl> accessControl(
      Supplier<AccessRules> rules, Optional<IdentityService> identityService) {
    if (!settings.hasAccessControl()) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessControl(rules, identityService, settings.isOn(Setting.PERMISSION_CHECK), clock));
  }

  private Supplier<AccessRules> watch(Path file) {
    try {
      AccessFileWatch watch = AccessFileWatch.start(file);
      running.push(watch);
      return watch;
    } catch (AccessFileException e) {
      throw new SettingException(Setting.ACCESS, String.valueOf(e.getMessage()));
    }
  }

  private SslContextFactory.@Nullable Server tls(Settings settings) {
    Optional<Path> certificate = settings.file(Setting.TLS_CERTIFICATE);
    Optional<Path> key = settings.file(Setting.TLS_KEY);
    if (certificate.isEmpty() && key.isEmpty()) {
      return null;
    }
    if (certificate.isEmpty() || key.isEmpty()) {
      throw new SettingException(
          certificate.isEmpty() ? Setting.TLS_CERTIFICATE : Setting.TLS_KEY,
          "Both %s and %s are needed for HTTPS."
              .formatted(Setting.TLS_CERTIFICATE.flag(), Setting.TLS_KEY.flag()));
    }
    return tls(new Tls(certificate.get(), key.get()));
  }

  private SslContextFactory.Server tls(Tls files) {
    SslContextFactory.Server factory = Tls.contextFactory();
    // Before the files are read, so that no change in between is missed.
    FileWatch watch = new FileWatch("tls", files::files, () -> renew(files, factory));
    running.push(watch);
    try {
      factory.setKeyStore(files.keyStore());
    } catch (Tls.BrokenFileException e) {
      throw new SettingException(
          e.file().equals(files.key()) ? Setting.TLS_KEY : Setting.TLS_CERTIFICATE,
          e.getMessage() + ".");
    }
    if (files.isKeyOpenToAll()) {
      LOG.warn(
          "Every user of this machine can read the private key; run 'chmod o-rw {}'", files.key());
    }
    watch.start(PAUSE);
    return factory;
  }

  private static void renew(Tls files, SslContextFactory.Server factory) {
    try {
      files.renew(factory);
      LOG.info(
          "New connections are served with the certificate that is now in {}", files.certificate());
    } catch (Exception e) {
      LOG.warn(
          "The certificate stays as it was, since the new files cannot be used: {}",
          e.getMessage());
    }
  }
}
