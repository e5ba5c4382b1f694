package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingLimitsTest {
  private static final int MB = 1 << 20;
  private static final Limits NO_RATIO = Limits.DEFAULT.with("ratio", 100_000);

  /** The most that reading a file may allocate, however it is made. */
  private static final long MEMORY = 24L * MB;

  @Test
  void each_limit_is_exceeded_by_one_more_and_names_itself() throws Exception {
    byte[] file = new HandMadeWorkbook().rows("<row/><row/><row/>").bytes();
    assertThat(Reading.problem(file, Limits.DEFAULT.with("bytes", file.length - 1)))
        .isEqualTo(Problem.TOO_LARGE);
    assertThat(Reading.problem(file, Limits.DEFAULT.with("rows", 2)))
        .isEqualTo(Problem.TOO_MANY_ROWS);
    assertThat(Reading.problem(file, Limits.DEFAULT.with("entries", 4)))
        .isEqualTo(Problem.TOO_MANY_ENTRIES);
    assertThat(Reading.problem(file, Limits.DEFAULT.with("unpacked_bytes", 600)))
        .isEqualTo(Problem.UNPACKED_TOO_LARGE);
    Reading.all(file, Limits.DEFAULT.with("bytes", file.length).with("rows", 3).with("entries", 5));
  }

  @Test
  void reading_again_does_not_count_twice() throws Exception {
    byte[] file = new HandMadeWorkbook().rows("<row/>".repeat(1_000)).bytes();
    try (var workbook = Reading.open(file, Limits.DEFAULT)) {
      long all = workbook.unpackedBytes();
      try (var tight = Reading.open(file, Limits.DEFAULT.with("unpacked_bytes", all))) {
        for (int i = 0; i < 5; i++) {
          tight.read(0, row -> true);
        }
      }
      assertThat(all).isBetween(6_000L, 10_000L);
    }
  }

  @Test
  void reading_again_has_an_end() throws Exception {
    byte[] file = new HandMadeWorkbook().rows("<row/>".repeat(1_000)).bytes();
    int reads = 0;
    try (var workbook = Reading.open(file, Limits.DEFAULT.with("unpacked_bytes", 10_000))) {
      for (; reads < 100; reads++) {
        workbook.read(0, row -> true);
      }
      fail("read 100 times");
    } catch (UnreadableWorkbookException e) {
      assertThat(e.problem()).isEqualTo(Problem.UNPACKED_TOO_LARGE);
    }
    assertThat(reads).isBetween(8, 14);
  }

  @Test
  void each_sheet_has_a_part_of_its_own() throws Exception {
    HandMadeWorkbook file =
        new HandMadeWorkbook()
            .relationships(
                "xl/_rels/workbook.xml.rels",
                HandMadeWorkbook.relationship("a", "worksheet", "worksheets/sheet1.xml")
                    + HandMadeWorkbook.relationship("b", "worksheet", "worksheets/SHEET1.xml"));
    for (String other : new String[] {"a", "b"}) {
      file.workbook(
          "<sheets><sheet name='A' r:id='a'/><sheet name='B' r:id='%s'/></sheets>"
              .formatted(other));
      assertThat(Reading.problem(file)).isEqualTo(Problem.DAMAGED);
    }
  }

  @Test
  void there_are_at_most_a_thousand_sheets_of_whatever_kind() throws Exception {
    assertThat(Reading.problem(charts(1_001))).isEqualTo(Problem.TOO_MANY_ENTRIES);
    assertThat(Reading.problem(charts(1_000))).isEqualTo(Problem.NO_HEADINGS);
  }

  private static HandMadeWorkbook charts(int count) {
    return new HandMadeWorkbook()
        .relationships(
            "xl/_rels/workbook.xml.rels",
            HandMadeWorkbook.relationship("a", "chartsheet", "chartsheets/sheet1.xml"))
        .workbook("<sheets>" + "<sheet name='A' r:id='a'/>".repeat(count) + "</sheets>");
  }

  @Test
  void the_ratio_counts_from_the_first_megabyte_on() throws Exception {
    Limits limits = Limits.DEFAULT.with("ratio", 5);
    Reading.all(new HandMadeWorkbook().rows(" ".repeat(MB - 1_000)).bytes(), limits);
    assertThat(Reading.problem(new HandMadeWorkbook().rows(" ".repeat(2 * MB)).bytes(), limits))
        .isEqualTo(Problem.RATIO_TOO_HIGH);
  }

  @Test
  void a_bomb_goes_off_nowhere() throws Exception {
    byte[] file = new HandMadeWorkbook().rows(" ".repeat(40 * MB)).bytes();
    assertThat(bounded(file, Limits.DEFAULT)).isEqualTo(Problem.RATIO_TOO_HIGH);
    assertThat(bounded(file, NO_RATIO.with("unpacked_bytes", 20 * MB)))
        .isEqualTo(Problem.UNPACKED_TOO_LARGE);
    assertThat(bounded(lying(file), NO_RATIO)).isEqualTo(Problem.DAMAGED);
  }

  /** Says of each part that it is 10,000 bytes long. */
  private static byte[] lying(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file.clone()).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < file.length - 46; at++) {
      if (bytes.getInt(at) == 0x02014b50 && bytes.getInt(at + 24) > 10_000) {
        bytes.putInt(at + 24, 10_000);
      }
    }
    return bytes.array();
  }

  /** What is wrong with a file; checks that little memory was needed to find it out. */
  private static Problem bounded(byte[] file, Limits limits) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Problem problem = Reading.problem(file, limits);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
    return problem;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/workbook.xml"
      })
  void the_parser_is_bounded_where_it_bounds_nothing_itself(String part) throws Exception {
    String long1 = "x".repeat(16 * MB);
    assertBounded(part, "<a b='" + long1 + "'/>");
    assertBounded(part, "<a><!--" + long1 + "--></a>");
    assertBounded(part, "<a><?" + long1 + "?></a>");
    assertBounded(part, "<" + long1 + "/>");
    assertBounded(part, "<a><![CDATA[" + long1 + "]]></a>");
    assertBounded(part, "<a>".repeat(MB));
    assertBounded(part, "<a>" + many(i -> "<a" + i + "/>") + "</a>");
    assertBounded(part, "<a>" + many(i -> "<a b" + i + "='c'/>") + "</a>");
    assertBounded(part, "<a>" + many(i -> "<b" + i + ":a xmlns:b" + i + "='c'/>") + "</a>");
    assertBounded(part, "<a " + many(i -> " b" + i + "='c'") + "/>");
    assertBounded(part, "<a " + many(i -> " xmlns:b" + i + "='c'") + "/>");
  }

  private static String many(IntFunction<String> element) {
    return IntStream.range(0, 100_000).mapToObj(element).collect(Collectors.joining());
  }

  private static void assertBounded(String part, String xml) throws IOException {
    HandMadeWorkbook file = new HandMadeWorkbook().cells("<c t='s'><v>0</v></c>");
    String root = part.equals("xl/workbook.xml") ? "<workbook>" : "";
    assertThat(bounded(file.part(part, root + xml).bytes(), NO_RATIO))
        .as(xml.substring(0, 20))
        .isEqualTo(Problem.DAMAGED);
  }

  @Test
  void what_is_passed_over_takes_no_memory() throws Exception {
    String text = "x".repeat(16 * MB);
    for (String cells :
        new String[] {
          "<c t='inlineStr'><is><t>" + text + "</t></is></c>",
          "<c t='str'><v>" + text + "</v></c>",
          "<c><f>" + text + "</f></c>",
          "<c t='inlineStr'><is><rPh><t>" + text + "</t></rPh></is></c>",
          "<c t='s'><v>0</v></c>",
        }) {
      byte[] file =
          new HandMadeWorkbook()
              .cells(cells)
              .shared("<si><t>" + (cells.length() < 100 ? text : "") + "</t></si>")
              .bytes();
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      Reading.all(file, NO_RATIO);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MEMORY);
    }
  }

  @Test
  void the_directory_is_bounded_before_an_object_is_made_of_each_entry() throws Exception {
    assertThat(bounded(manyEntries(100_000, 8), Limits.DEFAULT))
        .isEqualTo(Problem.TOO_MANY_ENTRIES);
    assertThat(bounded(manyEntries(100, 60_000), Limits.DEFAULT))
        .isEqualTo(Problem.TOO_MANY_ENTRIES);
  }

  private static byte[] manyEntries(int count, int nameLength) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < count; i++) {
        String number = Integer.toString(i);
        zip.putNextEntry(new ZipEntry("0".repeat(nameLength - number.length()) + number));
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_directory_that_says_it_is_elsewhere_is_damage_or_read_from_there() throws Exception {
    byte[] file = new HandMadeWorkbook().bytes();
    byte[] noise = "anything\n".repeat(10).getBytes(StandardCharsets.US_ASCII);
    for (int at = file.length - 22; at < file.length; at++) {
      byte[] changed = file.clone();
      Arrays.fill(changed, at, Math.min(at + 4, file.length), (byte) 0xFF);
      try {
        Reading.all(changed, Limits.DEFAULT);
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("damaged");
      }
    }
    byte[] longer = Arrays.copyOf(file, file.length + noise.length);
    System.arraycopy(noise, 0, longer, file.length, noise.length);
    Reading.all(longer, Limits.DEFAULT);
  }
}
