package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.http.token.Keystone;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What the page says of servers that do not let everybody in, and of those that are gone. */
@Order(1)
class WebPageAccessIT extends WebPageInBrowser {
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
    // Who tries again stays where the next try is.
    browser.tabTo("#again");
    browser.press(Keys.ENTER);
    browser.until(() -> browser.id("again").isDisplayed());
    browser.until(() -> browser.focusedId().equals("again"));
  }
}
