package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.SheetRow;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.ss.util.CellReference;

/** What the reader makes of a file, in a form that tests compare. */
final class Reading {
  private Reading() {}

  static ReadableWorkbook open(byte[] file, Limits limits) throws IOException {
    return new XlsxWorkbookFormat().open(new SeekableInMemoryByteChannel(file), limits);
  }

  static ReadableWorkbook open(HandMadeWorkbook file) throws IOException {
    return open(file.bytes(), Limits.DEFAULT);
  }

  /** The cells of the first sheet, such as {@code B7 TEXT abc}; with = before that of a formula. */
  static List<String> cells(byte[] file) throws IOException {
    return each(
        file,
        Limits.DEFAULT,
        (row, i) ->
            "%s %s%s %s"
                .formatted(
                    new CellReference(row.number() - 1, row.column(i)).formatAsString(),
                    row.isFormula(i) ? "=" : "",
                    row.kind(i),
                    row.text(i)));
  }

  static List<String> cells(HandMadeWorkbook file) throws IOException {
    return cells(file.bytes());
  }

  /** The texts of all cells of the first sheet. */
  static List<String> texts(byte[] file) throws IOException {
    return each(file, Limits.DEFAULT, SheetRow::text);
  }

  static List<String> texts(HandMadeWorkbook file) throws IOException {
    return texts(file.bytes());
  }

  /** Something of each cell of the first sheet. */
  static <T> List<T> each(byte[] file, Limits limits, BiFunction<SheetRow, Integer, T> property)
      throws IOException {
    List<T> all = new ArrayList<>();
    try (ReadableWorkbook workbook = open(file, limits)) {
      workbook.read(
          0,
          row -> {
            for (int i = 0; i < row.size(); i++) {
              all.add(property.apply(row, i));
            }
            return true;
          });
    }
    return all;
  }

  /** Reads everything of all sheets. */
  static void all(byte[] file, Limits limits) throws IOException {
    try (ReadableWorkbook workbook = open(file, limits)) {
      for (int sheet = 0; sheet < workbook.sheets().size(); sheet++) {
        workbook.read(
            sheet,
            row -> {
              for (int i = 0; i < row.size(); i++) {
                assertThat(row.text(i)).isNotNull();
                row.date(i);
              }
              return true;
            });
      }
    }
  }

  /** Why the file can't be read. */
  static Problem problem(byte[] file, Limits limits) {
    Throwable thrown = catchThrowable(() -> all(file, limits));
    assertThat(thrown).isInstanceOf(UnreadableWorkbookException.class);
    return ((UnreadableWorkbookException) thrown).problem();
  }

  static Problem problem(byte[] file) {
    return problem(file, Limits.DEFAULT);
  }

  static Problem problem(HandMadeWorkbook file) throws IOException {
    return problem(file.bytes());
  }
}
