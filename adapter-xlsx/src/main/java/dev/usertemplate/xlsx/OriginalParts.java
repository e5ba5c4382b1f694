package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.openxml4j.util.ZipSecureFile;

/**
 * The parts of a workbook as they stand in its file. What POI writes anew although nothing of it
 * was changed is replaced by them: POI does not write every part as it has read it.
 */
final class OriginalParts {
  /**
   * Bytes of the largest possible heap for each element or attribute: about 200 are what POI needs,
   * and there may be several workbooks at once, and other work.
   */
  private static final int HEAP_PER_NODE = 800;

  private final Map<String, byte[]> parts;

  private OriginalParts(Map<String, byte[]> parts) {
    this.parts = parts;
  }

  /**
   * Unpacks the file.
   *
   * @param file is positioned anew and not closed
   */
  static OriginalParts read(SeekableByteChannel file) throws IOException {
    BorrowedChannel borrowed = new BorrowedChannel(file);
    try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(borrowed).get()) {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
        if (!entry.isDirectory()) {
          parts.put(entry.getName(), unpack(zip, entry));
        }
      }
      needFew(parts.size());
      return new OriginalParts(parts);
    } catch (UnreadableWorkbookException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      IOException failure = borrowed.failure();
      throw failure != null ? failure : new UnreadableWorkbookException(Problem.DAMAGED, e);
    }
  }

  /** POI has a limit of its own for all of the JVM, which stays as it is. */
  private static void needFew(int count) throws UnreadableWorkbookException {
    long most = ZipSecureFile.getMaxFileCount();
    if (count > most) {
      throw new UnreadableWorkbookException(Problem.TOO_MANY_ENTRIES, null, most);
    }
  }

  /** No more than what the file declares, which is what callers have judged. */
  private static byte[] unpack(ZipFile zip, ZipArchiveEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()));
      if (bytes.length < entry.getSize() || in.read() >= 0) {
        throw new IOException("A part is longer or shorter than declared.");
      }
      return bytes;
    }
  }

  /**
   * Refuses what POI, which makes an object of every element and attribute, would fill the memory
   * with: a part of a few bytes an element grows more than a hundredfold.
   *
   * @throws UnreadableWorkbookException if there is too much of it
   */
  void needFewNodes() throws UnreadableWorkbookException {
    long most = Runtime.getRuntime().maxMemory() / HEAP_PER_NODE;
    long nodes =
        parts.entrySet().stream()
            .filter(part -> part.getKey().matches("(?i).*\\.(xml|vml|rels)"))
            .mapToLong(part -> nodes(part.getValue()))
            .sum();
    if (nodes > most) {
      throw new UnreadableWorkbookException(Problem.UNPACKED_TOO_LARGE, null, most);
    }
  }

  /** Elements and attributes: what begins with a bracket, and what stands before a quote. */
  private static long nodes(byte[] xml) {
    long nodes = 0;
    for (int i = 1; i < xml.length; i++) {
      boolean isElement = xml[i - 1] == '<' && xml[i] != '/';
      boolean isAttribute = xml[i - 1] == '=' && (xml[i] == '"' || xml[i] == '\'');
      nodes += isElement || isAttribute ? 1 : 0;
    }
    return nodes;
  }

  /** The part of this name is there. */
  boolean has(String name) {
    return parts.containsKey(name);
  }

  /**
   * The same parts, packed without compression: POI judges a file with parts that are packed very
   * tightly to be an attack, by limits of the whole JVM.
   */
  InputStream stored() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        CRC32 checksum = new CRC32();
        checksum.update(part.getValue());
        ZipEntry entry = RepeatableZip.entry(part.getKey());
        entry.setSize(part.getValue().length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return new ByteArrayInputStream(bytes.toByteArray());
  }

  /**
   * Writes a workbook that was made of these parts.
   *
   * @param written the workbook as POI has written it
   * @param changed the names of the parts to take from there, beside those that are new
   * @param out neither flushed nor closed
   */
  void write(byte[] written, Set<String> changed, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(written))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        zip.putNextEntry(RepeatableZip.entry(entry.getName()));
        byte[] original = parts.get(entry.getName());
        if (original == null || changed.contains(entry.getName())) {
          in.transferTo(zip);
        } else {
          zip.write(original);
        }
        zip.closeEntry();
      }
    }
    zip.finish();
  }
}
