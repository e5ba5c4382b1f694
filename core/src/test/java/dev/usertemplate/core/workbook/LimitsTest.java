package dev.usertemplate.core.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
  static Set<String> names() {
    return Limits.DEFAULT.values().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void each_limit_is_changed_by_its_name_and_nothing_else_is(String name) {
    Limits changed = Limits.DEFAULT.with(name, 7);
    names()
        .forEach(
            each ->
                assertThat(changed.values().get(each))
                    .isEqualTo(each.equals(name) ? 7 : Limits.DEFAULT.values().get(each)));
  }

  @Test
  void the_names_are_those_of_the_components() {
    assertThat(new Limits(1, 2, 3, 4, 5, 6, 7))
        .isEqualTo(
            Limits.DEFAULT
                .with("bytes", 1)
                .with("unpacked_bytes", 2)
                .with("entries", 3)
                .with("ratio", 4)
                .with("rows", 5)
                .with("cell_length", 6)
                .with("marked_bytes", 7));
  }

  @ParameterizedTest
  @CsvSource({"rows,0", "rows,2147483648", "bytes,-1", "lines,5"})
  void what_is_no_limit_is_named(String name, long value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Limits.DEFAULT.with(name, value))
        .withMessageContaining(name);
  }
}
