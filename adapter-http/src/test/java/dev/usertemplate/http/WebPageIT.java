package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.RenderTemplate;
import dev.usertemplate.core.template.TemplateRequest;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page as it is found: its languages, what it shows, and for whom it works. */
@Order(1)
@Tag("any-jdk")
class WebPageIT extends WebPageInBrowser {
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
}
