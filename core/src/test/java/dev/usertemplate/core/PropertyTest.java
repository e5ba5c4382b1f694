package dev.usertemplate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A property that does not hold fails, and fails again with the same seed. */
class PropertyTest {
  @Test
  void the_seed_of_a_failure_repeats_it() {
    List<String> first = new ArrayList<>();
    Property.Check noTextIsLong =
        any -> {
          String text = any.text(0, 100);
          if (text.length() > 90) {
            first.add(text);
            throw new AssertionError("it is long");
          }
        };

    assertThatThrownBy(() -> Property.holds(1000, 5000, noTextIsLong))
        .isInstanceOf(AssertionError.class)
        .hasRootCauseMessage("it is long")
        .hasMessageContaining("it is long")
        .satisfies(
            failure -> {
              long seed =
                  Long.parseLong(failure.getMessage().replaceAll("(?s).*seed=(\\d+).*", "$1"));
              assertThatThrownBy(() -> Property.holds(1, seed, noTextIsLong))
                  .isInstanceOf(AssertionError.class);
            });
    assertThat(first).hasSize(2);
    assertThat(first.get(1)).isEqualTo(first.get(0));
  }

  @Test
  void a_failure_shows_its_values() {
    assertThatThrownBy(
            () ->
                Property.holds(
                    1,
                    1,
                    any -> {
                      any.text("a\n", 3, 3);
                      any.of(true);
                      any.list(2, 2, () -> any.between(7, 7));
                      throw new IllegalStateException("no");
                    }))
        .hasMessageMatching(
            "Try 1 of 1 failed; -Dtries\\.seed=1 repeats it\\.\\R"
                + "java\\.lang\\.IllegalStateException: no\\R"
                + "Its values: \"(a|\\\\u000A){3}\", true, 7, 7");
  }

  @Test
  void each_run_has_other_values() {
    assumeThat(System.getProperty("tries.seed")).isNull();
    Set<String> texts = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      Property.holds(1, any -> texts.add(any.text("01", 60, 60)));
    }
    assertThat(texts).hasSizeGreaterThan(1);
  }

  @Test
  void edge_cases_come() {
    Set<String> texts = new HashSet<>();
    Set<Integer> numbers = new HashSet<>();
    Set<Integer> sizes = new HashSet<>();
    Set<Double> doubles = new HashSet<>();
    Property.holds(
        3000,
        any -> {
          texts.add(any.text(0, 50));
          texts.add(any.text("abcdefghijklmnopqrstuvwxyz", 20, 20));
          numbers.add(any.between(Integer.MIN_VALUE, Integer.MAX_VALUE));
          sizes.add(any.list(3, 300, () -> "").size());
          doubles.add(any.number(5e15));
        });

    assertThat(texts).contains("", "a".repeat(20), "z".repeat(20));
    assertThat(String.join("", texts)).contains(RandomValues.SPECIAL);
    assertThat(texts).anyMatch(it -> it.length() == 50).anyMatch(it -> it.length() == 1);
    assertThat(numbers).contains(Integer.MIN_VALUE, Integer.MAX_VALUE);
    assertThat(sizes).contains(3, 4, 300).allMatch(it -> it >= 3 && it <= 300);
    assertThat(doubles).contains(0.0, -0.0, 5e15, -5e15).allMatch(it -> Math.abs(it) <= 5e15);
  }
}
