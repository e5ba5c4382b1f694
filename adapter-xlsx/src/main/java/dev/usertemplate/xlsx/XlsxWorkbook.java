package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** An open XLSX file. */
final class XlsxWorkbook implements ReadableWorkbook {
  private final Parts parts;
  private final Relationships relationships;
  private final WorkbookPart workbook;
  private final CellFormats formats;
  private final Map<String, String> properties;
  private final CellText text;
  private final TextStore rowTexts = CellRow.texts();

  /** Opened with the first sheet that is read, and kept for the next. */
  private @Nullable SharedStrings shared;

  private XlsxWorkbook(Parts parts) throws IOException {
    this.parts = parts;
    Relationships ofFile = Relationships.ofFile(parts);
    String main = ofFile.part("officeDocument").orElseThrow(() -> notAWorkbook(parts));
    if (main.endsWith(".bin")) {
      throw new UnreadableWorkbookException(Problem.XLSB, null);
    }
    relationships = Relationships.of(parts, main);
    workbook = WorkbookPart.read(parts, main, relationships);
    Optional<String> styles = existing(relationships.part("styles"));
    formats = styles.isEmpty() ? CellFormats.none() : CellFormats.read(parts, styles.get());
    Optional<String> custom = existing(ofFile.part("custom-properties"));
    properties =
        custom.isEmpty() ? Map.of() : Map.copyOf(CustomProperties.read(parts, custom.get()));
    text = new CellText(parts.limits().cellLength());
  }

  static XlsxWorkbook open(SeekableByteChannel file, Limits limits) throws IOException {
    Parts parts = Parts.open(file, limits);
    try {
      return new XlsxWorkbook(parts);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw parts.explain(e);
    }
  }

  private Optional<String> existing(Optional<String> part) {
    return part.filter(parts::has);
  }

  /** What a ZIP file without a main part is. */
  private static IOException notAWorkbook(Parts parts) {
    if (parts.has("content.xml") && parts.has("META-INF/manifest.xml")) {
      return new UnreadableWorkbookException(Problem.ODS, null);
    }
    return parts.has("[Content_Types].xml")
        ? parts.explain(new ZipException("the main part is missing"))
        : new UnreadableWorkbookException(Problem.NOT_A_WORKBOOK, null);
  }

  @Override
  public List<Sheet> sheets() {
    return workbook.sheets();
  }

  @Override
  public Map<String, String> properties() {
    return properties;
  }

  @Override
  public Map<String, NamedCell> names() {
    return workbook.names();
  }

  @Override
  public long unpackedBytes() {
    return parts.unpackedBytes();
  }

  @Override
  public void read(int sheet, RowHandler handler) throws IOException {
    String part = workbook.sheetParts().get(sheet);
    SharedStrings strings = sharedStrings();
    CellRow row = new CellRow(workbook.dates(), strings, rowTexts);
    try (XmlPart xml = XmlPart.open(parts, part)) {
      boolean end =
          new SheetReader(parts, xml, formats, workbook.dates(), strings, text, row).read(handler);
      if (end && strings != null) {
        strings.finish();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private @Nullable SharedStrings sharedStrings() throws IOException {
    Optional<String> part = existing(relationships.part("sharedStrings"));
    if (shared == null && part.isPresent()) {
      shared =
          new SharedStrings(
              XmlPart.open(parts, part.get()), new CellText(parts.limits().cellLength()));
    }
    return shared;
  }

  @Override
  public void close() throws IOException {
    try (parts;
        rowTexts) {
      if (shared != null) {
        shared.close();
      }
    }
  }
}
