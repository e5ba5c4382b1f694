package dev.usertemplate.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import org.junit.jupiter.api.Test;

class GlobTest {
  @Test
  void it_agrees_with_the_definition() {
    Property.holds(
        5000,
        any -> {
          String pattern = any.text("aB:*?", 0, 7);
          String text = any.text("Ab:", 0, 7);

          assertThat(Glob.matches(pattern, text)).isEqualTo(byDefinition(pattern, text));
        });
  }

  /** A matcher that tries every run for every star would not live to see the end of this. */
  @Test
  void many_stars_on_a_long_text_end_in_time() {
    assertThat(Glob.matches("*a".repeat(2000) + "b", "a".repeat(20_000))).isFalse();
    assertThat(Glob.matches("*a".repeat(2000) + "*", "a".repeat(20_000))).isTrue();
  }

  private static boolean byDefinition(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    if (pattern.charAt(0) == '*') {
      return byDefinition(rest, text)
          || (!text.isEmpty() && byDefinition(pattern, text.substring(1)));
    }
    return !text.isEmpty()
        && (pattern.charAt(0) == '?'
            || pattern.substring(0, 1).equalsIgnoreCase(text.substring(0, 1)))
        && byDefinition(rest, text.substring(1));
  }
}
