package dev.usertemplate.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateRequestTest {
  @ParameterizedTest
  @CsvSource({
    "zh_CN, ADMIN_ACTIVATE, ZH_CN, ADMIN_ACTIVATE",
    "en_US, USER_ACTIVATE, EN_US, USER_ACTIVATE",
    ", , EN_US, USER_ACTIVATE",
    "'', '', EN_US, USER_ACTIVATE",
    "zh_CN, , ZH_CN, USER_ACTIVATE",
    ", ADMIN_ACTIVATE, EN_US, ADMIN_ACTIVATE",
  })
  void parameters_become_a_request(
      String language, String activeType, Language expected, ActivationType expectedType) {
    assertThat(TemplateRequest.parse(language, activeType))
        .isEqualTo(new TemplateRequest(expected, expectedType));
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh_cn", "zh-CN", "ZH_CN", "en", " en_US", "null"})
  void any_other_language_is_refused_with_what_is_allowed(String language) {
    InvalidParameterException refusal =
        catchThrowableOfType(
            InvalidParameterException.class, () -> TemplateRequest.parse(language, null));
    assertThat(refusal.parameter()).isEqualTo("language");
    List<String> allowed = Stream.of(Language.values()).map(Language::wireName).toList();
    assertThat(refusal.allowed()).isEqualTo(allowed).contains("zh_CN", "en_US");
    assertThat(refusal)
        .hasMessage(
            "The value '%s' of language is not allowed; use one of: %s.",
            language, String.join(", ", allowed));
  }

  @Test
  void any_other_activation_type_is_refused_with_what_is_allowed() {
    InvalidParameterException refusal =
        catchThrowableOfType(
            InvalidParameterException.class, () -> TemplateRequest.parse("zh_CN", "user_activate"));
    assertThat(refusal.parameter()).isEqualTo("active_type");
    assertThat(refusal.allowed())
        .isEqualTo(Stream.of(ActivationType.values()).map(ActivationType::wireName).toList())
        .contains("USER_ACTIVATE", "ADMIN_ACTIVATE");
  }

  @Test
  void a_long_value_is_not_repeated_in_full() {
    InvalidParameterException refusal =
        catchThrowableOfType(
            InvalidParameterException.class,
            () -> TemplateRequest.parse("x".repeat(100_000), null));
    assertThat(refusal.getMessage()).hasSizeLessThan(200).contains("xxx...'");
  }

  @Test
  void there_is_a_request_for_every_language_and_activation_type() {
    assertThat(TemplateRequest.all())
        .hasSize(Language.values().length * ActivationType.values().length)
        .doesNotHaveDuplicates()
        .contains(TemplateRequest.DEFAULT);
  }
}
