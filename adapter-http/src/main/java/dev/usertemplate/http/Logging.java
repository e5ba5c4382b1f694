package dev.usertemplate.http;

/** Chooses the form and the level of the program's log, before anything is logged. */
final class Logging {
  private static final String CONFIGURATION = "logback.configurationFile";

  private Logging() {}

  /** Whoever brings a configuration of their own, as a system property, keeps it. */
  static void start(Settings settings) {
    System.setProperty("user-template.log.level", settings.logLevel());
    if (System.getProperty(CONFIGURATION) == null) {
      System.setProperty(
          CONFIGURATION,
          "dev/usertemplate/http/server-logback-%s.xml".formatted(settings.logFormat()));
    }
  }
}
