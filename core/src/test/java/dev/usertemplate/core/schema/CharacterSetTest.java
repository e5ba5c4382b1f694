package dev.usertemplate.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CharacterSetTest {
  @Test
  void letters_and_digits_are_those_of_ascii() {
    for (int character = 0; character < 0x400; character++) {
      boolean letter =
          (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z');
      boolean digit = character >= '0' && character <= '9';
      assertThat(CharacterSet.ALPHANUMERIC.contains(character)).isEqualTo(letter || digit);
      assertThat(CharacterSet.DIGITS.contains(character)).isEqualTo(digit);
      assertThat(CharacterSet.DIGITS.and("-").contains(character))
          .isEqualTo(digit || character == '-');
    }
  }

  @Test
  void a_set_names_each_of_its_members() {
    String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    assertThat(CharacterSet.ALPHANUMERIC.and(".-").members())
        .isEqualTo(letters + "0123456789" + ".-");
    assertThat(CharacterSet.DIGITS.members()).isEqualTo("0123456789");
    assertThat(CharacterSet.of(" /-").members()).isEqualTo(" /-");
  }

  @Test
  void a_text_belongs_to_a_set_if_all_of_it_does() {
    assertThat(CharacterSet.DIGITS.containsAll("0123456789")).isTrue();
    assertThat(CharacterSet.DIGITS.containsAll("")).isTrue();
    assertThat(CharacterSet.DIGITS.containsAll("x1")).isFalse();
    assertThat(CharacterSet.DIGITS.containsAll("1x")).isFalse();
    assertThat(CharacterSet.DIGITS.containsAll("x12y", 1, 3)).isTrue();
  }
}
