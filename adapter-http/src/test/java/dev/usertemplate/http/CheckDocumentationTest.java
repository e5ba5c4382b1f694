package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.WorkbookInMemory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The examples of JSON on the page about checking. */
class CheckDocumentationTest {
  private static final Path PAGE =
      Path.of("").toAbsolutePath().getParent().resolve("docs/check.md");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  @Test
  void the_report_on_the_page_is_the_report_of_such_a_workbook() throws Exception {
    Texts texts = Texts.of(Language.EN_US);
    Schema schema = Schema.of(ActivationType.USER_ACTIVATE);
    WorkbookInMemory workbook =
        new WorkbookInMemory()
            .sheet("Users", false)
            .row(1, schema.columns().stream().map(texts::heading).toArray())
            .row(2, schema.columns().stream().map(texts::example).toArray())
            .row(3, null, "user3", "nobody");
    for (int row = 4; row <= 12; row++) {
      workbook.row(row, null, "user" + row, "user%s@example.com".formatted(row));
    }
    try (FileChannel file = FileChannel.open(Files.createFile(folder.resolve("any")))) {
      JsonNode report =
          JSON.valueToTree(new CheckUsers(workbook).check(file, CheckOptions.DEFAULT).document());
      assertThat(block(0)).isEqualTo(report);
    }
  }

  @Test
  void the_body_on_the_page_satisfies_the_schema() throws Exception {
    com.networknt.schema.Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JSON.valueToTree(CreateUsersCalls.jsonSchema(ActivationType.USER_ACTIVATE)));
    assertThat(schema.validate(block(1))).isEmpty();
  }

  private static JsonNode block(int number) throws Exception {
    return Pattern.compile("```json\n(.+?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map(block -> JSON.readTree(block.group(1)))
        .toList()
        .get(number);
  }
}
