package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.SheetRow;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellValuesTest {
  private static HandMadeWorkbook cell(String attributes, String content) {
    return new HandMadeWorkbook().cells("<c r='A1' %s>%s</c>".formatted(attributes, content));
  }

  @ParameterizedTest
  @CsvSource({
    "13800138000, 13800138000",
    "1.38E10, 13800000000",
    "1.38001380000000000E+10, 13800138000",
    "0, 0",
    "-0, 0",
    "-1.5, -1.5",
    "0.1, 0.1",
    "0.30000000000000004, 0.3",
    "1.0, 1",
    "1e-3, 0.001",
    "0.00001, 0.00001",
    "1.5E-20, 1.5E-20",
    "999999999999999, 999999999999999",
    "1000000000000000, 1E+15",
    "123456789012345678, 1.23456789012346E+17",
    "12345678901234567890, 1.23456789012346E+19",
    "-12345678901234567890, -1.23456789012346E+19",
    "1.7976931348623157E308, 1.79769313486232E+308",
    "' 7 ', 7",
    "+5, 5",
    "44927.999999999996, 44928",
    "8.5000000000000002E-2, 0.085",
  })
  void numbers_have_fifteen_digits_and_no_exponent_while_they_fit(String stored, String text)
      throws Exception {
    assertThat(Reading.cells(cell("", "<v>" + stored + "</v>")))
        .containsExactly("A1 NUMBER " + text);
    assertThat(Reading.texts(cell("t='n'", "<v>" + stored + "</v>"))).containsExactly(text);
    assertThat(
            Reading.each(
                cell("", "<v>" + stored + "</v>").bytes(), Limits.DEFAULT, SheetRow::number))
        .containsExactly(Double.valueOf(stored.strip()));
  }

  @ParameterizedTest
  @CsvSource({
    "t='b',1, BOOLEAN TRUE",
    "t='b',0, BOOLEAN FALSE",
    "t='b',true, BOOLEAN TRUE",
    "t='e',#N/A, ERROR #N/A",
    "t='e',#DIV/0!, ERROR #DIV/0!",
    "t='str',5, TEXT 5",
    "t='str',a_x0041_, TEXT aA",
    "t='d',2030-12-31, DATE 47848",
    "t='d',2030-12-31T12:00:00, DATE 47848.5",
    "t='d',2030-12-31T12:00:00.000Z, DATE 47848.5",
    "t='d',1900-01-01, DATE 1",
    "t='d',1900-02-28, DATE 59",
    "t='d',1900-03-01, DATE 61",
    "t='d',06:00:00, DATE 0.25",
    "t='d',some day, TEXT some day",
  })
  void each_type_has_its_kind(String attributes, String value, String cell) throws Exception {
    assertThat(Reading.cells(cell(attributes, "<v>" + value + "</v>")))
        .containsExactly("A1 " + cell);
  }

  @Test
  void formulas_show_their_results_whatever_form_they_have() throws Exception {
    assertThat(
            Reading.cells(
                new HandMadeWorkbook()
                    .cells(
                        "<c r='A1'><f>1+1</f><v>2</v></c>"
                            + "<c r='B1' t='str'><f>T(\"x\")</f><v>x</v></c>"
                            + "<c r='C1' t='str'><f>T(\"\")</f><v></v></c>"
                            + "<c r='D1'><f t='shared' ref='D1:D9' si='0'>1</f><v>1</v></c>"
                            + "<c r='E1'><f t='shared' si='0'/><v>1</v></c>"
                            + "<c r='F1'><f t='array' ref='F1'>1</f><v>1</v></c>"
                            + "<c r='G1' t='b'><f>TRUE()</f><v>1</v></c>"
                            + "<c r='H1' t='e'><f>NA()</f><v>#N/A</v></c>"
                            + "<c r='I1'><f>1+1</f></c>"
                            + "<c r='J1'><f>1+1</f><v/></c>")))
        .containsExactly(
            "A1 =NUMBER 2",
            "B1 =TEXT x",
            "C1 =TEXT ",
            "D1 =NUMBER 1",
            "E1 =NUMBER 1",
            "F1 =NUMBER 1",
            "G1 =BOOLEAN TRUE",
            "H1 =ERROR #N/A",
            "I1 =NOTHING ",
            "J1 =NOTHING ");
  }

  @Test
  void cells_that_hold_nothing_are_left_out() throws Exception {
    assertThat(
            Reading.cells(
                new HandMadeWorkbook()
                    .cells("<c r='A1' s='1'/><c r='B1'><v></v></c><c r='D1'><v>1</v></c>")))
        .containsExactly("D1 NUMBER 1");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1900-01-01T00:00",
    "59, 1900-02-28T00:00",
    "60,",
    "60.5,",
    "61, 1900-03-01T00:00",
    "0,",
    "0.5,",
    "-1,",
    "47848, 2030-12-31T00:00",
    "47848.99998842593, 2030-12-31T23:59:59",
    "43831.000000001, 2020-01-01T00:00",
    "45413.520833333336, 2024-05-01T12:30",
    "2958465.5, 9999-12-31T12:00",
    "2958466,",
    "1e300,",
  })
  void numbers_mean_dates_from_1900(String number, LocalDateTime date) throws Exception {
    assertThat(
            Reading.each(cell("", "<v>" + number + "</v>").bytes(), Limits.DEFAULT, SheetRow::date))
        .containsExactly(date);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1904-01-01T00:00",
    "0.5, 1904-01-01T12:00",
    "-1,",
    "60, 1904-03-01T00:00",
    "46386, 2030-12-31T00:00",
    "2957003, 9999-12-31T00:00",
    "2957004,",
  })
  void numbers_mean_dates_from_1904_where_the_workbook_says_so(String number, LocalDateTime date)
      throws Exception {
    HandMadeWorkbook file =
        cell("", "<v>" + number + "</v>")
            .workbook(
                "<workbookPr date1904='true'/>"
                    + "<sheets><sheet name='Users' sheetId='1' r:id='rId1'/></sheets>");
    assertThat(Reading.each(file.bytes(), Limits.DEFAULT, SheetRow::date)).containsExactly(date);
  }

  @Test
  void what_is_no_number_is_no_date_and_not_a_number() throws Exception {
    byte[] file = cell("t='str'", "<v>5</v>").bytes();
    assertThat(Reading.each(file, Limits.DEFAULT, SheetRow::date)).containsOnlyNulls();
    assertThat(Reading.each(file, Limits.DEFAULT, SheetRow::number)).containsExactly(Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 22, 27, 36, 45, 47, 50, 58})
  void formats_that_every_program_knows_show_dates(int id) throws Exception {
    assertThat(Reading.cells(styled("<xf numFmtId='%d'/>".formatted(id))))
        .containsExactly("A1 DATE 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 13, 23, 37, 44, 48, 49, 59, 9999})
  void formats_that_every_program_knows_show_numbers(int id) throws Exception {
    assertThat(Reading.cells(styled("<xf numFmtId='%d'/>".formatted(id))))
        .containsExactly("A1 NUMBER 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-mm-dd",
        "m/d/yy h:mm",
        "[h]:mm:ss",
        "[$-804]yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@",
        "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
        "[Red]d.m.yy",
        "ggge",
        "mmm",
        "[ss].00",
        "0;yyyy",
        "H:MM AM/PM",
      })
  void codes_with_letters_of_dates_show_dates(String code) throws Exception {
    assertThat(Reading.cells(withCode(code))).containsExactly("A1 DATE 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "General",
        "@",
        "0.00",
        "#,##0.00_);[Red](#,##0.00)",
        "0.00E+00",
        "0&quot;days&quot;",
        "\\d0",
        "[Red]0",
        "[$¥-804]#,##0",
        "[&gt;=100]0;0.0",
        "G/通用格式",
        "_d0*m",
        "&quot;unfinished year",
        "[unfinished year",
        "",
      })
  void codes_with_such_letters_as_words_only_show_numbers(String code) throws Exception {
    assertThat(Reading.cells(withCode(code))).containsExactly("A1 NUMBER 1");
  }

  private static HandMadeWorkbook withCode(String code) {
    return cell("s='1'", "<v>1</v>")
        .styles(
            "<numFmts><numFmt numFmtId='164' formatCode='"
                + code
                + "'/></numFmts><cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
                + "<cellXfs><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs>");
  }

  private static HandMadeWorkbook styled(String format) {
    return cell("s='1'", "<v>1</v>")
        .styles("<cellXfs><xf numFmtId='0'/>" + format + "</cellXfs><dxfs/>");
  }

  @Test
  void a_style_that_there_is_not_shows_numbers() throws Exception {
    assertThat(Reading.cells(cell("s='77'", "<v>1</v>"))).containsExactly("A1 NUMBER 1");
  }
}
