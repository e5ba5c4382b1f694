package dev.usertemplate.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.workbook.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values of parameters and options at the ends of their ranges. */
class LimitsOfParametersTest {
  @Test
  void a_value_of_64_characters_is_repeated_in_full_and_a_longer_one_cut() {
    String most = "😀".repeat(64);
    assertThat(new InvalidParameterException("name", most, List.of("a", "b")))
        .hasMessage("The value '%s' of name is not allowed; use one of: a, b.".formatted(most));
    InvalidParameterException cut =
        new InvalidParameterException("name", most + "!", "1 to 3 digits");
    assertThat(cut)
        .hasMessage("The value '%s...' of name is not allowed; use 1 to 3 digits.".formatted(most));
    assertThat(cut.parameter()).isEqualTo("name");
    assertThat(cut.allowed()).isEmpty();
  }

  @Test
  void a_report_may_hold_no_finding_but_not_fewer() {
    assertThat(CheckOptions.DEFAULT.withMaxFindings(0).maxFindings()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CheckOptions.DEFAULT.withMaxFindings(-1))
        .withMessage("maxFindings: -1 is below 0");
  }

  @Test
  void a_limit_may_be_1_and_as_much_as_its_type_holds() {
    assertThat(new Limits(1, 1, 1, 1, 1, 1, 1).values().values()).containsOnly(1L);
    assertThat(Limits.DEFAULT.with("rows", Integer.MAX_VALUE).rows()).isEqualTo(Integer.MAX_VALUE);
    assertThat(Limits.DEFAULT.with("bytes", Long.MAX_VALUE).bytes()).isEqualTo(Long.MAX_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Limits(1, 1, 1, 1, 1, 1, 0))
        .withMessage("marked_bytes: has to be 1 or more");
  }
}
