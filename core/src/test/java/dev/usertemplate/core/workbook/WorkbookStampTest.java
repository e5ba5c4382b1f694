package dev.usertemplate.core.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkbookStampTest {
  private final WorkbookInMemory workbook = new WorkbookInMemory();

  @Test
  void it_is_read_from_the_first_rows_of_its_own_sheet() throws IOException {
    workbook
        .sheet("user_template", true)
        .row(1, "schema_version", "1")
        .row(2, "language", "zh_CN")
        .row(3, "active_type", "ADMIN_ACTIVATE")
        .row(4, "language", "en_US");
    WorkbookStamp stamp = WorkbookStamp.read(workbook);
    assertThat(stamp.schemaVersion()).contains("1");
    assertThat(stamp.language()).contains(Language.ZH_CN);
    assertThat(stamp.activationType()).contains(ActivationType.ADMIN_ACTIVATE);
  }

  @Test
  void properties_count_more_than_the_sheet() throws IOException {
    workbook.sheet("user_template", true).row(1, "language", "zh_CN");
    workbook.property("user_template.language", "en_US").property("user_template.other", "x");
    assertThat(WorkbookStamp.read(workbook).values()).isEqualTo(Map.of("language", "en_US"));
  }

  @Test
  void what_stands_elsewhere_or_means_nothing_is_left_out() throws IOException {
    workbook.sheet("Users", false).row(1, "language", "zh_CN");
    workbook
        .sheet("user_template", true)
        .row(1, "language")
        .row(2, "active_type", null, "USER_ACTIVATE")
        .row(3, "colour", "red");
    WorkbookStamp stamp = WorkbookStamp.read(workbook);
    assertThat(stamp.values()).isEmpty();
    assertThat(stamp.language()).isEmpty();
    assertThat(stamp.activationType()).isEmpty();
    assertThat(stamp.schemaVersion()).isEmpty();
  }

  @Test
  void a_language_and_a_type_that_are_not_known_are_none() {
    WorkbookStamp stamp =
        new WorkbookStamp(Map.of("language", "fr_FR", "active_type", "SELF_ACTIVATE"));
    assertThat(stamp.language()).isEmpty();
    assertThat(stamp.activationType()).isEmpty();
  }
}
