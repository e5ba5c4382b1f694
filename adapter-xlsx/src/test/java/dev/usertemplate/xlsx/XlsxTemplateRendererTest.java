package dev.usertemplate.xlsx;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRendererContract;

class XlsxTemplateRendererTest extends TemplateRendererContract {
  @Override
  protected TemplateRenderer renderer() {
    return new XlsxTemplateRenderer();
  }
}
