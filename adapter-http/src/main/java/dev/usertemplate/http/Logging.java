package dev.usertemplate.http;

import java.util.Locale;
import java.util.Set;

/** Chooses the form and the level of the log, before anything is logged. */
final class Logging {
  private static final String CONFIGURATION = "logback.configurationFile";
  private static final Set<String> LEVELS = Set.of("error", "warn", "info", "debug");
  private static final Set<String> FORMATS = Set.of("text", "json");

  private Logging() {}

  /** Whoever brings a configuration of their own, as a system property, keeps it. */
  static void start(Settings settings) {
    String level = choice(settings, Setting.LOG_LEVEL, LEVELS, "error, warn, info or debug");
    String format = choice(settings, Setting.LOG_FORMAT, FORMATS, "text or json");
    System.setProperty("user-template.log.level", level);
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(
          CONFIGURATION, "dev/usertemplate/http/server-logback-%s.xml".formatted(format));
    }
  }

  private static String choice(
      Settings settings, Setting setting, Set<String> choices, String form) {
    String value = settings.text(setting).toLowerCase(Locale.ROOT);
    if (!choices.contains(value)) {
      throw new SettingException(
          setting, "'%s' is not allowed; use %s.".formatted(settings.text(setting), form));
    }
    return value;
  }
}
