package dev.usertemplate.xlsx;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import dev.usertemplate.core.workbook.Limits;
import java.io.IOException;

/** Whatever bytes of a workbook are changed, reading it ends, with rows or with an IOException. */
public final class WorkbookBytesFuzz {
  private static final byte[] WORKBOOK = workbook();

  private WorkbookBytesFuzz() {}

  private static byte[] workbook() {
    try {
      return new HandMadeWorkbook()
          .cells("<c r='A1' t='s'><v>0</v></c><c r='B1' s='1'><v>45000.5</v></c>")
          .shared("<si><t>text</t></si>")
          .styles("<cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs>")
          .bytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void fuzzerTestOneInput(FuzzedDataProvider data) {
    byte[] file = data.consumeBoolean() ? changed(data) : data.consumeRemainingAsBytes();
    try {
      FuzzedReading.all(file, Limits.DEFAULT);
    } catch (IOException e) {
      // As promised.
    }
  }

  private static byte[] changed(FuzzedDataProvider data) {
    byte[] file = WORKBOOK.clone();
    while (data.remainingBytes() > 0) {
      // The directory, which all else is found with, stands at the end.
      int at =
          data.consumeBoolean()
              ? data.consumeInt(0, file.length - 1)
              : data.consumeInt(file.length * 3 / 4, file.length - 1);
      file[at] = data.consumeByte();
    }
    return file;
  }
}
