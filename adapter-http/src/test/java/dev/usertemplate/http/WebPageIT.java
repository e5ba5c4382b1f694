package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.http.token.Keystone;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The web page in a real browser, with the real server behind it. */
class WebPageIT {
  private static final CheckUsers CHECK = CheckUsers.withInstalledFormat();
  private static final Path MISTAKES = Path.of("../docs/examples/users-with-mistakes.xlsx");

  @TempDir static Path downloads;
  @TempDir static Path folder;
  private static Browser browser;
  private static Server server;

  @BeforeAll
  static void start() throws IOException {
    browser = new Browser(downloads);
    server = server(Map.of());
  }

  private static Server server(Map<Setting, String> settings) throws IOException {
    Map<Setting, String> all = new EnumMap<>(Setting.class);
    all.putAll(settings);
    all.put(Setting.PORT, "0");
    return Server.start(RenderTemplate.withInstalledRenderer(), CHECK, all);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
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

  @ParameterizedTest
  @CsvSource({
    "zh-CN, zh-CN, 用户模板",
    "'zh-Hant-TW,en', zh-CN, 用户模板",
    "'en-GB,zh', en-US, User Template",
    "'fr-FR,zh-CN,en', zh-CN, 用户模板",
    "fr-FR, en-US, User Template",
  })
  void it_speaks_the_language_that_the_browser_wants(String wanted, String language, String title) {
    browser.speak(wanted);
    browser.open(server.uri());

    assertLanguage(language, title);
  }

  @Test
  void another_language_can_be_chosen_and_is_remembered() {
    browser.open(server.uri());
    assertLanguage("en-US", "User Template");

    browser.find(By.cssSelector("#languages [lang=zh-CN]")).click();
    assertLanguage("zh-CN", "用户模板");
    browser.reload();
    assertLanguage("zh-CN", "用户模板");

    browser.find(By.cssSelector("#languages [lang=en-US]")).click();
    browser.reload();
    assertLanguage("en-US", "User Template");
  }

  private static void assertLanguage(String language, String title) {
    assertThat(browser.script("return document.documentElement.lang")).isEqualTo(language);
    assertThat(browser.title()).isEqualTo(title);
    assertThat(browser.id("page").getText().contains("下载模板")).isEqualTo(language.equals("zh-CN"));
    assertThat(browser.texts("#languages [aria-pressed=true]"))
        .containsExactly(language.equals("zh-CN") ? "中文" : "English");
  }

  @ParameterizedTest
  @EnumSource
  void columns_and_rules_are_shown_in_the_language_of_the_page(Language language) {
    browser.speak(language.wireName().replace('_', '-'));
    browser.open(server.uri());
    Texts texts = Texts.of(language);
    for (ActivationType type :
        List.of(ActivationType.ADMIN_ACTIVATE, ActivationType.USER_ACTIVATE)) {
      browser.choose(texts.activation(type));
      Schema schema = Schema.of(type);
      assertThat(browser.texts("#columns-rows th"))
          .isEqualTo(schema.columns().stream().map(texts::heading).toList());
      assertThat(browser.texts("#columns-rows .need"))
          .isEqualTo(schema.columns().stream().map(texts::requirement).toList());
      assertThat(browser.texts("#columns-rows .rules"))
          .isEqualTo(schema.columns().stream().map(texts::rules).toList());
    }
    // Headings are the template's, all else stays the page's.
    Language other = language == Language.EN_US ? Language.ZH_CN : Language.EN_US;
    browser.choose(other == Language.EN_US ? "English" : "中文");
    Schema schema = Schema.of(ActivationType.USER_ACTIVATE);
    assertThat(browser.texts("#columns-rows th"))
        .isEqualTo(schema.columns().stream().map(Texts.of(other)::heading).toList());
    assertThat(browser.texts("#columns-rows .rules"))
        .isEqualTo(schema.columns().stream().map(texts::rules).toList());
  }

  @Test
  void the_template_that_is_chosen_is_downloaded_and_our_own_reader_knows_it() throws Exception {
    browser.choose("中文");
    browser.choose("activated by the administrator");
    browser.id("download").click();

    byte[] saved = browser.saved("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");
    assertThat(saved)
        .isEqualTo(
            RenderTemplate.withInstalledRenderer()
                .render(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE))
                .toByteArray());
    CheckReport report = report(saved, CheckOptions.DEFAULT);
    assertThat(report.language()).isEqualTo(Language.ZH_CN);
    assertThat(report.activationType()).isEqualTo(ActivationType.ADMIN_ACTIVATE);
    assertThat(report.rows().example()).isEqualTo(1);
    assertThat(browser.id("status").getDomProperty("textContent")).contains("ADMIN_ACTIVATE.xlsx");
    assertNothingStrange();
  }

