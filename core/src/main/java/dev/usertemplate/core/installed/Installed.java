package dev.usertemplate.core.installed;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** What is found on the class path or module path. */
public final class Installed {
  private Installed() {}

  /**
   * The first implementation of a port.
   *
   * @throws IllegalStateException if there is none
   */
  public static <P> P first(Class<P> port) {
    ClassLoader places = new FirstPlace(Thread.currentThread().getContextClassLoader());
    return ServiceLoader.load(port, places)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "No "
                        + port.getSimpleName()
                        + " is installed: put one on the class path, such as"
                        + " dev.usertemplate:user-template-adapter-xlsx."));
  }

  /**
   * Looks no further once it has found something. Others look for the next place before they name
   * the first, which opens every jar there is: more work than rendering a template.
   */
  private static final class FirstPlace extends ClassLoader {
    FirstPlace(@Nullable ClassLoader all) {
      super(all == null ? ClassLoader.getSystemClassLoader() : all);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
      URL first = getResource(name);
      return first == null
          ? Collections.emptyEnumeration()
          : Collections.enumeration(List.of(first));
    }
  }
}
