package dev.usertemplate.core.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnreadableWorkbookExceptionTest {
  @Test
  void the_limit_is_named_in_each_language() {
    IllegalStateException cause = new IllegalStateException();
    UnreadableWorkbookException unreadable =
        new UnreadableWorkbookException(Problem.TOO_MANY_ROWS, cause, 1_048_576);
    assertThat(unreadable).hasMessageContaining("1048576").hasCause(cause);
    assertThat(unreadable.message(Language.EN_US)).isEqualTo(unreadable.getMessage());
    assertThat(unreadable.message(Language.ZH_CN))
        .contains("1048576")
        .isNotEqualTo(unreadable.getMessage());
    assertThat(unreadable.problem()).isEqualTo(Problem.TOO_MANY_ROWS);
    assertThat(unreadable.problem().code()).isEqualTo("too_many_rows");
  }

  @Test
  void a_higher_limit_helps_where_one_is_exceeded_and_nowhere_else() {
    assertThat(Arrays.stream(Problem.values()).filter(Problem::isLimit))
        .containsExactly(
            Problem.TOO_LARGE,
            Problem.UNPACKED_TOO_LARGE,
            Problem.TOO_MANY_ENTRIES,
            Problem.RATIO_TOO_HIGH,
            Problem.TOO_MANY_ROWS);
  }
}
