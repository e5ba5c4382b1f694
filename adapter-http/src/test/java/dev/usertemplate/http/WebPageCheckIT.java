package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page does with workbooks. */
@Order(1)
@Tag("any-jdk")
class WebPageCheckIT extends WebPageInBrowser {
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
}
