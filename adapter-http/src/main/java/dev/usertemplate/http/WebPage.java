package dev.usertemplate.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The page for people with a browser, and the files that it is made of. Everybody may see them:
 * what it takes to be let in is asked of the operations that the page calls. Files are read when
 * they are first asked for, and kept.
 */
final class WebPage {
  /** Where the page's files are, but for the page itself. */
  static final String FOLDER = "/web/";

  /** The document that the page reads first. */
  static final String DOCUMENT = FOLDER + "page.json";

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** The files beside this class, in the folder {@code web}, with their types. */
  static final Map<String, String> FILES =
      Map.of(
          "index.html", "text/html; charset=utf-8",
          "style.css", "text/css; charset=utf-8",
          "icon.svg", "image/svg+xml; charset=utf-8",
          "app.js", SCRIPT,
          "calls.js", SCRIPT,
          "elements.js", SCRIPT,
          "results.js", SCRIPT,
          "texts.js", SCRIPT);

  /** Nothing but what comes from this server, and nothing that stands within the page's text. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private final Settings settings;
  private final Map<String, WebFile> files = new ConcurrentHashMap<>();

  private WebPage(Settings settings) {
    this.settings = settings;
  }

  /** The page as the settings want it; empty if they want none. */
  static Optional<WebPage> of(Settings settings) {
    return settings.isOn(Setting.WEB_PAGE) ? Optional.of(new WebPage(settings)) : Optional.empty();
  }

  /** Lets the page be found. */
  void add(RoutesConfig routes) {
    FILES
        .keySet()
        .forEach(name -> add(routes, name.equals("index.html") ? "/" : FOLDER + name, name));
    add(routes, DOCUMENT, DOCUMENT);
  }

  private void add(RoutesConfig routes, String path, String name) {
    Handler answer = context -> answer(context, files.computeIfAbsent(name, this::prepare));
    routes.get(path, answer);
    routes.head(path, answer);
  }

  private WebFile prepare(String name) {
    return name.equals(DOCUMENT)
        ? WebFile.of(
            "application/json", Json.MAPPER.writeValueAsBytes(WebPageDocument.of(settings)))
        : WebFile.read(Objects.requireNonNull(FILES.get(name)), "web/" + name);
  }

  private static void answer(Context context, WebFile file) {
    context.header("Content-Security-Policy", POLICY);
    context.header("Referrer-Policy", "no-referrer");
    file.answer(context);
  }
}