  @ParameterizedTest
  @EnumSource
  void every_mistake_is_shown_by_its_cell_with_what_would_be_right(Language language)
      throws Exception {
    browser.speak(language.wireName().replace('_', '-'));
    browser.open(server.uri());
    browser.give(MISTAKES);
    browser.untilResults(language == Language.EN_US ? "Mistakes: 7." : "错误：7 处");

    List<Finding> findings =
        report(Files.readAllBytes(MISTAKES), CheckOptions.DEFAULT.withLanguage(language))
            .findings();
    assertThat(browser.texts("#findings-rows th")).isEqualTo(cells(findings));
    assertThat(browser.texts("#findings-rows td:nth-child(4)"))
        .isEqualTo(findings.stream().map(it -> it.message(language)).toList());
    assertThat(browser.contents("#findings-rows td:nth-child(5)"))
        .isEqualTo(
            findings.stream().map(it -> Objects.requireNonNullElse(it.value(), "")).toList());
    assertThat(browser.texts("#findings-rows td:nth-child(2)"))
        .isEqualTo(
            findings.stream()
                .map(it -> Texts.of(language).heading(Objects.requireNonNull(it.column())))
                .toList());
    // Whoever sees nothing is told, and is where it goes on.
    assertThat(browser.id("status").getDomProperty("textContent"))
        .isEqualTo(browser.id("results-heading").getText());
    assertThat(browser.focusedId()).isEqualTo("results-heading");
    assertNothingStrange();
  }

  @Test
  void findings_are_filtered_by_their_severity() throws Exception {
    browser.give(MISTAKES);
    browser.untilResults("Mistakes: 7.");
    List<Finding> findings = report(Files.readAllBytes(MISTAKES), CheckOptions.DEFAULT).findings();

    browser.choose("Mistakes: 7");
    assertThat(browser.texts("#findings-rows th"))
        .isEqualTo(cells(findings.stream().filter(Finding::isError).toList()));
    assertThat(browser.texts(".severity")).hasSize(7).containsOnly("Mistake");
    assertThat(browser.id("status").getDomProperty("textContent")).isEqualTo("7 of 7 are shown.");
    browser.choose("Repaired while reading: 3");
    assertThat(browser.texts("#findings-rows th"))
        .isEqualTo(cells(findings.stream().filter(it -> !it.isError()).toList()));
    browser.choose("All: 10");
    assertThat(browser.texts("#findings-rows th")).isEqualTo(cells(findings));
    // There are no warnings, so nobody can choose them.
    assertThat(browser.texts("#filter label")).hasSize(3);
  }

  @Test
  void options_and_the_language_check_again_and_leave_the_focus_where_it_is() {
    browser.give(MISTAKES);
    browser.untilResults("Mistakes: 7.");
    browser.id("strict").click();
    browser.untilResults("Mistakes: 10.");
    assertThat(browser.focusedId()).isEqualTo("strict");

    browser.find(By.cssSelector("#languages [lang=zh-CN]")).click();
    browser.untilResults("错误：10 处");
    assertThat(browser.texts("#findings-rows td:nth-child(4)"))
        .allMatch(message -> message.matches("(?s).*\\p{IsHan}.*"));
    assertThat(browser.focused().getText()).isEqualTo("中文");
  }

  @Test
  void the_marked_workbook_and_the_users_are_handed_out() throws Exception {
    browser.give(MISTAKES);
    browser.untilResults("Mistakes: 7.");

    browser.id("marked").click();
    CheckReport marked = report(browser.saved("user-template-checked.xlsx"), CheckOptions.DEFAULT);
    assertThat(cells(marked.findings()))
        .containsAll(cells(report(Files.readAllBytes(MISTAKES), CheckOptions.DEFAULT).findings()));
    assertThat(marked.rows().users()).isEqualTo(6);

    assertThat(browser.id("requests").getText()).isEqualTo("Valid users as JSON");
    browser.id("requests").click();
    JsonNode document = JsonMapper.shared().readTree(browser.saved("user-template-requests.json"));
    assertThat(document.get("requests")).isEqualTo(JsonMapper.shared().valueToTree(bodies()));
    assertNothingStrange();
  }

