package dev.usertemplate.core.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** An open workbook. Not for several threads. */
public interface ReadableWorkbook extends Closeable {
  /**
   * A sheet with cells.
   *
   * @param name its name as people see it
   * @param hidden whether it is hidden
   */
  record Sheet(String name, boolean hidden) {}

  /**
   * A cell that a defined name refers to.
   *
   * @param sheet the index of the sheet in {@link #sheets()}
   * @param row from 1
   * @param column from 0
   */
  record NamedCell(int sheet, int row, int column) {}

  /** The sheets with cells, in the order of their tabs; there is at least one. */
  List<Sheet> sheets();

  /** The custom document properties that are texts; empty when there are none. */
  Map<String, String> properties();

  /**
   * The template's own names, those that begin with {@value WorkbookStamp#NAME_PREFIX}, as far as
   * they belong to the whole workbook and refer to a single cell.
   */
  Map<String, NamedCell> names();

  /** The bytes of all parts together once they are unpacked, as the file declares them. */
  long unpackedBytes();

  /**
   * Reads the rows that the file mentions, in the file's order, until there are no more or the
   * handler wants none. May be called several times.
   *
   * @param sheet an index in {@link #sheets()}
   * @throws UnreadableWorkbookException if the sheet is broken or exceeds a limit
   */
  void read(int sheet, RowHandler handler) throws IOException;

  /** Takes rows. */
  @FunctionalInterface
  interface RowHandler {
    /**
     * A row.
     *
     * @param row valid during the call only: the next row may be the same object
     * @return whether to go on
     */
    boolean row(SheetRow row) throws IOException;
  }
}
