package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.CharacterSet;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which characters count as blank, invisible, full-width or broken, at the ends of each range. */
class CharactersOfCellsTest {
  private static final Texts TEXTS = Texts.of(Language.EN_US);

  @Test
  void a_text_of_blanks_and_invisible_characters_is_blank() {
    assertThat(CellText.isBlank(" \t\u0001\u00A0\u3000\u2028\u200B\u00AD\uFEFF")).isTrue();
    assertThat(CellText.isBlank("")).isTrue();
    assertThat(CellText.isBlank("\u200B!")).isFalse();
    assertThat(CellText.isBlank("~")).isFalse();
    assertThat(CellText.isBlank("\u007F")).isFalse();
    assertThat(CellText.isBlank("用")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00AD", "\u061C", "\u200B", "\u200F", "\u2060", "\u2069", "\uFEFF"})
  void invisible_characters_are_left_out_wherever_they_stand(String invisible) {
    String text = invisible + "a" + invisible + "b" + invisible;
    assertThat(CellText.hasInvisible(text)).isTrue();
    assertThat(CellText.withoutInvisible(text)).isEqualTo("ab");
    assertThat(CellText.strip(text)).isEqualTo("a" + invisible + "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00AC", "\u00AE", "\u200A", "\u2010", "\u2065", "\uFF00"})
  void their_neighbours_are_not_invisible(String visible) {
    assertThat(CellText.hasInvisible(visible)).isFalse();
    assertThat(CellText.withoutInvisible(visible)).isEqualTo(visible);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u0008", "\u000B", "\u001F", "\uD800", "\uDBFF", "\uDFFF"})
  void control_characters_and_halves_are_left_out(String half) {
    assertThat(CellText.withoutHalves("a" + half + "b")).isEqualTo("ab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\t", "\n", "\r", " ", "\u007F", "\uD7FF", "\uE000", "😀"})
  void whole_characters_are_kept(String whole) {
    assertThat(CellText.withoutHalves("a\u0001" + whole + "b")).isEqualTo("a" + whole + "b");
  }

  @Test
  void full_width_forms_are_those_of_the_visible_ascii_characters() {
    assertThat(CellText.withUsualWidth("！０Ａｚ～")).isEqualTo("!0Az~");
    assertThat(CellText.withUsualWidth("\uFF00\uFF5F用a")).isEqualTo("\uFF00\uFF5F用a");
  }

  @Test
  void a_text_with_a_control_character_is_not_plain() {
    assertThat(CellText.isPlain("a~b")).isTrue();
    assertThat(CellText.isPlain("a\u007Fb")).isFalse();
    assertThat(CellText.isPlain("a\u001Fb")).isFalse();
    assertThat(CellText.isPlain("")).isTrue();
  }

  @Test
  void the_first_ten_characters_that_are_not_allowed_are_told_once_each() {
    assertThat(CharacterList.outside(CharacterSet.DIGITS, "1a2b3a"))
        .isEqualTo(new CharacterList("ab"));
    assertThat(CharacterList.outside(CharacterSet.DIGITS, "abcdefghijkl"))
        .isEqualTo(new CharacterList("abcdefghij"));
  }

  @Test
  void characters_that_cannot_be_seen_are_told_by_their_numbers() {
    assertThat(new CharacterList("a 用\u00A0\u200B\u3164\u0301").inWords(TEXTS))
        .isEqualTo("a space 用 U+00A0 U+200B U+3164 U+0301");
    assertThat(new CharacterList("\u0001\uD800\uE000\u2028\u2029\u20DD\u0378\u115F").inWords(TEXTS))
        .isEqualTo("U+0001 U+D800 U+E000 U+2028 U+2029 U+20DD U+0378 U+115F");
    assertThat(new CharacterList("😀é").inWords(TEXTS)).isEqualTo("😀 é");
  }

  @Test
  void a_text_is_shortened_to_64_characters_with_dots() {
    assertThat(Shortened.of("x".repeat(64))).isEqualTo("x".repeat(64));
    assertThat(Shortened.of("x".repeat(65))).isEqualTo("x".repeat(61) + "...");
    assertThat(Shortened.of("😀".repeat(64))).isEqualTo("😀".repeat(64));
    assertThat(Shortened.of("😀".repeat(65))).isEqualTo("😀".repeat(61) + "...");
    assertThat(Shortened.of("a\u0001b")).isEqualTo("ab");
  }

  @Test
  void columns_are_named_as_spreadsheet_programs_do() {
    assertThat(CellReference.of(3, 1)).isEqualTo("B3");
    assertThat(CellReference.column(0)).isEqualTo("A");
    assertThat(CellReference.column(25)).isEqualTo("Z");
    assertThat(CellReference.column(26)).isEqualTo("AA");
    assertThat(CellReference.column(51)).isEqualTo("AZ");
    assertThat(CellReference.column(701)).isEqualTo("ZZ");
    assertThat(CellReference.column(702)).isEqualTo("AAA");
    assertThat(CellReference.of(1_048_576, 16_383)).isEqualTo("XFD1048576");
  }
}
