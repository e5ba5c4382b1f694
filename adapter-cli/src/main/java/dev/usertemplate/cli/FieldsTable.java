package dev.usertemplate.cli;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * The columns of a template as people read them.
 *
 * @param request which template
 * @param width how many columns of text fit into a line
 * @param out where it is going to be shown
 */
record FieldsTable(TemplateRequest request, int width, Output out) {
  @Override
  public String toString() {
    Texts texts = Texts.of(request.language());
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "#",
            texts.get("instructions.columns.column"),
            "key",
            texts.get("instructions.columns.requirement"),
            texts.get("instructions.columns.rule")));
    for (Column column : Schema.of(request.activationType()).columns()) {
      rows.add(
          List.of(
              String.valueOf(rows.size()),
              texts.heading(column),
              column.key(),
              texts.requirement(column),
              (texts.rules(column) + "\n" + texts.get("note.example", texts.example(column)))
                  .strip()));
    }
    StringBuilder table = new StringBuilder(bold(title(texts))).append("\n\n");
    List<List<String>> lines = new TextGrid(rows, width).lines();
    table.append(bold(String.join("\n", lines.get(0)))).append('\n');
    lines.stream().skip(1).flatMap(List::stream).forEach(line -> table.append(line).append('\n'));
    return table.toString();
  }

  private String title(Texts texts) {
    return texts.get("workbook.title", texts.activation(request.activationType()));
  }

  private String bold(String text) {
    return out.styled(text, Style.bold);
  }
}
