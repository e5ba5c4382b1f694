package dev.usertemplate.http;

import java.util.Locale;

/**
 * Everything that can be set: the one table from which flags, environment variables, help and
 * defaults are made.
 */
public enum Setting {
  /** Where settings may stand, too. */
  CONFIG("FILE", "", "Settings file (YAML): what is set neither by flag nor by variable."),
  /** Where to listen. */
  HOST(
      "ADDRESS",
      "127.0.0.1",
      "Address to listen on. Beyond loopback only with access control, or with"
          + " --allow-anonymous."),
  /** On which port. */
  PORT("PORT", "8080", "Port to listen on, 0 for any free one."),
  /** Who may call. */
  ACCESS("FILE", "", "Access file (YAML): who may call, with which keys and policies."),
  /** The identity service that knows the tokens. */
  KEYSTONE_URL("URL", "", "Identity service (Keystone v3) that validates tokens."),
  /** How long the identity service may take. */
  KEYSTONE_TIMEOUT("SECONDS", "5", "How long validating a token may take."),
  /** How long a validated token is trusted. */
  TOKEN_TRUST(
      "SECONDS",
      "60",
      "How long a validated token is trusted before it is validated anew: by then a revoked one is"
          + " noticed."),
  /** Whether policies count. */
  PERMISSION_CHECK(
      "BOOLEAN",
      "true",
      "Whether the download needs a permission by policy. Authentication and the project are"
          + " checked in any case."),
  /** Whether strangers may be served. */
  ALLOW_ANONYMOUS(
      "BOOLEAN", "false", "Whether a server without access control may listen beyond loopback."),
  /** The certificates of TLS. */
  TLS_CERTIFICATE("FILE", "", "Certificate chain (PEM), own certificate first: serve HTTPS."),
  /** The private key of TLS. */
  TLS_KEY("FILE", "", "Private key (PEM, not encrypted) of the certificate."),
  /** Whose word about callers counts. */
  TRUSTED_PROXIES(
      "ADDRESSES",
      "",
      "Reverse proxies whose X-Forwarded-For and X-Forwarded-Host are believed: addresses and"
          + " networks (10.0.0.0/8), separated by commas."),
  /** How often a caller may call. */
  RATE_LIMIT(
      "REQUESTS",
      "1000",
      "Requests per second of one caller, 0 for any number. An open server on loopback has no"
          + " limit unless it is set."),
  /** How much work is taken on. */
  MAX_REQUESTS("REQUESTS", "128", "Requests in flight at once; more are told to come back."),
  /** How large an upload may be. */
  MAX_UPLOAD(
      "MB",
      "16",
      "How large a workbook (or the form that holds it) may be that is sent to be checked."),
  /** How many workbooks are checked at once. */
  MAX_CHECKS(
      "CHECKS",
      "processors",
      "Workbooks checked at once; more are told to come back. 'processors' for as many as the"
          + " machine has, but at most one for each 128 MB of the largest heap."),
  /** How much of a workbook is taken. */
  CHECK_LIMITS(
      "LIMITS",
      "rows=200000,unpacked_bytes=268435456,marked_bytes=2097152",
      "How much of a workbook is taken: some of bytes, unpacked_bytes, entries, ratio, rows,"
          + " cell_length and marked_bytes, separated by commas."),
  /** Where uploads are kept meanwhile. */
  SPOOL_FOLDER(
      "FOLDER",
      "",
      "Folder for uploads while they are checked; without it, the system's folder for temporary"
          + " files."),
  /** Whether people can use the server with a browser. */
  WEB_PAGE("BOOLEAN", "true", "Whether there is a web page at /, for people with a browser."),
  /** Where health is told instead. */
  MANAGEMENT_PORT(
      "PORT",
      "",
      "Port on which alone the paths for operations are served, over plain HTTP; 0 for any free"
          + " one. Without it, they are served beside all others."),
  /** On which address that is. */
  MANAGEMENT_HOST(
      "ADDRESS",
      "",
      "Address that the port for operations listens on; without it, that of --host."),
  /** How long a server goes on that is told to stop. */
  SHUTDOWN_DELAY(
      "SECONDS",
      "0",
      "How long the server serves on when it is told to stop, not ready any more, so that load"
          + " balancers notice in time."),
  /** Whether requests are logged. */
  ACCESS_LOG("BOOLEAN", "false", "Whether each request is logged."),
  /** What is logged. */
  LOG_LEVEL("LEVEL", "info", "What is logged: error, warn, info or debug."),
  /** In which form it is logged. */
  LOG_FORMAT("FORMAT", "text", "Form of the log: text or json.");

  private final String valueLabel;
  private final String defaultValue;
  private final String description;

  Setting(String valueLabel, String defaultValue, String description) {
    this.valueLabel = valueLabel;
    this.defaultValue = defaultValue;
    this.description = description;
  }

  /** The flag of the command line, such as {@code --keystone-url}. */
  public String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The key in a settings file, such as {@code keystone-url}. */
  String key() {
    return flag().substring(2);
  }

  /** The environment variable, such as {@code USER_TEMPLATE_KEYSTONE_URL}. */
  public String variable() {
    return "USER_TEMPLATE_" + name();
  }

  /** What counts when nothing is set; empty: nothing does. */
  public String defaultValue() {
    return defaultValue;
  }

  /** What it does, in a sentence or two. */
  public String description() {
    return description;
  }

  /** What stands for the value in the help. */
  String valueLabel() {
    return valueLabel;
  }

  /** Whether it is true or false, so that the flag alone means true. */
  boolean isSwitch() {
    return valueLabel.equals("BOOLEAN");
  }

  /** Whether it is the name of a file or a folder. */
  boolean isPath() {
    return isFile() || valueLabel.equals("FOLDER");
  }

  /** Whether it is the name of a file. */
  boolean isFile() {
    return valueLabel.equals("FILE");
  }
}
