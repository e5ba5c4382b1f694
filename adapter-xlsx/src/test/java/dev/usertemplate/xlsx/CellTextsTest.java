package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.SheetRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTextsTest {
  private static final String SHARED = "<c r='A1' t='s'><v>0</v></c>";

  private static HandMadeWorkbook shared(String item) {
    return new HandMadeWorkbook().cells(SHARED).shared("<si>" + item + "</si>");
  }

  private static HandMadeWorkbook inline(String item) {
    return new HandMadeWorkbook().cells("<c r='A1' t='inlineStr'><is>" + item + "</is></c>");
  }

  @Test
  void shared_strings_are_found_by_number_in_any_order_and_again() throws Exception {
    assertThat(
            Reading.cells(
                new HandMadeWorkbook()
                    .cells(
                        "<c t='s'><v>2</v></c><c t='s'><v>0</v></c>"
                            + "<c t='s'><v>1</v></c><c t='s'><v>2</v></c>")
                    .shared("<si><t>a</t></si><si><t>用户</t></si><si><t></t></si>")))
        .containsExactly("A1 TEXT ", "B1 TEXT a", "C1 TEXT 用户", "D1 TEXT ");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "`<t>plain</t>`|`plain`",
        "`<t xml:space='preserve'>  two blanks  </t>`|`  two blanks  `",
        "`<r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r>`|`rich`",
        "`<t>課</t><rPh sb='0' eb='1'><t>カ</t></rPh><phoneticPr fontId='1'/>`|`課`",
        "`<r><t>東</t></r><rPh sb='0' eb='1'><t>ヒガシ</t></rPh><r><t>京</t></r>`|`東京`",
        "`<t>a&amp;b&lt;&#x4e2d;&#65;</t>`|`a&b<中A`",
        "`<t><![CDATA[<b>]]>&amp;</t>`|`<b>&`",
        "`<t>a<!-- not --><?nor this?>b</t>`|`ab`",
        "`<t>😀</t>`|`😀`",
        "`<t/>`|``",
        "``|``",
      })
  void shared_and_inline_strings_say_the_same(String item, String text) throws Exception {
    assertThat(Reading.texts(shared(item))).containsExactly(text);
    assertThat(Reading.texts(inline(item))).containsExactly(text);
  }

  @ParameterizedTest
  @CsvSource({
    "_x0041_, A",
    "_x4E2D__x4e2d_, 中中",
    "a_x005F_x0041_b, a_x0041_b",
    "_x005f_, _",
    "_x005F_x005F_, _x005F_",
    "_X0041_, _X0041_",
    "_x041_, _x041_",
    "_x004G_, _x004G_",
    "__x0041_, _A",
    "_x0041_x0042_, Ax0042_",
    "_x0041, _x0041",
    "_xD83D__xDE00_, 😀",
    "_, _",
  })
  void escapes_are_decoded_once(String stored, String text) throws Exception {
    assertThat(Reading.texts(shared("<t>" + stored + "</t>"))).containsExactly(text);
    assertThat(Reading.texts(inline("<t>" + stored + "</t>"))).containsExactly(text);
  }

  @Test
  void an_escape_is_decoded_across_an_entity_and_not_across_rich_text_twice() throws Exception {
    assertThat(Reading.texts(shared("<t>_x00&#x34;1_</t>"))).containsExactly("A");
  }

  @Test
  void line_ends_become_line_feeds_unless_they_are_escaped() throws Exception {
    assertThat(Reading.texts(shared("<t>a\r\nb\rc\nd</t>"))).containsExactly("a\nb\nc\nd");
    assertThat(Reading.texts(shared("<t>a_x000D_\nb&#13;c</t>"))).containsExactly("a\r\nb\rc");
  }

  @Test
  void a_text_over_the_limit_is_cut_to_one_character_more() throws Exception {
    Limits limits = Limits.DEFAULT.with("cell_length", 10);
    for (String stored :
        new String[] {"0123456789", "0123456789a", "0123456789abc", "中".repeat(100_000)}) {
      String text = stored.substring(0, Math.min(stored.length(), 11));
      String element = "<t>" + stored + "</t>";
      assertThat(Reading.each(shared(element).bytes(), limits, SheetRow::text))
          .containsExactly(text);
      assertThat(Reading.each(inline(element).bytes(), limits, SheetRow::text))
          .containsExactly(text);
    }
    assertThat(Reading.each(shared("<t>012345678_x0041_</t>").bytes(), limits, SheetRow::text))
        .containsExactly("012345678A");
    assertThat(
            Reading.each(shared("<t>012345678_x0041__x0042_C</t>").bytes(), limits, SheetRow::text))
        .containsExactly("012345678AB");
  }

  @ParameterizedTest
  @ValueSource(ints = {16_370, 16_380, 16_384, 16_390, 16_395})
  void characters_of_any_length_stand_across_the_pieces_that_the_parser_gets(int length)
      throws Exception {
    String text = "a".repeat(length) + "é中😀\n&_x0041_é中😀".repeat(4_000);
    String stored = text.replace("_", "_x005F_").replace("&", "&amp;");
    Limits limits = Limits.DEFAULT.with("cell_length", 1_000_000);
    for (int shift = 0; shift < 4; shift++) {
      String item = "<t>" + "b".repeat(shift) + stored + "</t>";
      assertThat(Reading.each(shared(item).bytes(), limits, SheetRow::text))
          .containsExactly("b".repeat(shift) + text);
    }
  }

  @Test
  void texts_beyond_the_share_of_the_heap_are_read_all_the_same() throws Exception {
    StringBuilder items = new StringBuilder();
    StringBuilder cells = new StringBuilder();
    String filling = "0123456789".repeat(3_000);
    for (int i = 0; i < 1_500; i++) {
      items.append("<si><t>").append(i).append(i % 2 == 0 ? "中" : "").append(filling);
      items.append("</t></si>");
      cells.append("<c t='s'><v>").append(1_499 - i).append("</v></c>");
    }
    byte[] file = new HandMadeWorkbook().cells(cells.toString()).shared(items.toString()).bytes();

    assertThat(
            Reading.each(
                file,
                Limits.DEFAULT.with("ratio", 10_000),
                (row, i) -> {
                  int number = 1_499 - i;
                  return row.text(i).equals(number + (number % 2 == 0 ? "中" : "") + filling);
                }))
        .hasSize(1_500)
        .containsOnly(true);
  }
}
