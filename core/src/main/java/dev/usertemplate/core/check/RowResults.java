package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What is said of a row beside it, in one language. */
final class RowResults {
  private final Language language;
  private final Texts texts;
  private final String ofFile;

  /**
   * The words for one workbook.
   *
   * @param aboutFile what was found about the file as a whole
   */
  RowResults(Language language, List<Finding> aboutFile) {
    this.language = language;
    this.texts = Texts.of(language);
    this.ofFile = messages(aboutFile.stream().filter(Finding::isError).toList());
  }

  /**
   * What is said of a row.
   *
   * @param found in the row
   * @param rejected whether the row, or the file as a whole, has mistakes
   */
  String of(List<Finding> found, boolean rejected) {
    List<Finding> errors = found.stream().filter(Finding::isError).toList();
    if (!errors.isEmpty()) {
      return texts.get("result.rejected", messages(errors));
    }
    if (rejected) {
      return texts.get("result.file", ofFile);
    }
    // What is about a column or a file as a whole is no matter of this row.
    List<Finding> slips = found.stream().filter(finding -> finding.column() != null).toList();
    return slips.isEmpty() ? texts.get("result.ok") : texts.get("result.repaired", messages(slips));
  }

  /**
   * What is said of a rejected row in another workbook than the checked one, whose rows the
   * messages speak of.
   *
   * @param row in the checked workbook, from 1
   */
  String ofElsewhere(int row, List<Finding> found) {
    return texts.get("result.elsewhere", row, of(found, true));
  }

  private String messages(List<Finding> found) {
    return found.stream()
        .sorted(Comparator.comparingInt(Finding::columnIndex))
        .map(
            finding -> {
              Column column = finding.column();
              String message = finding.message(language);
              return column == null
                  ? message
                  : texts.get("result.column", texts.heading(column), message);
            })
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
