package dev.usertemplate.xlsx;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Hands out the templates that {@link XlsxTemplateRenderer} rendered when this adapter was built.
 * There are only a few, and they depend on nothing that changes: so each user gets the same bytes
 * on every machine, at once, and Apache POI is not even loaded.
 */
public final class ShippedTemplateRenderer implements TemplateRenderer {
  /** Where they are, seen from this class; {@code SHA256SUMS} there has their digests. */
  static final String FOLDER = "templates";

  /** For {@link java.util.ServiceLoader}. */
  public ShippedTemplateRenderer() {}

  /**
   * The template as it was built.
   *
   * @throws IllegalStateException if this adapter was compiled without the build step that renders
   *     the templates
   */
  @Override
  public byte[] render(TemplateRequest request) {
    String name = FOLDER + "/" + request.fileName();
    try (InputStream template = getClass().getResourceAsStream(name)) {
      if (template == null) {
        throw new IllegalStateException(
            "The template " + name + " is not in the adapter; build it with Maven.");
      }
      return template.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
