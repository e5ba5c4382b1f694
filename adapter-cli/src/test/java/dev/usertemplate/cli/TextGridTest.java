package dev.usertemplate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextGridTest {
  @Test
  void a_chinese_character_counts_two() {
    assertThat(TextGrid.width("用户 a，b")).isEqualTo(9);
    assertThat(TextGrid.width("jane.doe")).isEqualTo(8);
  }

  @Test
  void cells_are_aligned_whatever_they_are_written_in() {
    TextGrid grid = new TextGrid(List.of(List.of("用户名", "one"), List.of("abc", "two")), 80);

    assertThat(grid.lines()).containsExactly(List.of("用户名  one"), List.of("abc     two"));
  }

  @Test
  void english_breaks_between_words_only() {
    assertThat(TextGrid.wrap("on 2030-12-31T23:59:59Z at last", 9))
        .containsExactly("on", "2030-12-31T23:59:59Z", "at last");
  }

  @Test
  void chinese_breaks_anywhere_but_before_a_full_stop() {
    assertThat(TextGrid.wrap("用户登录时。", 10)).containsExactly("用户登录", "时。");
  }

  @Test
  void line_breaks_stay() {
    assertThat(TextGrid.wrap("a\nb c", 9)).containsExactly("a", "b c");
  }
}
