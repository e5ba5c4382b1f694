package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.JavaCommand;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.Template;
import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedTemplateRendererTest {
  /** What a run of its own does. */
  static final class Run {
    private Run() {}

    public static void main(String[] args) {
      RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
      TemplateRequest.all().forEach(request -> System.out.println(bytes(renderTemplate, request)));
    }

    private static int bytes(RenderTemplate renderTemplate, TemplateRequest request) {
      return renderTemplate.render(request).toByteArray().length;
    }
  }

  static Stream<TemplateRequest> requests() {
    return TemplateRequest.all().stream();
  }

  @ParameterizedTest
  @MethodSource("requests")
  void what_is_shipped_is_what_would_be_rendered_now(TemplateRequest request) {
    assertThat(new ShippedTemplateRenderer().render(request))
        .isEqualTo(new XlsxTemplateRenderer().render(request));
  }

  @Test
  void the_array_is_the_callers_own() {
    TemplateRenderer renderer = new ShippedTemplateRenderer();
    byte[] first = renderer.render(TemplateRequest.DEFAULT);
    first[0]++;
    assertThat(renderer.render(TemplateRequest.DEFAULT)).isNotEqualTo(first);
  }

  @Test
  void it_is_the_installed_renderer() {
    assertThat(ServiceLoader.load(TemplateRenderer.class))
        .singleElement()
        .isInstanceOf(ShippedTemplateRenderer.class);
  }

  @Test
  void the_digests_travel_along() throws Exception {
    RenderTemplate renderTemplate = RenderTemplate.withInstalledRenderer();
    String expected =
        requests()
            .map(renderTemplate::render)
            .map(template -> line(template))
            .collect(Collectors.joining());
    try (InputStream sums =
        ShippedTemplateRenderer.class.getResourceAsStream("templates/SHA256SUMS")) {
      assertThat(new String(sums.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo(expected);
    }
  }

  private static String line(Template template) {
    return template.sha256() + "  " + template.fileName() + "\n";
  }

  @Test
  void no_spreadsheet_library_is_loaded_for_it(@TempDir Path folder) throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    Process java =
        new ProcessBuilder(
                JavaCommand.of(
                    "-Xlog:class+load:file=" + loaded,
                    "-cp",
                    System.getProperty("java.class.path"),
                    Run.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String sizes = new String(java.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(java.waitFor()).isZero();
    assertThat(sizes.lines())
        .hasSize(TemplateRequest.all().size())
        .allMatch(size -> size.matches("\\d{5}"));
    assertThat(Files.readString(loaded))
        .contains("dev.usertemplate.xlsx.ShippedTemplateRenderer")
        .doesNotContain("org.apache", "XlsxTemplateRenderer");
  }
}
