package dev.usertemplate.http;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.http.token.IdentityServiceSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * The values of all settings, read from their texts.
 *
 * @param given the settings that are set; an empty value counts as none
 */
record Settings(Map<Setting, String> given) {
  /** Tokens that are remembered. */
  private static final int MAX_TOKENS = 10_000;

  private static final int MAX_COUNT = 1_000_000;
  private static final int MAX_MB = 1024;
  private static final long MB = 1024L * 1024;

  /** What a check may need, in bytes: the workbook that is marked is held in memory. */
  private static final long HEAP_OF_CHECK = 128 * MB;

  Settings {
    given = Map.copyOf(given);
  }

  /**
   * Reads all of them, also those that the others leave without effect.
   *
   * @throws SettingException if one has a value that it must not have
   */
  void check() {
    address();
    managementAddress();
    shutdownDelay();
    identityService();
    trustedProxies();
    rateLimit();
    maxRequests();
    maxChecks();
    checkLimits();
    spoolFolder();
    logLevel();
    logFormat();
    for (Setting setting : Setting.values()) {
      if (setting.isSwitch()) {
        isOn(setting);
      }
      if (setting.isFile()) {
        file(setting);
      }
    }
  }

  String text(Setting setting) {
    return isGiven(setting) ? given.getOrDefault(setting, "") : setting.defaultValue();
  }

  boolean isGiven(Setting setting) {
    return !given.getOrDefault(setting, "").isEmpty();
  }

