package dev.usertemplate.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import dev.usertemplate.core.workbook.ReadableWorkbook;
import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import dev.usertemplate.core.workbook.WorkbookFormat;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingTemplatesTest {
  @TempDir Path folder;

  @Test
  void a_template_is_read_as_it_was_rendered_and_the_file_stays_open() throws Exception {
    Path file =
        Files.write(
            folder.resolve("t.xlsx"),
            new XlsxTemplateRenderer()
                .render(new TemplateRequest(Language.ZH_CN, ActivationType.ADMIN_ACTIVATE)));
    WorkbookFormat format = ServiceLoader.load(WorkbookFormat.class).findFirst().orElseThrow();
    try (FileChannel channel = FileChannel.open(file)) {
      try (ReadableWorkbook workbook = format.open(channel, Limits.DEFAULT)) {
        assertThat(workbook.sheets())
            .containsExactly(
                new Sheet("用户", false), new Sheet("填写说明", false), new Sheet("user_template", true));
        assertThat(workbook.properties())
            .containsEntry("user_template.active_type", "ADMIN_ACTIVATE")
            .containsEntry("user_template.language", "zh_CN");
        assertThat(workbook.names())
            .containsEntry("ut_column_password", new NamedCell(0, 1, 2))
            .doesNotContainKey("_xlnm.Print_Titles");
        List<String> texts = new ArrayList<>();
        workbook.read(
            0,
            row -> {
              for (int i = 0; i < row.size(); i++) {
                texts.add(row.number() + "," + row.column(i) + " " + row.text(i));
              }
              return true;
            });
        assertThat(texts)
            .startsWith("1,0 序号", "1,1 用户名 *")
            .contains("2,1 zhangsan", "2,4 +86 138 0000 0000");
      }
      assertThat(channel.isOpen()).isTrue();
    }
  }
}
