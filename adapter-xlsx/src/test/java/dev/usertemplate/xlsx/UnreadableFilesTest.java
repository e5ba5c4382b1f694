package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableFilesTest {
  @Test
  void nothing_is_empty() {
    assertThat(Reading.problem(new byte[0])).isEqualTo(Problem.EMPTY);
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, 用户名,邮箱",
    "GB18030, 用户名,邮箱",
    "UTF-16, 用户名,邮箱",
    "UTF-8, <html><table>",
    "UTF-8, {\"users\": []}",
    "UTF-8, x",
  })
  void text_is_text_in_any_encoding(String encoding, String text) {
    assertThat(Reading.problem(text.getBytes(Charset.forName(encoding)))).isEqualTo(Problem.TEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%PDF-1.7\n", "\u0000\u0001", "PNG\u0000", "PK", "PK\u0000\u0000"})
  void anything_else_is_no_workbook(String text) {
    assertThat(Reading.problem(text.getBytes(StandardCharsets.ISO_8859_1)))
        .isIn(Problem.NOT_A_WORKBOOK, Problem.TEXT);
    assertThat(Reading.problem((text + "\u0000").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(Problem.NOT_A_WORKBOOK);
  }

  @Test
  void the_format_before_is_told_from_encrypted_workbooks_and_from_other_compound_files()
      throws Exception {
    ByteArrayOutputStream xls = new ByteArrayOutputStream();
    try (HSSFWorkbook workbook = new HSSFWorkbook()) {
      workbook.createSheet();
      workbook.write(xls);
    }
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    ByteArrayOutputStream other = new ByteArrayOutputStream();
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("secret");
      try (var out = encryptor.getDataStream(files)) {
        out.write(new HandMadeWorkbook().bytes());
      }
      files.writeFilesystem(encrypted);
    }
    try (POIFSFileSystem files = new POIFSFileSystem()) {
      files.createDocument(new java.io.ByteArrayInputStream(new byte[9]), "WordDocument");
      files.writeFilesystem(other);
    }
    assertThat(Reading.problem(xls.toByteArray())).isEqualTo(Problem.XLS);
    assertThat(Reading.problem(encrypted.toByteArray())).isEqualTo(Problem.ENCRYPTED);
    assertThat(Reading.problem(other.toByteArray())).isEqualTo(Problem.NOT_A_WORKBOOK);
    assertThat(Reading.problem(Arrays.copyOf(xls.toByteArray(), 100)))
        .isEqualTo(Problem.NOT_A_WORKBOOK);
  }

  @Test
  void other_formats_in_zip_files_are_told_by_their_main_parts() throws Exception {
    assertThat(
            Reading.problem(
                new HandMadeWorkbook()
                    .relationships(
                        "_rels/.rels",
                        HandMadeWorkbook.relationship("a", "officeDocument", "xl/workbook.bin"))))
        .isEqualTo(Problem.XLSB);
    assertThat(
            Reading.problem(
                new HandMadeWorkbook()
                    .relationships(
                        "_rels/.rels",
                        HandMadeWorkbook.relationship("a", "officeDocument", "word/document.xml"))
                    .part("word/document.xml", "<document/>")))
        .isEqualTo(Problem.NOT_A_WORKBOOK);
    assertThat(Reading.problem(zip("mimetype", "content.xml", "META-INF/manifest.xml")))
        .isEqualTo(Problem.ODS);
    assertThat(Reading.problem(zip("a.txt"))).isEqualTo(Problem.NOT_A_WORKBOOK);
    assertThat(Reading.problem(zip("[Content_Types].xml"))).isEqualTo(Problem.DAMAGED);
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
      }
    }
    return out.toByteArray();
  }

  @Test
  void a_file_that_is_cut_anywhere_is_damaged() throws Exception {
    byte[] file = new HandMadeWorkbook().cells("<c><v>1</v></c>").bytes();
    for (int length = 5; length < file.length; length += 7) {
      assertThat(Reading.problem(Arrays.copyOf(file, length)))
          .as("the first %s bytes", length)
          .isEqualTo(Problem.DAMAGED);
    }
  }

  @Test
  void a_wrong_checksum_is_damage() throws Exception {
    byte[] file = storedTwice("a", "b");
    assertThat(Reading.texts(file)).containsExactly("1");
    int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("<v>1</v>") + 3;
    file[at] = '2';
    assertThat(Reading.problem(file)).isEqualTo(Problem.DAMAGED);
  }

  @Test
  void two_parts_of_one_name_are_damage() throws Exception {
    assertThat(Reading.problem(storedTwice("extra.xml", "EXTRA.xml"))).isEqualTo(Problem.DAMAGED);
  }

  /** A workbook that is packed but not compressed, with two further entries. */
  private static byte[] storedTwice(String first, String second) throws IOException {
    byte[] file = new HandMadeWorkbook().cells("<c><v>1</v></c>").bytes();
    SeekableInMemoryByteChannel out = new SeekableInMemoryByteChannel();
    try (var in = new java.util.zip.ZipInputStream(new java.io.ByteArrayInputStream(file));
        ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
      zip.setMethod(ZipEntry.STORED);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putArchiveEntry(new ZipArchiveEntry(entry.getName()));
        in.transferTo(zip);
        zip.closeArchiveEntry();
      }
      for (String name : new String[] {first, second}) {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.closeArchiveEntry();
      }
    }
    return Arrays.copyOf(out.array(), (int) out.size());
  }

  @Test
  void entries_with_a_password_are_encrypted() throws Exception {
    byte[] file = new HandMadeWorkbook().bytes();
    int directory = ByteBuffer.wrap(file).getInt(file.length - 6);
    int start = Integer.reverseBytes(directory);
    file[start + 8] |= 1;
    assertThat(Reading.problem(file)).isEqualTo(Problem.ENCRYPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<c r='A1' t='s'><v>0</v></c>",
        "<c r='A1' t='s'><v>-1</v></c>",
        "<c r='A1' t='s'><v>99999999999</v></c>",
        "<c r='A1'><v>12x</v></c>",
        "<c r='A1'><v>NaN</v></c>",
        "<c r='A1'><v>1f</v></c>",
        "<c r='A1'><v>.</v></c>",
        "<c r='A1'><v>1e999</v></c>",
        "<c r='A1' t='what'><v>1</v></c>",
        "<c r='1'><v>1</v></c>",
        "<c r=''><v>1</v></c>",
        "<c r='XFE1'><v>1</v></c>",
        "<c r='AAAAAAAAAAAA1'><v>1</v></c>",
        "<c r='B1'><v>1</v></c><c r='A1'><v>1</v></c>",
        "<c r='A1'><v>1</v></c><c r='A1'><v>1</v></c>",
        "<c r='XFD1'><v>1</v></c><c><v>1</v></c>",
        "<c r='A1'><v>1</v>",
        "<c r='A1' r='B1'><v>1</v></c>",
        "<c r='A1'><v>&nothing;</v></c>",
        "<c r='A1'><v>&#1;</v></c>",
        "<c r='A1'><v>\u0001</v></c>",
        "</row></sheetData></worksheet><a/>",
      })
  void what_no_program_writes_is_damage(String cells) throws Exception {
    assertThat(Reading.problem(new HandMadeWorkbook().cells(cells))).isEqualTo(Problem.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<row r='2'/><row r='1'/>",
        "<row r='1'/><row r='1'/>",
        "<row r='0'/>",
        "<row r='1048577'/>",
        "<row r='x'/>",
        "<row r='1048576'/><row/>",
      })
  void rows_out_of_order_are_damage(String rows) throws Exception {
    assertThat(Reading.problem(new HandMadeWorkbook().rows(rows))).isEqualTo(Problem.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"})
  void a_missing_part_is_damage(String part) throws Exception {
    assertThat(Reading.problem(new HandMadeWorkbook().without(part))).isEqualTo(Problem.DAMAGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
        "xl/styles.xml",
      })
  void document_types_are_unsafe_in_any_part_and_never_looked_into(String part) throws Exception {
    for (String type :
        new String[] {
          "<!DOCTYPE a>",
          "<!DOCTYPE a [<!ENTITY b 'c'>]>",
          "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
          "<!-- before --><!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/'> %p;]>",
          "<!DOCTYPE a [<!ENTITY b '" + "x".repeat(3 << 20) + "'>]>",
        }) {
      HandMadeWorkbook file =
          new HandMadeWorkbook().cells("<c t='s'><v>0</v></c>").part(part, type + "<a>&b;</a>");
      assertThat(Reading.problem(file)).as(type.substring(0, 12)).isEqualTo(Problem.UNSAFE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CESU-8", "UTF-7", "UTF-32", "ISO-2022-JP", "IBM037", "no-such-thing"})
  void encodings_that_no_program_writes_are_damage(String encoding) throws Exception {
    assertThat(Reading.problem(inEncoding(encoding, new byte[0]))).isEqualTo(Problem.DAMAGED);
  }

  @ParameterizedTest
  @CsvSource({"CESU-8, EDB080", "UTF-16BE, DC00", "GB18030, FF", "US-ASCII, EDB080"})
  void half_a_character_before_much_text_is_damage(String encoding, String half) throws Exception {
    assertThat(Reading.problem(inEncoding(encoding, HexFormat.of().parseHex(half))))
        .isEqualTo(Problem.DAMAGED);
  }

  /** A sheet with these bytes in a text, and more behind them than is decoded at once. */
  private static HandMadeWorkbook inEncoding(String encoding, byte[] bytes) throws IOException {
    Charset charset =
        encoding.startsWith("UTF-16") ? Charset.forName(encoding) : StandardCharsets.US_ASCII;
    ByteArrayOutputStream xml = new ByteArrayOutputStream();
    xml.write(
        ("<?xml version='1.0' encoding='"
                + encoding
                + "'?><worksheet><sheetData><row><c t='str'><v>x")
            .getBytes(charset));
    xml.write(bytes);
    xml.write(("y".repeat(20_000) + "</v></c></row></sheetData></worksheet>").getBytes(charset));
    return new HandMadeWorkbook().part("xl/worksheets/sheet1.xml", xml.toByteArray());
  }

  @Test
  void a_failure_of_the_disk_is_not_taken_for_damage() throws Exception {
    byte[] file = new HandMadeWorkbook().bytes();
    SeekableInMemoryByteChannel broken =
        new SeekableInMemoryByteChannel(file) {
          @Override
          public int read(ByteBuffer buffer) throws IOException {
            if (position() > 100 && buffer.remaining() < 100) {
              throw new IOException("the disk has failed");
            }
            return super.read(buffer);
          }
        };
    assertThatThrownBy(() -> new XlsxWorkbookFormat().open(broken, Limits.DEFAULT))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(UnreadableWorkbookException.class)
        .hasMessage("the disk has failed");
  }
}
