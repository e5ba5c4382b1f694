package dev.usertemplate.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.usertemplate.core.check.FindingCode;
import java.util.Locale;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Isolated("One of the tests changes the locale of the process.")
class TextsTest {
  @ParameterizedTest
  @EnumSource
  void every_language_has_the_same_keys_and_a_text_for_each(Language language) {
    Texts texts = Texts.of(language);
    assertThat(new TreeSet<>(texts.keys()))
        .isEqualTo(new TreeSet<>(Texts.of(Language.EN_US).keys()));
    assertThat(texts.keys())
        .allSatisfy(
            key ->
                assertThat(texts.get(key, "<1>", "<2>", "<3>"))
                    .as(key)
                    .isNotBlank()
                    .satisfies(text -> assertThat(places(text)).isEqualTo(places(english(key)))));
  }

  private static String english(String key) {
    return Texts.of(Language.EN_US).get(key, "<1>", "<2>", "<3>");
  }

  /** What is filled in, in its order. */
  private static String places(String text) {
    return text.replaceAll("[^<>123]|(?<!<)[123]|<(?![123]>)|(?<![123])>", "");
  }

  @Test
  void sentences_name_what_the_rules_say() {
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      assertThat(texts.rule(new Rule.PhoneNumber(CharacterSet.of(" ~#"))))
          .contains(texts.get("characters.space") + " ~ #");
      for (String form : Rule.ExpirationTime.FORMS) {
        String example = Rule.ExpirationTime.example(form);
        assertThat(new Rule.ExpirationTime().accepts(example)).as(example).isTrue();
        assertThat(texts.rule(new Rule.ExpirationTime())).contains(example);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_column_has_its_words(Language language) {
    Texts texts = Texts.of(language);
    for (ActivationType type : ActivationType.values()) {
      for (Column column : Schema.of(type).columns()) {
        assertThat(texts.heading(column)).isNotBlank();
        assertThat(texts.about(column)).isNotBlank();
        assertThat(texts.example(column)).isNotBlank();
        assertThat(texts.requirement(column)).isNotBlank();
        assertThat(texts.requirementSentence(column)).isNotBlank();
        assertThat(texts.rules(column)).doesNotContain("%");
        assertThat(texts.get("activation." + type.name().toLowerCase(Locale.ROOT))).isNotBlank();
        assertThat(texts.get("instructions.variant." + type.name().toLowerCase(Locale.ROOT)))
            .isNotBlank();
        assertThat(texts.get("instructions.next." + type.name().toLowerCase(Locale.ROOT)))
            .isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatever_can_be_found_has_a_few_words(FindingCode code) {
    for (Language language : Language.values()) {
      assertThat(Texts.of(language).get("report.kind." + code.wireName())).isNotBlank();
    }
  }

  @Test
  void headings_are_the_published_ones() {
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .extracting(Texts.of(Language.ZH_CN)::heading)
        .containsExactly("序号", "用户名", "初始密码", "邮箱", "手机号", "过期时间", "描述");
    assertThat(Schema.of(ActivationType.ADMIN_ACTIVATE).columns())
        .extracting(Texts.of(Language.EN_US)::heading)
        .containsExactly(
            "No.",
            "Username",
            "Initial Password",
            "Email",
            "Mobile Number",
            "Expiration Time",
            "Description");
  }

  @Test
  void numbers_in_sentences_come_from_the_rules() {
    Texts texts = Texts.of(Language.EN_US);
    assertThat(texts.rule(new Rule.Length(8, 32))).isEqualTo("8 to 32 characters");
    assertThat(texts.rule(new Rule.Length(0, 5))).isEqualTo("at most 5 characters");
    assertThat(texts.rule(new Rule.Characters(CharacterSet.DIGITS.and("-_"))))
        .isEqualTo("only digits, - _");
  }

  @Test
  void sentences_do_not_depend_on_the_machine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(Texts.of(Language.ZH_CN).rule(new Rule.Length(8, 32))).isEqualTo("8 到 32 个字符");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void an_unknown_key_is_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Texts.of(Language.ZH_CN).get("no.such.key"))
        .withMessage("No text for no.such.key in zh_CN");
  }
}
