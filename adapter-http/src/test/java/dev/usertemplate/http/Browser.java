package dev.usertemplate.http;

import static dev.usertemplate.http.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.RequiredProgram;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real browser, Debian's Chromium, with a profile of its own: one for all tests, for one of them
 * at a time. Both programs are named, so that nobody looks for others, or downloads them.
 */
final class Browser {
  /** What the tests that use it lock. */
  static final String LOCK = "browser";

  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private final ChromeDriver driver;
  private final Path downloads;

  /** The running one; skips the test where it is not installed. */
  static Browser shared() {
    RequiredProgram.need("chromium");
    RequiredProgram.need("chromedriver");
    return Shared.BROWSER;
  }

  /** Started when it is first asked for, and not again if that fails. */
  private static final class Shared {
    static final Browser BROWSER = new Browser();
  }

  private Browser() {
    try {
      downloads = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "downloads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // It has no protocol for just this version, and the parts in use need none.
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(find("chromium"));
    options.addArguments(
        "--headless=new",
        // Not possible for root, as which containers run.
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--no-first-run");
    options.setExperimentalOption(
        "prefs", Map.of("download.default_directory", downloads.toString()));
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    driver =
        new ChromeDriver(
            new ChromeDriverService.Builder().usingDriverExecutable(find("chromedriver")).build(),
            options);
    Runtime.getRuntime().addShutdownHook(new Thread(driver::quit));
  }

  private static File find(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> new File(folder, program))
        .filter(File::canExecute)
        .findFirst()
        .orElseThrow();
  }

  /** Wants these languages from now on, the first one most. */
  void speak(String languages) {
    command(
        "Network.setUserAgentOverride",
        Map.of(
            "userAgent",
            Objects.requireNonNull(driver.executeScript("return navigator.userAgent")),
            "acceptLanguage",
            languages));
  }

  /** Has a window of this width, and this colour scheme, light or dark. */
  void look(int width, String scheme) {
    command(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    command(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Sends this many bytes a second at most; -1 for any number. */
  void upload(int bytesPerSecond) {
    command("Network.enable", Map.of());
    command(
        "Network.emulateNetworkConditions",
        Map.of(
            "offline",
            false,
            "latency",
            0,
            "downloadThroughput",
            -1,
            "uploadThroughput",
            bytesPerSecond));
  }

  private void command(String name, Map<String, Object> parameters) {
    driver.executeCdpCommand(name, parameters);
  }

  /** Opens the page of the server, and waits until it is ready. */
  void open(URI server) {
    driver.get(server.resolve("/").toString());
    until(() -> find(By.id("page")).isDisplayed());
  }

  void reload() {
    driver.navigate().refresh();
    until(() -> find(By.id("page")).isDisplayed());
  }

  WebElement id(String id) {
    return driver.findElement(By.id(id));
  }

  WebElement find(By by) {
    return driver.findElement(by);
  }

  List<String> texts(String css) {
    return driver.findElements(By.cssSelector(css)).stream().map(WebElement::getText).toList();
  }

  /** With all blanks, also of what is not seen. */
  List<?> contents(String css) {
    return (List<?>)
        script(
            "return [...document.querySelectorAll(arguments[0])].map((it) => it.textContent)", css);
  }

  /** Clicks on the label that has this text. */
  void choose(String label) {
    find(By.xpath("//label[.//*[normalize-space()='%s']]".formatted(label))).click();
  }

  /** Gives the page a file, as the system's dialog does. */
  void give(Path file) {
    id("file").sendKeys(file.toAbsolutePath().normalize().toString());
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  String focusedId() {
    return Objects.requireNonNullElse(focused().getDomProperty("id"), "");
  }

  void press(CharSequence... keys) {
    // To a field for files an element would send the name of one.
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses the tabulator until the element has the focus; whatever has it in between shows it. */
  void tabTo(String css) {
    for (int i = 0; i < 40; i++) {
      press(Keys.TAB);
      assertThat(script(FOCUS_IS_SEEN)).as("focus of %s is seen", focused()).isEqualTo(true);
      if (Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", css))) {
        return;
      }
    }
    throw new AssertionError("The tabulator does not reach " + css);
  }

  private static final String FOCUS_IS_SEEN =
      """
      const focused = document.activeElement;
      const seen = (element) =>
        element && getComputedStyle(element).outlineStyle !== "none" &&
        parseFloat(getComputedStyle(element).outlineWidth) >= 2;
      return focused === document.body || seen(focused) ||
        seen(focused.closest("label")) || seen(focused.parentElement);
      """;

  Object script(String script, Object... arguments) {
    return Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
  }

  String title() {
    return Objects.requireNonNullElse(driver.getTitle(), "");
  }

  String address() {
    return Objects.requireNonNullElse(driver.getCurrentUrl(), "");
  }

  /** Waits for what the page does by itself. */
  void until(BooleanSupplier condition) {
    try {
      await("the page").until(condition::getAsBoolean);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("The page shows: " + find(By.tagName("body")).getText(), e);
    }
  }

  /** Waits for the results of a check that begins with these words. */
  void untilResults(String begin) {
    until(() -> id("results").isDisplayed() && id("results-heading").getText().startsWith(begin));
  }

  /** What the page says in place of an answer. */
  String problem(String id) {
    until(() -> !id(id).getText().isEmpty());
    return id(id).getText();
  }

  /** Waits for a file that is saved, and takes it away. */
  byte[] saved(String name) {
    Path file = downloads.resolve(name);
    until(() -> Files.exists(file));
    try {
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the browser complained about since it was last asked, such as scripts it did not run. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Methods and addresses of the requests since it was last asked. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).get("message"))
        .filter(event -> event.get("method").stringValue().equals("Network.requestWillBeSent"))
        .map(event -> event.at("/params/request"))
        .map(it -> it.get("method").stringValue() + " " + it.get("url").stringValue())
        .toList();
  }

  /** What the rules of WCAG 2.2 AA and good practice find, by axe-core. */
  List<String> violations() {
    script(Axe.SCRIPT);
    Object found =
        driver.executeAsyncScript(
            "axe.run().then((found) => arguments[0](JSON.stringify(found.violations)))");
    JsonNode violations = JsonMapper.shared().readTree(String.valueOf(found));
    return violations.values().stream()
        .flatMap(
            rule -> rule.get("nodes").values().stream().map(node -> rule.get("id") + ": " + node))
        .toList();
  }

  /** The script as its makers publish it. */
  private static final class Axe {
    static final String SCRIPT = read();

    private static String read() {
      try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
        return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
