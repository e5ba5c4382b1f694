package dev.usertemplate.xlsx;

import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The build step that renders the templates which {@link ShippedTemplateRenderer} hands out. */
final class ShipTemplates {
  private ShipTemplates() {}

  /**
   * Writes every template, and their digests in the form of {@code sha256sum}.
   *
   * @param arguments the folder of this adapter's compiled classes
   */
  public static void main(String... arguments) throws IOException {
    Path folder =
        Path.of(
            arguments[0],
            ShipTemplates.class.getPackageName().replace('.', '/'),
            ShippedTemplateRenderer.FOLDER);
    Files.createDirectories(folder);
    RenderTemplate renderTemplate = new RenderTemplate(new XlsxTemplateRenderer());
    List<String> sums = new ArrayList<>();
    for (TemplateRequest request : TemplateRequest.all()) {
      Template template = renderTemplate.render(request);
      Files.write(folder.resolve(template.fileName()), template.toByteArray());
      sums.add(template.sha256() + "  " + template.fileName() + "\n");
    }
    Files.writeString(folder.resolve("SHA256SUMS"), String.join("", sums));
  }
}
