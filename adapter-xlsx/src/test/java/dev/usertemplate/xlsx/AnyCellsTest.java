package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.SheetRow;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Whatever is put into cells by a library comes back. */
class AnyCellsTest {
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withCharRange(' ', '~'),
            Arbitraries.strings().withChars("用户名éßカ\u3000\u00A0\u200B\n\t_x0041&<>\"']]>"),
            Arbitraries.of("😀", "👩‍💻", "𠀀", "\uFFFD", "a\nb", " "))
        .list()
        .ofMaxSize(4)
        .map(pieces -> String.join("", pieces));
  }

  /** What looks like an escape, written so that it is none. */
  private static String escaped(String text) {
    return text.replace("_x", "_x005F_x");
  }

  @Property(tries = 200)
  void texts_written_by_poi(@ForAll @Size(max = 8) List<@From("texts") String> texts)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      Row row = workbook.createSheet().createRow(0);
      for (int i = 0; i < texts.size(); i++) {
        row.createCell(i).setCellValue(escaped(texts.get(i)));
      }
      workbook.write(out);
    }
    assertThat(Reading.texts(out.toByteArray())).isEqualTo(texts);
  }

  @Property(tries = 200)
  void texts_written_by_fastexcel(
      @ForAll @Size(max = 8) List<@From("texts") String> texts, @ForAll boolean shared)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Workbook workbook = new Workbook(out, "test", "1.0")) {
      Worksheet sheet = workbook.newWorksheet("Users");
      for (int i = 0; i < texts.size(); i++) {
        if (shared) {
          sheet.value(0, i, escaped(texts.get(i)));
        } else {
          sheet.inlineString(0, i, escaped(texts.get(i)));
        }
      }
    }
    assertThat(Reading.texts(out.toByteArray())).isEqualTo(texts);
  }

  @Property(tries = 200)
  void control_characters_are_escaped_and_come_back(@ForAll @Size(max = 20) List<Character> text)
      throws Exception {
    String stored =
        text.stream().map(c -> "_x%04X_".formatted((int) c)).collect(Collectors.joining());
    String expected = text.stream().map(String::valueOf).collect(Collectors.joining());
    assertThat(
            Reading.texts(
                new HandMadeWorkbook()
                    .cells("<c t='inlineStr'><is><t>" + stored + "</t></is></c>")))
        .containsExactly(expected);
  }

  @Property(tries = 500)
  void numbers_written_by_poi(
      @ForAll @Size(max = 40) List<@DoubleRange(min = -1e300, max = 1e300) Double> numbers)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      Row row = workbook.createSheet().createRow(0);
      for (int i = 0; i < numbers.size(); i++) {
        row.createCell(i).setCellValue(numbers.get(i));
      }
      workbook.write(out);
    }
    assertThat(Reading.each(out.toByteArray(), Limits.DEFAULT, SheetRow::number))
        .isEqualTo(numbers);
    // What is shown is the same number, but for what lies beyond the fifteenth digit.
    assertThat(Reading.texts(out.toByteArray()))
        .zipSatisfy(
            numbers,
            (text, number) ->
                assertThat(Double.parseDouble(text)).isCloseTo(number, withinPercentage(1e-12)));
  }
}