  private static List<Map<String, Object>> bodies() throws IOException {
    List<Map<String, Object>> bodies = new ArrayList<>();
    try (FileChannel file = FileChannel.open(MISTAKES)) {
      CreateUsersCalls calls = new CreateUsersCalls(bodies::add);
      CHECK.readUsers(file, CheckOptions.DEFAULT, CHECK.check(file, CheckOptions.DEFAULT), calls);
      calls.finish();
    }
    return bodies;
  }

  @Test
  void what_there_is_nothing_of_is_not_offered_and_says_why() throws Exception {
    browser.give(write("bad.xlsx", Workbooks.bad(2)));
    browser.untilResults("Mistakes: 2.");
    assertThat(browser.id("requests").getDomAttribute("aria-disabled")).isEqualTo("true");
    assertThat(browser.id("requests-reason").getText()).contains("no valid users");
    browser.requests();
    browser.id("requests").click();
    assertThat(browser.id("status").getDomProperty("textContent")).contains("no valid users");
    assertThat(browser.requests()).isEmpty();

    browser.give(write("good.xlsx", Workbooks.large(3, 0)));
    browser.untilResults("No mistakes. Valid users: 3.");
    assertThat(browser.id("marked").getDomAttribute("aria-disabled")).isEqualTo("true");
    assertThat(browser.id("marked-reason").getText()).contains("nothing to mark");
    assertThat(browser.id("findings").isDisplayed()).isFalse();
    browser.id("requests").click();
    assertThat(new String(browser.saved("user-template-requests.json"), StandardCharsets.UTF_8))
        .contains("user0", "user1", "user2");
  }

  @Test
  void many_findings_are_shown_bit_by_bit() throws Exception {
    browser.give(write("many.xlsx", Workbooks.bad(299)));
    browser.untilResults("Mistakes: 299.");
    assertThat(browser.texts("#findings-rows tr")).hasSize(100);
    browser.id("more").click();
    assertThat(browser.texts("#findings-rows tr")).hasSize(200);
    assertThat(browser.id("findings-shown").getText()).isEqualTo("200 of 300 are shown.");
    assertThat(browser.script("return document.activeElement.rowIndex")).isEqualTo(101L);
    browser.id("more").click();
    assertThat(browser.texts("#findings-rows tr")).hasSize(300);
    assertThat(browser.id("more").isDisplayed()).isFalse();
  }

  @Test
  void a_keyboard_is_enough() throws Exception {
    browser.open(server.uri());
    browser.tabTo(".skip");
    browser.press(Keys.ENTER);
    assertThat(browser.focusedId()).isEqualTo("main");
    browser.tabTo("[name=template-language]");
    browser.press(Keys.ARROW_UP);
    browser.tabTo("[name=activation-type]");
    browser.press(Keys.ARROW_DOWN);
    browser.tabTo("#download");
    browser.press(Keys.ENTER);
    browser.saved("user-template_zh_CN_ADMIN_ACTIVATE.xlsx");

    browser.tabTo("#file");
    // Here the system's own dialog would open.
    browser.give(MISTAKES);
    browser.untilResults("Mistakes: 7.");
    browser.until(() -> browser.focusedId().equals("results-heading"));
    browser.tabTo("#marked");
    browser.press(Keys.SPACE);
    browser.saved("user-template-checked.xlsx");
    browser.until(() -> browser.focusedId().equals("marked"));
    browser.tabTo("#requests");
    browser.press(Keys.ENTER);
    browser.saved("user-template-requests.json");
    browser.tabTo("[name=severity]");
    browser.press(Keys.ARROW_DOWN);
    assertThat(browser.texts("#findings-rows tr")).hasSize(7);
    browser.open(server.uri());
    browser.tabTo("#languages [lang=zh-CN]");
    browser.press(Keys.SPACE);
    assertThat(browser.title()).isEqualTo("用户模板");
    assertThat(browser.focused().getText()).isEqualTo("中文");
    assertNothingStrange();
  }

