package dev.usertemplate.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The description of the API for programs, as {@link ShipDescription} has made it. It is open to
 * everybody. Read when it is first asked for, and then kept.
 */
final class ApiDescription implements Handler {
  static final Form JSON = new Form("openapi.json", "application/json");
  static final Form YAML = new Form("openapi.yaml", "application/yaml");

  private final Form form;
  private volatile @Nullable Content content;

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
  public void handle(Context context) throws IOException {
    Content current = content;
    if (current == null) {
      current = form.read();
      content = current;
    }
    context.header("ETag", current.tag.value());
    context.header("Cache-Control", "no-cache");
    context.header("X-Content-Type-Options", "nosniff");
    if (current.tag.matches(Collections.list(context.req().getHeaders("If-None-Match")))) {
      context.status(304).res().setContentType(null);
      return;
    }
    context.contentType(form.type);
    // Of HEAD as well, to which the web server writes no body.
    context.res().setContentLength(current.bytes.length);
    context.result(current.bytes);
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

    private Content read() throws IOException {
      try (InputStream in = ApiDescription.class.getResourceAsStream(file)) {
        return Content.of(Objects.requireNonNull(in, file).readAllBytes());
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Content(EntityTag tag, byte[] bytes) {
    static Content of(byte[] bytes) {
      try {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new Content(EntityTag.of(HexFormat.of().formatHex(hash)), bytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("Every JVM has it", e);
      }
    }
  }
}
