package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import java.io.IOException;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/** Reads everything there is, and holds it against what the port promises. */
final class FuzzedReading {
  private FuzzedReading() {}

  static void all(byte[] file, Limits limits) throws IOException {
    SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel(file);
    try (ReadableWorkbook workbook = new XlsxWorkbookFormat().open(channel, limits)) {
      check(!workbook.sheets().isEmpty(), "no sheet");
      check(
          workbook.names().values().stream()
              .allMatch(cell -> cell.sheet() < workbook.sheets().size()),
          "a name in no sheet");
      for (int sheet = 0; sheet < workbook.sheets().size(); sheet++) {
        int[] last = {0, 0};
        workbook.read(
            sheet,
            row -> {
              check(row.number() > last[0], "rows out of order");
              check(++last[1] <= limits.rows(), "too many rows");
              last[0] = row.number();
              int before = -1;
              for (int i = 0; i < row.size(); i++) {
                check(row.column(i) > before && row.column(i) < 16_384, "cells out of order");
                before = row.column(i);
                check(row.text(i).length() <= Math.max(30, limits.cellLength() + 1), "a long text");
                row.date(i);
              }
              return true;
            });
      }
    } finally {
      check(channel.isOpen(), "closed");
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
