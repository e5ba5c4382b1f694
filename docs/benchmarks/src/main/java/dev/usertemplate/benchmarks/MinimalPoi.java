package dev.usertemplate.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The smallest program that writes such a workbook with Apache POI. The argument is the file. */
public final class MinimalPoi {
  private MinimalPoi() {}

  /** Writes the file. */
  public static void main(String... args) throws IOException {
    try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
      write(out);
    }
  }

  static void write(OutputStream out) throws IOException {
    try (XSSFWorkbook workbook = new XSSFWorkbook()) {
      XSSFFont bold = workbook.createFont();
      bold.setBold(true);
      XSSFCellStyle heading = workbook.createCellStyle();
      heading.setFont(bold);
      XSSFSheet sheet = workbook.createSheet(MinimalWorkbook.SHEET);
      Row headings = sheet.createRow(0);
      Row example = sheet.createRow(1);
      for (int column = 0; column < MinimalWorkbook.HEADINGS.size(); column++) {
        sheet.setColumnWidth(column, MinimalWorkbook.WIDTHS.get(column) * 256);
        headings.createCell(column).setCellValue(MinimalWorkbook.HEADINGS.get(column));
        headings.getCell(column).setCellStyle(heading);
        example.createCell(column).setCellValue(MinimalWorkbook.EXAMPLE.get(column));
      }
      workbook.write(out);
    }
  }
}
