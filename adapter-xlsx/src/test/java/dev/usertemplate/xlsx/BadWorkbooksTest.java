package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckReport;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.Finding;
import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BadWorkbooksTest {
  private static final CheckUsers CHECK = CheckUsers.withInstalledFormat();

  static List<BadWorkbook> workbooks() {
    return BadWorkbooks.all();
  }

  static List<TemplateRequest> templates() {
    return TemplateRequest.all();
  }

  @ParameterizedTest
  @MethodSource("workbooks")
  void exactly_what_is_wrong_is_found(BadWorkbook workbook) throws IOException {
    CheckReport report = check(workbook.build());
    assertThat(report.findings())
        .extracting(
            finding ->
                finding.cell() == null
                    ? finding.code().wireName()
                    : finding.cell() + " " + finding.code().wireName())
        .containsExactlyElementsOf(workbook.findings());
    for (Finding finding : report.findings()) {
      for (Language language : Language.values()) {
        assertThat(finding.message(language)).isNotBlank().doesNotContain("%s", "null", "[");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("templates")
  void the_untouched_template_is_clean(TemplateRequest request) throws IOException {
    CheckReport report = check(new XlsxTemplateRenderer().render(request));
    assertThat(report.findings()).isEmpty();
    assertThat(report.rows()).isEqualTo(new CheckReport.Rows(0, 0, 0, 1, 0));
    assertThat(report.activationType()).isEqualTo(request.activationType());
    assertThat(report.language()).isEqualTo(request.language());
  }

  @Test
  void there_are_enough_of_them_and_every_kind_of_finding_is_among_them() {
    assertThat(workbooks()).hasSizeGreaterThanOrEqualTo(80);
    assertThat(workbooks()).extracting(BadWorkbook::name).doesNotHaveDuplicates();
    Set<String> found = new HashSet<>();
    workbooks()
        .forEach(
            workbook -> workbook.findings().forEach(it -> found.add(it.replaceAll(".* ", ""))));
    // These two depend on the options.
    found.addAll(List.of("active_type", "cell_too_long"));
    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FindingCode.values()).map(FindingCode::wireName).toList());
  }

  private static CheckReport check(byte[] file) throws IOException {
    return CHECK.check(new SeekableInMemoryByteChannel(file), CheckOptions.DEFAULT);
  }
}
