package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.template.RenderTemplate;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The web page in a real browser, with the real server behind it. */
@ResourceLock(Browser.LOCK)
abstract class WebPageInBrowser {
  static final CheckUsers CHECK = CheckUsers.withInstalledFormat();

  /** A workbook of the docs: seven mistakes, three repairs. */
  static final Path MISTAKES = Path.of("../docs/examples/users-with-mistakes.xlsx");

  @TempDir static Path folder;
  static Browser browser;
  static Server server;

  @BeforeAll
  static void start() throws IOException {
    browser = Browser.shared();
    server = server(Map.of());
  }

  static Server server(Map<Setting, String> settings) throws IOException {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(settings);
    all.put(Setting.PORT, "0");
    return Server.start(RenderTemplate.withInstalledRenderer(), CHECK, all);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void asNew() {
    browser.open(server.uri());
    browser.script("localStorage.clear()");
    browser.speak("en-US");
    browser.look(1280, "light");
    browser.reload();
    browser.complaints();
    browser.requests();
  }

  /** No request to anybody else, and nothing that the browser did not like. */
  static void assertNothingStrange() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(request -> request.matches("(GET|POST) (blob:)?" + server.uri() + "/.*"));
  }

  static CheckReport report(byte[] workbook, CheckOptions options) throws IOException {
    try (FileChannel file = FileChannel.open(write("report.xlsx", workbook))) {
      return CHECK.check(file, options);
    }
  }

  static List<String> cells(List<Finding> findings) {
    return findings.stream().map(it -> Objects.requireNonNull(it.cell())).toList();
  }

  static Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
