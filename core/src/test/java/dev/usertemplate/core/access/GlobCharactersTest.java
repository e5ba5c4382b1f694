package dev.usertemplate.core.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which characters of a pattern are the same as one of a name. */
class GlobCharactersTest {
  @Test
  void a_character_stands_for_itself_and_an_ascii_letter_for_either_case() {
    for (char pattern = ' '; pattern < 0x180; pattern++) {
      for (char text = ' '; text < 0x180; text++) {
        boolean isAscii = pattern < 0x80 && text < 0x80;
        boolean same = isAscii ? lower(pattern).equals(lower(text)) : pattern == text;
        assertThat(Glob.matches("" + pattern, "" + text))
            .as("%s %s", pattern, text)
            .isEqualTo(same || pattern == '*' || pattern == '?');
      }
    }
  }

  private static String lower(char character) {
    return String.valueOf(character).toLowerCase(Locale.ROOT);
  }
}
