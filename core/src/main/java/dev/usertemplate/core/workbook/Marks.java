package dev.usertemplate.core.workbook;

import dev.usertemplate.core.schema.Language;
import java.util.List;

/**
 * What to write into a workbook that is handed back.
 *
 * @param sheet the index of the sheet in {@link ReadableWorkbook#sheets()}
 * @param headingRow the row with the headings, from 1
 * @param language of the texts below, for fonts and the like
 * @param resultHeading stands over the column with the results, which goes to the right of
 *     everything that the heading row holds; a column under this heading (in any language) is the
 *     result of an earlier check and is used again
 * @param notes what is said of the file as a whole; empty when nothing is
 * @param cells the cells that are wrong, each once, in row order
 * @param results what is said of the rows that hold users, in row order
 */
public record Marks(
    int sheet,
    int headingRow,
    Language language,
    String resultHeading,
    List<String> notes,
    List<Cell> cells,
    List<Result> results) {

  /** Makes the lists unmodifiable. */
  public Marks {
    notes = List.copyOf(notes);
    cells = List.copyOf(cells);
    results = List.copyOf(results);
  }

  /**
   * A wrong cell, which may be empty.
   *
   * @param row from 1
   * @param column from 0
   * @param message what is wrong with it and what would be right, one line for each mistake
   */
  public record Cell(int row, int column, String message) {}

  /**
   * What is said of a row.
   *
   * @param row from 1
   * @param rejected whether the row has mistakes
   * @param text a few words, or what is wrong in it
   */
  public record Result(int row, boolean rejected, String text) {}
}
