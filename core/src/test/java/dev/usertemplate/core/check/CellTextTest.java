package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A text that is plain at first sight is one that all repairs leave as it is. */
class CellTextTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(6),
        Arbitraries.strings()
            .withChars("a 用ａ！\u00A0\u3000\u200B\uD83D\u0001\u007F\t\n")
            .ofMaxLength(6));
  }

  @Property
  void plain_texts_need_no_repair(@ForAll @From("texts") String text) {
    assertThat(!CellText.isPlain(text) || repaired(text).equals(text)).as(text).isTrue();
  }

  @Test
  void so_does_each_character_in_each_place() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      for (String text : new String[] {"" + c, c + "b", "a" + c, "a" + c + "b"}) {
        plain_texts_need_no_repair(text);
      }
    }
  }

  @Test
  void ascii_with_blanks_between_words_is_plain() {
    assertThat(CellText.isPlain("The user  in row 1!")).isTrue();
    assertThat(CellText.isPlain("a b ")).isFalse();
    assertThat(CellText.isPlain("a\tb")).isFalse();
  }

  private static String repaired(String text) {
    String visible = CellText.withoutInvisible(CellText.withoutHalves(text));
    return CellText.withUsualWidth(CellText.strip(CellText.withUsualBlanks(visible)));
  }
}