  @Test
  void a_token_is_asked_for_and_stays_in_memory() throws Exception {
    Keystone keystone = Keystone.shared();
    String project = keystone.newProject().id();
    String token = keystone.token(keystone.newUser(project, "te_admin"), project);
    String reader = keystone.token(keystone.newUser(project, "readonly"), project);
    Map<Setting, String> settings =
        Map.of(Setting.KEYSTONE_URL, keystone.uri().toString(), Setting.KEYSTONE_TIMEOUT, "60");
    try (Server guarded = server(settings)) {
      browser.open(guarded.uri());
      assertThat(browser.violations()).isEmpty();
      browser.id("download").click();
      assertThat(browser.problem("access-error")).contains("project id and the token");
      assertThat(browser.focusedId()).isEqualTo("project");

      browser.id("project").sendKeys(project);
      browser.id("token").sendKeys("wrong-token");
      browser.id("download").click();
      assertThat(browser.problem("download-error"))
          .contains("The token is wrong or has expired.")
          .containsPattern("Request id: [0-9a-f]{32}");

      retype(reader);
      browser.give(MISTAKES);
      assertThat(browser.problem("check-error")).contains("may not do this in this project");
      retype(token);
      browser.id("download").click();
      browser.saved("user-template_en_US_USER_ACTIVATE.xlsx");
      browser.id("again").click();
      browser.untilResults("Mistakes: 7.");
      assertThat(browser.id("again").isDisplayed()).isFalse();
      browser.id("marked").click();
      browser.saved("user-template-checked.xlsx");

      assertThat(browser.id("token").getDomProperty("type")).isEqualTo("password");
      assertThat(browser.id("token").getDomAttribute("autocomplete")).isEqualTo("off");
      browser.id("show-token").click();
      assertThat(browser.id("token").getDomProperty("type")).isEqualTo("text");
      Object kept =
          browser.script(
              "return JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])");
      assertThat(kept).asString().doesNotContain(token, project);
      assertThat(browser.address()).isEqualTo(guarded.uri() + "/");
      assertThat(browser.requests()).isNotEmpty().noneMatch(request -> request.contains(token));
      browser.reload();
      assertThat(browser.id("token").getDomProperty("value")).isEmpty();
      assertThat(browser.id("project").getDomProperty("value")).isEmpty();
    }
  }

  private static void retype(String token) {
    browser.id("token").clear();
    browser.id("token").sendKeys(token);
  }

  @Test
  void a_server_that_wants_signatures_says_so_and_asks_for_no_secret() throws Exception {
    String access = AccessFiles.example(folder).toString();
    try (Server guarded = server(Map.of(Setting.ACCESS, access))) {
      browser.open(guarded.uri());
      assertThat(browser.id("signature").getText()).contains("signed with an access key");
      for (String id : List.of("access", "download", "check")) {
        assertThat(browser.id(id).isDisplayed()).as(id).isFalse();
      }
      assertThat(browser.texts("#columns-rows th")).contains("Username");
      assertThat(browser.violations()).isEmpty();
    }
  }

