package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;

class OriginalPartsTest {
  private static final byte[] CELLS = "<c/>".repeat(10_000).getBytes(StandardCharsets.UTF_8);

  @Test
  void a_part_of_more_elements_than_memory_is_there_for_is_not_given_to_poi() throws IOException {
    long elements = Runtime.getRuntime().maxMemory() / 800 + 10_000;
    OriginalParts parts = OriginalParts.read(workbook("xl/worksheets/sheet1.xml", elements));
    assertThatExceptionOfType(UnreadableWorkbookException.class)
        .isThrownBy(parts::needFewNodes)
        .satisfies(e -> assertThat(e.problem()).isEqualTo(Problem.UNPACKED_TOO_LARGE));
  }

  @Test
  void what_is_no_xml_costs_no_objects() throws IOException {
    long elements = Runtime.getRuntime().maxMemory() / 800 + 10_000;
    OriginalParts picture = OriginalParts.read(workbook("xl/media/picture.png", elements));
    OriginalParts small = OriginalParts.read(workbook("xl/worksheets/sheet1.xml", 10_000));
    assertThatCode(picture::needFewNodes).doesNotThrowAnyException();
    assertThatCode(small::needFewNodes).doesNotThrowAnyException();
  }

  private static SeekableInMemoryByteChannel workbook(String part, long elements)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(part));
      for (long written = 0; written < elements; written += 10_000) {
        zip.write(CELLS);
      }
    }
    return new SeekableInMemoryByteChannel(bytes.toByteArray());
  }
}
