package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckOptionsTest {
  @Test
  void parameters_become_options() {
    assertThat(CheckOptions.parse("zh_CN", "ADMIN_ACTIVATE", "true", "true"))
        .isEqualTo(
            CheckOptions.DEFAULT
                .withLanguage(Language.ZH_CN)
                .withActivationType(ActivationType.ADMIN_ACTIVATE)
                .withStrict(true)
                .withActiveDirectory(true));
    assertThat(CheckOptions.parse("", null, "false", "")).isEqualTo(CheckOptions.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "fr, , , , language",
    ", admin_activate, , , active_type",
    ", , 1, , strict",
    ", , , TRUE, active_directory",
  })
  void any_other_value_is_refused_with_the_name_of_its_parameter(
      String language, String activeType, String strict, String activeDirectory, String name) {
    InvalidParameterException refusal =
        catchThrowableOfType(
            InvalidParameterException.class,
            () -> CheckOptions.parse(language, activeType, strict, activeDirectory));
    assertThat(refusal.parameter()).isEqualTo(name);
    assertThat(refusal.allowed()).hasSizeGreaterThan(1);
  }
}
