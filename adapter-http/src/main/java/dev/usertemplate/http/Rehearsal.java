package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A build step: starts the server and does once what it does most, so that the archive of class
 * data that the JVM makes at its end holds what a start needs.
 */
final class Rehearsal {
  private static final String PROJECT = "0bec5db98280d2d02fd6c00c2de791ce";

  private Rehearsal() {}

  /**
   * Answers a download and a check.
   *
   * @param arguments a filled workbook
   */
  public static void main(String... arguments) throws IOException {
    Main.rehearse("--port", "0");
    Map<Setting, String> settings = Map.of(Setting.PORT, "0");
    Logging.start(new Settings(settings));
    try (Server server =
        Server.start(
            RenderTemplate.withInstalledRenderer(), CheckUsers.withInstalledFormat(), settings)) {
      answer(call(server, TemplateDownload.PATH));
      HttpURLConnection check = call(server, WorkbookCheck.PATH);
      check.setRequestProperty("Content-Type", Template.MEDIA_TYPE);
      check.setDoOutput(true);
      try (OutputStream body = check.getOutputStream()) {
        Files.copy(Path.of(arguments[0]), body);
      }
      answer(check);
      answer(call(server, Operations.READY));
      answer(call(server, Operations.METRICS));
    }
  }

  private static HttpURLConnection call(Server server, String path) throws IOException {
    URI address = server.uri().resolve(path.replace("{project_id}", PROJECT));
    return (HttpURLConnection) address.toURL().openConnection();
  }

  private static void answer(HttpURLConnection call) throws IOException {
    try (InputStream body = call.getInputStream()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
  }
}
