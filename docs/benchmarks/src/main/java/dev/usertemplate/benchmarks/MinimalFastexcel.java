package dev.usertemplate.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** The smallest program that writes such a workbook with fastexcel. The argument is the file. */
public final class MinimalFastexcel {
  private MinimalFastexcel() {}

  /** Writes the file. */
  public static void main(String... args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
      write(out);
    }
  }

  static void write(OutputStream out) throws IOException {
    try (Workbook workbook = new Workbook(out, "User Template", "1.0")) {
      Worksheet sheet = workbook.newWorksheet(MinimalWorkbook.SHEET);
      for (int column = 0; column < MinimalWorkbook.HEADINGS.size(); column++) {
        sheet.width(column, MinimalWorkbook.WIDTHS.get(column));
        sheet.value(0, column, MinimalWorkbook.HEADINGS.get(column));
        sheet.style(0, column).bold().set();
        sheet.value(1, column, MinimalWorkbook.EXAMPLE.get(column));
      }
    }
  }
}
