package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.star.table.XTableRows;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.SampleValue;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the workbook's formulas say of a value, calculated by LibreOffice, against what the core
 * says of it. Each value stands in its column in a row of its own, the column's formulas behind it.
 */
class RuleAgreementTest extends CalculatedSheet {
  @Test
  void the_sheet_accepts_what_the_core_accepts_and_nothing_else() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE));
    List<SampleValue> samples = SampleValue.all();
    for (int i = 0; i < samples.size(); i++) {
      SampleValue sample = samples.get(i);
      put(i + 2, index(sample.column()), sample.value());
      addFormulas(i + 2, index(sample.column()));
    }
    calculate(office);

    List<String> disagreements = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      SampleValue sample = samples.get(i);
      Column column = SCHEMA.column(sample.column()).orElseThrow();
      boolean core = column.violations(sample.value()).isEmpty();
      boolean accepted = verdict(i + 2, VALID);
      boolean marked = verdict(i + 2, INVALID);
      if (core != accepted || core == marked) {
        disagreements.add(sample + ": core " + core + ", accepted " + accepted + ", red " + marked);
      }
    }
    assertThat(samples).hasSizeGreaterThan(60);
    assertThat(disagreements).isEmpty();
  }

  @Test
  void a_user_name_that_stands_twice_is_refused_in_both_rows_whatever_its_case() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.ZH_CN, ActivationType.USER_ACTIVATE));
    List<String> names = List.of("alice", "bob", "ALICE", "007", "7", "07", "carol");
    for (int i = 0; i < names.size(); i++) {
      put(i + 2, index("user_name"), names.get(i));
      addFormulas(i + 2, index("user_name"));
    }
    calculate(office);

    assertThat(names.stream().map(name -> verdict(names.indexOf(name) + 2, VALID)))
        .containsExactly(false, true, false, true, true, true, true);
  }

  @Test
  void true_dates_and_the_number_zero_are_accepted_as_expiration_time() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE));
    double[] numbers = {
      0, 47848, 36526, 2958465, 2958465.5, 36525, 1, -1, 2958466, 20301231, 13800000000.0
    };
    for (int i = 0; i < numbers.length; i++) {
      cell(i + 2, index("account_expires")).setCellValue(numbers[i]);
      addFormulas(i + 2, index("account_expires"));
    }
    calculate(office);

    List<Boolean> verdicts = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      verdicts.add(verdict(i + 2, VALID));
    }
    assertThat(verdicts)
        .containsExactly(true, true, true, true, true, false, false, false, false, false, false);
  }

  @Test
  void a_cell_that_holds_an_error_is_refused_and_red_and_an_empty_one_is_not() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.ADMIN_ACTIVATE));
    int columns = SCHEMA.columns().size();
    for (int column = 1; column < columns; column++) {
      cell(column + 1, column).setCellErrorValue(FormulaError.NA.getCode());
      addFormulas(column + 1, column);
      cell(column + 21, 0).setCellValue("5");
      addFormulas(column + 21, column);
    }
    calculate(office);
    for (int column = 1; column < columns; column++) {
      String key = SCHEMA.columns().get(column).key();
      assertThat(verdict(column + 1, VALID)).as("error in %s", key).isFalse();
      assertThat(verdict(column + 1, INVALID)).as("error in %s", key).isTrue();
      assertThat(verdict(column + 21, VALID)).as("empty %s", key).isTrue();
      assertThat(verdict(column + 21, INVALID)).as("empty %s", key).isFalse();
    }
  }

  @Test
  void the_cells_that_are_missing_are_marked_in_rows_that_are_in_use() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.USER_ACTIVATE));
    put(2, 1, "only.a.name");
    put(3, 1, "name.and.email");
    put(3, 2, "a@example.com");
    put(4, 3, "13800138000");
    put(5, 0, "5");
    List<Boolean> marked = new ArrayList<>();
    for (int row = 2; row <= 5; row++) {
      for (int column = 1; column <= 3; column++) {
        addMissing(row, column, MISSING + column);
      }
    }
    calculate(office);
    for (int row = 2; row <= 5; row++) {
      for (int column = 1; column <= 3; column++) {
        marked.add(verdict(row, MISSING + column));
      }
    }
    assertThat(marked)
        .as("name, email, phone of four rows")
        .containsExactly(
            false, true, true, // neither email nor phone
            false, false, false, // all there
            true, false, false, // no name
            false, false, false); // nothing but a serial number
  }

  @Test
  void a_missing_password_is_marked_when_the_administrator_activates() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE));
    put(2, index("user_name"), "alice");
    put(3, index("user_name"), "bob");
    put(3, index("password"), "Example-2030");
    addMissing(2, index("password"), MISSING);
    addMissing(3, index("password"), MISSING);
    calculate(office);
    assertThat(verdict(2, MISSING)).isTrue();
    assertThat(verdict(3, MISSING)).isFalse();
  }

  @Test
  void headings_are_accepted_whatever_they_say() throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE));
    for (int column = 1; column < SCHEMA.columns().size(); column++) {
      put(0, column, "a heading ".repeat(40));
      addFormulas(0, column, VALID + 2 * column);
    }
    calculate(office);
    for (int column = 1; column < SCHEMA.columns().size(); column++) {
      assertThat(verdict(0, VALID + 2 * column)).isTrue();
      assertThat(verdict(0, INVALID + 2 * column)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, -1", // the example row
    "2, -1", "1, 1", // below the headings
    "3, 2",
  })
  void rows_may_be_deleted_and_inserted(int at, int moved) throws Exception {
    LibreOffice office = LibreOffice.in(folder);
    open(new TemplateRequest(Language.EN_US, ActivationType.USER_ACTIVATE));
    List<String> names = List.of("alice", "bob", "carol", "Bob", "_", "dave");
    for (int i = 0; i < names.size(); i++) {
      put(i + 4, 1, names.get(i));
    }
    Consumer<XTableRows> change =
        moved < 0 ? rows -> rows.removeByIndex(at, -moved) : rows -> rows.insertByIndex(at, moved);
    try (InputStream in = Files.newInputStream(office.edit(save(), change))) {
      workbook = new XSSFWorkbook(in);
      users = workbook.getSheetAt(0);
    }
    for (int i = 0; i < names.size(); i++) {
      addFormulas(i + 4 + moved, 1);
      addMissing(i + 4 + moved, 2, MISSING);
    }
    calculate(office);

    for (int i = 0; i < names.size(); i++) {
      boolean valid = List.of("alice", "carol", "dave").contains(names.get(i));
      assertThat(users.getRow(i + 4 + moved).getCell(1)).hasToString(names.get(i));
      assertThat(verdict(i + 4 + moved, VALID)).as(names.get(i)).isEqualTo(valid);
      assertThat(verdict(i + 4 + moved, INVALID)).as(names.get(i)).isNotEqualTo(valid);
      assertThat(verdict(i + 4 + moved, MISSING)).as("missing email").isTrue();
    }
  }
}
