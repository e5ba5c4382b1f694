package dev.usertemplate.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API for programs, as {@link ShipDescription} has made it. It is open to
 * everybody. Read when it is first asked for, and then kept.
 */
final class ApiDescription implements Handler {
  static final Form JSON = new Form("openapi.json", "application/json");
  static final Form YAML = new Form("openapi.yaml", "application/yaml");

  private final Form form;
  private volatile @Nullable WebFile content;

  private ApiDescription(Form form) {
    this.form = form;
  }

  /** Adds the routes to both forms. */
  static void add(RoutesConfig routes) {
    for (Form form : new Form[] {JSON, YAML}) {
      ApiDescription description = new ApiDescription(form);
      routes.get(form.path(), description);
      routes.head(form.path(), description);
    }
  }

  @Override
  public void handle(Context context) {
    WebFile current = content;
    if (current == null) {
      current = WebFile.read(form.type, form.file);
      content = current;
    }
    current.answer(context);
  }

  /**
   * A form that the description has.
   *
   * @param file its name, beside this class and in the path
   * @param type its media type
   */
  record Form(String file, String type) {
    String path() {
      return "/" + file;
    }
  }
}
