package dev.usertemplate.benchmarks;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;

/** Renders every template, and prints their sizes: to see which classes that loads. */
public final class RenderOnce {
  private RenderOnce() {}

  /** Renders the templates. */
  public static void main(String... args) {
    RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
    TemplateRequest.all()
        .forEach(request -> System.out.println(renderTemplate.render(request).size()));
  }
}
