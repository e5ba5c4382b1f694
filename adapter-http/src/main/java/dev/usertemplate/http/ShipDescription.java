package dev.usertemplate.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The build step that completes the hand-written description of the API with what other code is the
 * source of, and writes the files that {@link ApiDescription} hands out.
 */
final class ShipDescription {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ShipDescription() {}

  /**
   * Writes the description in both forms.
   *
   * @param arguments the hand-written file, the product's version, and the folder of this adapter's
   *     compiled classes
   */
  public static void main(String... arguments) throws IOException {
    String written = Files.readString(Path.of(arguments[0]));
    Object document = new Load(LoadSettings.builder().build()).loadFromString(written);
    JsonNode complete =
        new DescriptionInserts(arguments[1]).into(JSON.<JsonNode>valueToTree(document));
    Path folder = Path.of(arguments[2], ShipDescription.class.getPackageName().replace('.', '/'));
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve(ApiDescription.JSON.file()), JSON.writeValueAsString(complete) + "\n");
    Files.writeString(folder.resolve(ApiDescription.YAML.file()), yaml(complete));
  }

  private static String yaml(JsonNode complete) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setWidth(120)
            .setSplitLines(false)
            .build();
    return new Dump(settings).dumpToString(JSON.treeToValue(complete, Map.class));
  }
}
