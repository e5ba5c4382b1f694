package dev.usertemplate.http;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;

/** Fails as a program fails whose parts do not fit. */
public final class BrokenTemplateRenderer implements TemplateRenderer {
  @Override
  public byte[] render(TemplateRequest request) {
    throw new NoClassDefFoundError("a/missing/part");
  }
}
