package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.usertemplate.core.Property;
import dev.usertemplate.core.RandomValues;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.SheetRow;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/** Whatever is put into cells by a library comes back. */
class AnyCellsTest {
  private static final String UNUSUAL = "用户名éßカ\u3000\u00A0\u200B\n\t_x0041&<>\"']]>";

  private static List<String> texts(RandomValues any) {
    return any.list(0, 8, () -> String.join("", any.list(0, 4, () -> piece(any))));
  }

  private static String piece(RandomValues any) {
    return any.oneOf(
        () -> any.text(RandomValues.PRINTABLE, 0, 255),
        () -> any.text(UNUSUAL, 0, 255),
        () -> any.of("😀", "👩‍💻", "𠀀", "\uFFFD", "a\nb", " ", "_x0041_", "]]>"));
  }

  /** What looks like an escape, written so that it is none. */
  static String escaped(String text) {
    return text.replace("_x", "_x005F_x");
  }

  @Test
  void texts_written_by_poi() {
    Property.holds(
        200,
        any -> {
          List<String> texts = texts(any);
          ByteArrayOutputStream out = new ByteArrayOutputStream();
          try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Row row = workbook.createSheet().createRow(0);
            for (int i = 0; i < texts.size(); i++) {
              row.createCell(i).setCellValue(escaped(texts.get(i)));
            }
            workbook.write(out);
          }
          assertThat(Reading.texts(out.toByteArray())).isEqualTo(texts);
        });
  }

  @Test
  void texts_written_by_fastexcel() {
    Property.holds(
        200,
        any -> {
          List<String> texts = texts(any);
          boolean shared = any.of(true, false);
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
        });
  }

  @Test
  void control_characters_are_escaped_and_come_back() {
    Property.holds(
        200,
        any -> {
          String text = any.text(0, 20);
          String stored = text.chars().mapToObj("_x%04X_"::formatted).collect(Collectors.joining());
          assertThat(
                  Reading.texts(
                      new HandMadeWorkbook()
                          .cells("<c t='inlineStr'><is><t>" + stored + "</t></is></c>")))
              .containsExactly(text);
        });
  }

  @Test
  void numbers_written_by_poi() {
    Property.holds(
        500,
        any -> {
          List<Double> numbers = any.list(0, 40, () -> any.number(1e300));
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
                      assertThat(Double.parseDouble(text))
                          .isCloseTo(number, withinPercentage(1e-12)));
        });
  }
}