  boolean isOn(Setting setting) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong(setting, "is neither true nor false");
    };
  }

  /**
   * Requests of one caller in a second; 0 for any number. Strangers have a limit, too; only an open
   * server on loopback has none by itself.
   */
  int rateLimit() {
    int limit = count(Setting.RATE_LIMIT, 0);
    boolean open = !hasAccessControl() && address().getAddress().isLoopbackAddress();
    return open && !isGiven(Setting.RATE_LIMIT) ? 0 : limit;
  }

  /** Requests in flight at once. */
  int maxRequests() {
    return count(Setting.MAX_REQUESTS, 1);
  }

  /** How large an upload may be, in bytes. */
  long maxUpload() {
    return number(Setting.MAX_UPLOAD, 1, MAX_MB, "a number of MB; use 1 to " + MAX_MB) * MB;
  }

  /** Workbooks that are checked at once. */
  int maxChecks() {
    return text(Setting.MAX_CHECKS).equals(Setting.MAX_CHECKS.defaultValue())
        ? maxChecks(Runtime.getRuntime().availableProcessors(), Runtime.getRuntime().maxMemory())
        : count(Setting.MAX_CHECKS, 1);
  }

  /**
   * What a machine can do at once.
   *
   * @param heap how large it may become, in bytes
   */
  static int maxChecks(int processors, long heap) {
    return (int) Math.max(1, Math.min(processors, heap / HEAP_OF_CHECK));
  }

  /** How much of a workbook is taken: what is set, else our defaults, else the core's. */
  Limits checkLimits() {
    Limits limits = Limits.DEFAULT.with("bytes", maxUpload());
    String all = Setting.CHECK_LIMITS.defaultValue() + "," + text(Setting.CHECK_LIMITS);
    for (String limit : all.split(",", -1)) {
      String[] parts = limit.strip().split("=", -1);
      if (parts.length != 2 || !parts[1].matches("\\d{1,18}")) {
        throw wrong(Setting.CHECK_LIMITS, "is not a list such as rows=50000,entries=500");
      }
      try {
        limits = limits.with(parts[0], Long.parseLong(parts[1]));
      } catch (IllegalArgumentException e) {
        throw new SettingException(Setting.CHECK_LIMITS, e.getMessage() + ".");
      }
    }
    return limits;
  }

  /** The folder for uploads while they are checked. */
  Path spoolFolder() {
    return file(Setting.SPOOL_FOLDER)
        .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir", ".")));
  }

  /** The file or folder that is named. */
  Optional<Path> file(Setting setting) {
    try {
      return Optional.of(text(setting)).filter(text -> !text.isEmpty()).map(Path::of);
    } catch (InvalidPathException e) {
      throw wrong(setting, "is not the name of a file");
    }
  }

  /** The address to listen on. */
  InetSocketAddress address() {
    return address(Setting.HOST, Setting.PORT);
  }

  /** The address of the port for operations; empty if there is none of its own. */
  Optional<InetSocketAddress> managementAddress() {
    Setting host = isGiven(Setting.MANAGEMENT_HOST) ? Setting.MANAGEMENT_HOST : Setting.HOST;
    if (isGiven(Setting.MANAGEMENT_PORT)) {
      return Optional.of(address(host, Setting.MANAGEMENT_PORT));
    }
    if (host == Setting.MANAGEMENT_HOST) {
      throw new SettingException(
          host, "It has no effect without %s.".formatted(Setting.MANAGEMENT_PORT.flag()));
    }
    return Optional.empty();
  }

  private InetSocketAddress address(Setting host, Setting port) {
    if (text(port).matches("(tcp|udp|sctp)://.*")) {
      throw wrong(
          port,
          "is not a port, but what Kubernetes tells about a Service in variables of this name; set"
              + " enableServiceLinks: false in the pod, or name the Service otherwise");
    }
    int number = number(port, 0, 65535, "a port; use 0 to 65535");
    try {
      return new InetSocketAddress(InetAddress.getByName(text(host)), number);
    } catch (UnknownHostException e) {
      throw wrong(host, "is not a known address");
    }
  }

  /** How long the server serves on when it is told to stop. */
  Duration shutdownDelay() {
    return seconds(Setting.SHUTDOWN_DELAY, 0, 600);
  }

  /** How to ask the identity service; empty if there is none. */
  Optional<IdentityServiceSettings> identityService() {
    return identityService(Clock.systemUTC());
  }

  /** The same, by another clock. */
  Optional<IdentityServiceSettings> identityService(Clock clock) {
    Duration timeout = seconds(Setting.KEYSTONE_TIMEOUT, 1, 600);
    Duration trust = seconds(Setting.TOKEN_TRUST, 0, 86_400);
    String url = text(Setting.KEYSTONE_URL);
    if (url.isEmpty()) {
      return Optional.empty();
    }
    // Those who wait for it leave half of the places to others.
    int maxWaiting = Math.max(1, maxRequests() / 2);
    try {
      return Optional.of(
          new IdentityServiceSettings(new URI(url), timeout, trust, MAX_TOKENS, maxWaiting, clock));
    } catch (IllegalArgumentException e) {
      throw new SettingException(Setting.KEYSTONE_URL, String.valueOf(e.getMessage()));
    } catch (URISyntaxException e) {
      // Not repeated: it may hold a password.
      throw new SettingException(Setting.KEYSTONE_URL, "The value is not a URL.");
    }
  }

  InetAddressSet trustedProxies() {
    InetAddressSet proxies = new InetAddressSet();
    for (String proxy : text(Setting.TRUSTED_PROXIES).split(",", -1)) {
      try {
        if (!proxy.isBlank()) {
          proxies.add(proxy.strip());
        }
      } catch (IllegalArgumentException e) {
        throw wrong(Setting.TRUSTED_PROXIES, "is not a list of addresses and networks");
      }
    }
    return proxies;
  }

  /** From which level on messages are logged, in lower case. */
  String logLevel() {
    return choice(Setting.LOG_LEVEL, List.of("error", "warn", "info", "debug"));
  }

  /** The form of the log, in lower case. */
  String logFormat() {
    return choice(Setting.LOG_FORMAT, List.of("text", "json"));
  }

  /** Whether anybody is asked who they are. */
  boolean hasAccessControl() {
    return isGiven(Setting.ACCESS) || isGiven(Setting.KEYSTONE_URL);
  }

  private String choice(Setting setting, List<String> choices) {
    String value = text(setting).toLowerCase(Locale.ROOT);
    if (!choices.contains(value)) {
      throw wrong(setting, "is not allowed; use one of: " + String.join(", ", choices));
    }
    return value;
  }

  private int count(Setting setting, int least) {
    return number(setting, least, MAX_COUNT, "a number; use %s to %s".formatted(least, MAX_COUNT));
  }

  private Duration seconds(Setting setting, int least, int most) {
    return Duration.ofSeconds(
        number(setting, least, most, "a number of seconds; use %s to %s".formatted(least, most)));
  }

  private int number(Setting setting, int least, int most, String form) {
    String text = text(setting);
    if (!text.matches("\\d{1,9}")
        || Integer.parseInt(text) < least
        || Integer.parseInt(text) > most) {
      throw wrong(setting, "is not " + form);
    }
    return Integer.parseInt(text);
  }

  private SettingException wrong(Setting setting, String problem) {
    return new SettingException(setting, "'%s' %s.".formatted(text(setting), problem));
  }
}