  @Test
  void a_file_too_large_is_not_sent() throws Exception {
    try (Server small = server(Map.of(Setting.MAX_UPLOAD, "1"))) {
      browser.open(small.uri());
      browser.requests();
      browser.give(write("large.xlsx", Workbooks.large(1, 2 * 1024 * 1024)));
      assertThat(browser.problem("check-error"))
          .contains("The file has 2.1 MB, and this server takes at most 1 MB.");
      assertThat(browser.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, users.csv, 'a,b', CSV",
    "zh-CN, users.csv, 'a,b', 文本",
    "en-US, empty.xlsx, '', The file is empty.",
  })
  void what_is_no_workbook_is_answered_by_the_server(
      String language, String name, String content, String sentence) throws Exception {
    browser.speak(language);
    browser.open(server.uri());
    browser.give(write(name, content.getBytes(StandardCharsets.UTF_8)));
    assertThat(browser.problem("check-error")).contains(sentence).containsPattern("[0-9a-f]{32}");
    assertThat(browser.id("results").isDisplayed()).isFalse();
  }

  @Test
  void an_upload_shows_how_far_it_is_and_can_be_cancelled() throws Exception {
    browser.upload(200_000);
    try {
      browser.give(write("slow.xlsx", Workbooks.large(1, 4 * 1024 * 1024)));
      browser.until(() -> browser.texts(".work span").toString().contains("Uploading: "));
      assertThat(browser.script("return document.querySelector('progress').position"))
          .isInstanceOfSatisfying(
              Number.class, it -> assertThat(it.doubleValue()).isBetween(0., 1.));
      assertThat(browser.violations()).isEmpty();
      browser.find(By.cssSelector(".work button")).click();
      browser.until(() -> browser.texts(".work").isEmpty());
      assertThat(browser.id("status").getDomProperty("textContent")).isEqualTo("Cancelled.");
      assertThat(browser.focusedId()).isEqualTo("file");
      assertThat(browser.id("check-error").getText()).isEmpty();
      assertThat(browser.id("results").isDisplayed()).isFalse();
    } finally {
      browser.upload(-1);
    }
  }

  @Test
  void a_newer_check_takes_the_place_of_what_goes_on() throws Exception {
    browser.give(MISTAKES);
    browser.untilResults("Mistakes: 7.");
    browser.upload(2_000);
    try {
      browser.id("marked").click();
      browser.until(() -> !browser.texts("#results-work .work").isEmpty());
      browser.id("strict").click();
      assertThat(browser.id("results").isDisplayed()).isFalse();
    } finally {
      browser.upload(-1);
    }
    browser.untilResults("Mistakes: 10.");
    assertThat(browser.texts(".work")).isEmpty();
    assertNothingStrange();
  }

  @Test
  void a_file_that_has_changed_is_to_be_chosen_again() throws Exception {
    Path file = write("changing.xlsx", Workbooks.withOneMistake());
    browser.give(file);
    browser.untilResults("Mistakes: ");
    Files.write(file, Workbooks.large(7, 100));
    browser.id("marked").click();
    assertThat(browser.problem("results-error")).contains("has changed since it was chosen");
  }

  @Test
  void who_asks_too_often_is_told_when_to_come_back() throws Exception {
    try (Server slow = server(Map.of(Setting.RATE_LIMIT, "1"))) {
      browser.open(slow.uri());
      browser.until(
          () -> {
            browser.id("download").click();
            return browser.id("download-error").getText().contains("Try again in 1 s.");
          });
      assertThat(browser.id("download-error").getText()).contains("too many requests");
    }
  }

  @Test
  void a_server_that_is_gone_is_said_to_be() throws Exception {
    Server gone = server(Map.of());
    try {
      browser.open(gone.uri());
    } finally {
      gone.close();
    }
    browser.id("download").click();
    assertThat(browser.problem("download-error")).contains("The server cannot be reached.");
    browser.give(MISTAKES);
    assertThat(browser.problem("check-error")).contains("The server cannot be reached.");
    browser.find(By.cssSelector("#languages [lang=zh-CN]")).click();
    assertThat(browser.problem("check-error")).contains("无法连接服务器");
  }

  @Test
  void no_script_runs_that_is_not_the_servers_own() {
    browser.script(
        "const it = document.createElement('script'); it.textContent = 'window.foreign = 1';"
            + " document.body.append(it)");
    assertThat(browser.script("return typeof window.foreign")).isEqualTo("undefined");
    assertThat(browser.complaints()).anyMatch(it -> it.contains("Content Security Policy"));
  }

  @ParameterizedTest
  @CsvSource({
    "en-US, light, 1280",
    "en-US, dark, 1280",
    "zh-CN, light, 1280",
    "zh-CN, dark, 1280",
    "en-US, light, 320",
    "zh-CN, dark, 320",
  })
  void it_is_accessible(String language, String scheme, int width) {
    browser.speak(language);
    browser.look(width, scheme);
    browser.open(server.uri());
    assertAccessible(width);

    browser.give(MISTAKES);
    browser.until(() -> browser.id("results").isDisplayed());
    assertAccessible(width);
  }

  private static void assertAccessible(int width) {
    assertThat(browser.violations()).isEmpty();
    assertThat(browser.script("return document.documentElement.scrollWidth <= arguments[0]", width))
        .as("fits into %s", width)
        .isEqualTo(true);
    // WCAG 2.2, 2.5.8: what is pressed is large enough; radio buttons are, with their labels.
    assertThat(
            browser.script(
                """
                return [...document.querySelectorAll("button, label:has([type=radio], [type=checkbox]), [type=file]")]
                  .filter((it) => it.checkVisibility())
                  .map((it) => it.getBoundingClientRect())
                  .every((it) => it.width >= 24 && it.height >= 24);
                """))
        .isEqualTo(true);
  }

  /** No request to anybody else, and nothing that the browser did not like. */
  private static void assertNothingStrange() {
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(request -> request.matches("(GET|POST) (blob:)?" + server.uri() + "/.*"));
  }

  private static CheckReport report(byte[] workbook, CheckOptions options) throws IOException {
    try (FileChannel file = FileChannel.open(write("report.xlsx", workbook))) {
      return CHECK.check(file, options);
    }
  }

  private static List<String> cells(List<Finding> findings) {
    return findings.stream().map(it -> Objects.requireNonNull(it.cell())).toList();
  }

  private static Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }
}
