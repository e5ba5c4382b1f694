package dev.usertemplate.core.installed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.template.TemplateRenderer;
import dev.usertemplate.core.template.TemplateRequest;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTest {
  /** An implementation. */
  public static final class Renderer implements TemplateRenderer {
    @Override
    public byte[] render(TemplateRequest request) {
      return new byte[] {7};
    }
  }

  /** A class path of folders that can't be searched to its end. */
  private static final class Places extends URLClassLoader {
    Places(URL... folders) {
      super(folders, InstalledTest.class.getClassLoader());
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      throw new AssertionError("All places are searched for " + name);
    }
  }

  @TempDir Path folder;

  @Test
  void the_first_implementation_is_taken_and_no_second_one_looked_for() throws Exception {
    try (Places places = new Places(place("1", Renderer.class.getName()), place("2", "Missing"))) {
      TemplateRenderer found = first(places);

      assertThat(found.render(TemplateRequest.DEFAULT)).containsExactly(7);
    }
  }

  @Test
  void without_one_it_says_what_to_install() throws Exception {
    try (Places places = new Places()) {
      assertThatThrownBy(() -> first(places))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TemplateRenderer")
          .hasMessageContaining("user-template-adapter-xlsx");
    }
  }

  private URL place(String name, String implementation) throws Exception {
    Path services = Files.createDirectories(folder.resolve(name).resolve("META-INF/services"));
    Files.writeString(services.resolve(TemplateRenderer.class.getName()), implementation);
    return folder.resolve(name).toUri().toURL();
  }

  private static TemplateRenderer first(ClassLoader places) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(places);
    try {
      return Installed.first(TemplateRenderer.class);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
