package dev.usertemplate.core.template;

import dev.usertemplate.core.installed.Installed;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The use case: hands out the template for a request, rendered once and then remembered. May be
 * shared by threads.
 */
public final class RenderTemplate {
  private final TemplateRenderer renderer;

  /**
   * Not by request: the first hash of a record costs a short run more than the rest of the call.
   */
  private final Map<Language, Map<ActivationType, Template>> rendered = new ConcurrentHashMap<>();

  /** The use case on top of the given renderer. */
  public RenderTemplate(TemplateRenderer renderer) {
    this.renderer = Objects.requireNonNull(renderer, "renderer");
  }

  /**
   * The use case on top of the renderer that is found on the class path or module path.
   *
   * @throws IllegalStateException if there is none
   */
  public static RenderTemplate withInstalledRenderer() {
    return new RenderTemplate(Installed.first(TemplateRenderer.class));
  }

  /** The template for the request; the same object on every call. */
  public Template render(TemplateRequest request) {
    return rendered
        .computeIfAbsent(request.language(), language -> new ConcurrentHashMap<>())
        .computeIfAbsent(
            request.activationType(), type -> new Template(request, renderer.render(request)));
  }
}
