package dev.usertemplate.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A text that is plain at first sight is one that all repairs leave as it is. */
class CellTextTest {
  private static final String HARDLY_PLAIN = "a 用ａ！\u00A0\u3000\u200B\uD83D\u0001\u007F\t\n";

  @Test
  void plain_texts_need_no_repair() {
    Set<Boolean> plain = new HashSet<>();
    Property.holds(
        1000,
        any -> {
          String text =
              any.oneOf(
                  () -> any.text(RandomValues.PRINTABLE, 0, 6),
                  () -> any.text(HARDLY_PLAIN, 0, 6),
                  () -> any.text(0, 6));
          plain.add(CellText.isPlain(text));
          assertNeedsNoRepairIfPlain(text);
        });
    assertThat(plain).containsOnly(true, false);
  }

  @Test
  void so_does_each_character_in_each_place() {
    for (char c = 0; c < Character.MAX_VALUE; c++) {
      for (String text : new String[] {"" + c, c + "b", "a" + c, "a" + c + "b"}) {
        assertNeedsNoRepairIfPlain(text);
      }
    }
  }

  @Test
  void ascii_with_blanks_between_words_is_plain() {
    assertThat(CellText.isPlain("The user  in row 1!")).isTrue();
    assertThat(CellText.isPlain("a b ")).isFalse();
    assertThat(CellText.isPlain("a\tb")).isFalse();
  }

  private static void assertNeedsNoRepairIfPlain(String text) {
    assertThat(!CellText.isPlain(text) || repaired(text).equals(text)).as(text).isTrue();
  }

  private static String repaired(String text) {
    String visible = CellText.withoutInvisible(CellText.withoutHalves(text));
    return CellText.withUsualWidth(CellText.strip(CellText.withUsualBlanks(visible)));
  }
}
