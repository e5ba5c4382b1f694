package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.SampleValue;
import dev.usertemplate.core.template.TemplateRequest;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What the workbook's own formulas say of any text, calculated by LibreOffice, is what a strict
 * check says of it: without repairs each cell counts as it stands, as it does in the sheet.
 */
class ReaderAgreementTest extends CalculatedSheet {
  private static final int VALUES = 1500;

  /** Where mistakes are made: at borders of sets, widths, and forms. */
  private static final String ODD = "az AZ09-_.@+/:TZ ,;*?~|\"'=#eE\u00A0\u3000\u200BａＺ９＋＠张é";

  /** Slips of a row that its formulas do not see: they judge one cell. */
  private static final Set<FindingCode> OF_ROWS = Set.of(FindingCode.REQUIRED, FindingCode.ANY_OF);

  private final Random random = new Random(20261124);

  @Test
  void a_strict_check_and_the_sheet_say_the_same_of_any_text() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE));
    List<SampleValue> values = values();
    for (int i = 0; i < values.size(); i++) {
      put(i + 2, index(values.get(i).column()), values.get(i).value());
      addFormulas(i + 2, index(values.get(i).column()));
    }
    Path calculated = calculate(office);

    Set<String> wrong = wrongCells(calculated);
    List<String> disagreements = new ArrayList<>();
    int accepted = 0;
    for (int i = 0; i < values.size(); i++) {
      SampleValue value = values.get(i);
      boolean sheet = verdict(i + 2, VALID);
      boolean reader = !wrong.contains((i + 3) + "/" + index(value.column()));
      accepted += sheet ? 1 : 0;
      if (sheet != reader) {
        disagreements.add("%s: sheet %s, reader %s".formatted(value, sheet, reader));
      }
    }
    assertThat(disagreements).isEmpty();
    // Neither a sheet that takes everything nor one that takes nothing.
    assertThat(accepted).isBetween(VALUES / 10, VALUES * 9 / 10);
  }

  /** The cells with mistakes, as row and column. */
  private static Set<String> wrongCells(Path file) throws Exception {
    try (FileChannel channel = FileChannel.open(file)) {
      CheckReport report =
          CheckUsers.withInstalledFormat().check(channel, CheckOptions.DEFAULT.withStrict(true));
      return report.findings().stream()
          .filter(Finding::isError)
          .filter(finding -> !OF_ROWS.contains(finding.code()))
          .map(finding -> finding.row() + "/" + finding.columnIndex())
          .collect(Collectors.toSet());
    }
  }

  /** Samples with a change or two, each user name once. */
  private List<SampleValue> values() {
    List<SampleValue> samples =
        SampleValue.all().stream()
            .filter(sample -> !sample.column().equals("description"))
            .toList();
    List<SampleValue> values = new ArrayList<>();
    Set<String> known = new HashSet<>();
    while (values.size() < VALUES) {
      SampleValue sample = samples.get(random.nextInt(samples.size()));
      String value = changed(sample.value());
      if (isComparable(sample.column(), value) && known.add(sample.column() + folded(value))) {
        values.add(new SampleValue(sample.column(), value, false));
      }
    }
    return values;
  }

  /** Equal for values that a check takes for the same once their slips are repaired. */
  private static String folded(String value) {
    return Normalizer.normalize(value, Normalizer.Form.NFKC)
        .replaceAll("[\\s\\p{Z}\\p{Cf}]", "")
        .toLowerCase(Locale.ROOT);
  }

  private String changed(String value) {
    StringBuilder changed = new StringBuilder(value);
    for (int times = random.nextInt(3); times > 0 && !changed.isEmpty(); times--) {
      int at = random.nextInt(changed.length());
      String odd = String.valueOf(ODD.charAt(random.nextInt(ODD.length())));
      switch (random.nextInt(3)) {
        case 0 -> changed.insert(at, odd);
        case 1 -> changed.replace(at, at + 1, odd);
        default -> changed.deleteCharAt(at);
      }
    }
    return changed.toString();
  }

  /** Where a strict check means to be stricter than the sheet, or the sheet counts differently. */
  private static boolean isComparable(String column, String value) {
    boolean isBlank = value.chars().allMatch(it -> " \u00A0\u3000\u200B\t\n".indexOf(it) >= 0);
    boolean isWide = value.chars().anyMatch(it -> Character.isSurrogate((char) it));
    boolean isRepairedPhone = column.equals("user_phone") && value.startsWith("00");
    return !isBlank && !isWide && !isRepairedPhone;
  }
}
