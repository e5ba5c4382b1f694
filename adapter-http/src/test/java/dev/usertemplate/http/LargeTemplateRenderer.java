package dev.usertemplate.http;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;

/**
 * Its template is larger than every buffer on the way, so that a slow reader keeps it in flight.
 */
public final class LargeTemplateRenderer implements TemplateRenderer {
  static final int SIZE = 30_000_000;

  @Override
  public byte[] render(TemplateRequest request) {
    return new byte[SIZE];
  }
}
