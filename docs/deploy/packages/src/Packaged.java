import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.License;
import org.cyclonedx.parsers.JsonParser;

/**
 * A build step: adds the Java runtime to the bill of materials, which knows the jars only, holds it
 * against the schema of CycloneDX, and lists the same parts and their licences for people.
 */
class Packaged {
  public static void main(String... arguments) throws IOException, ParseException {
    File jars = new File(arguments[0]);
    File all = new File(arguments[1]);
    ObjectMapper json = new ObjectMapper();
    ObjectNode bom = (ObjectNode) json.readTree(jars);
    ((ArrayNode) bom.get("components")).add(runtime(json));
    String text = json.writerWithDefaultPrettyPrinter().writeValueAsString(bom) + "\n";
    Files.writeString(all.toPath(), text);

    JsonParser parser = new JsonParser();
    List<ParseException> errors = parser.validate(all, Version.VERSION_16);
    if (!errors.isEmpty()) {
      throw errors.get(0);
    }
    Files.writeString(Path.of(arguments[2]), list(parser.parse(all)));
  }

  private static ObjectNode runtime(ObjectMapper json) {
    String vendor = System.getProperty("java.vendor");
    String version = System.getProperty("java.runtime.version");
    ObjectNode runtime = json.createObjectNode();
    runtime.put("type", "platform").put("bom-ref", "openjdk").put("name", "OpenJDK").put("version", version);
    runtime.put("publisher", vendor);
    runtime.put("description", "The Java runtime, made of its modules with jlink; notices are in runtime/legal.");
    runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
    return runtime;
  }

  private static String list(Bom bom) {
    TreeSet<String> lines = new TreeSet<>();
    for (Component component : bom.getComponents()) {
      String licences = licences(component);
      if (licences.isEmpty()) {
        throw new IllegalStateException("No licence is known of " + component.getPurl());
      }
      String group = component.getGroup() == null ? "" : component.getGroup() + ":";
      lines.add(group + component.getName() + " " + component.getVersion() + ": " + licences);
    }
    return "What is packaged with User Template, and under which licences. Each jar in lib holds the notices that\n"
        + "have to travel with it, in META-INF; those of the Java runtime are in runtime/legal.\n\n"
        + String.join("\n", lines)
        + "\n";
  }

  private static String licences(Component component) {
    if (component.getLicenses() == null) {
      return "";
    }
    if (component.getLicenses().getExpression() != null) {
      return component.getLicenses().getExpression().getValue();
    }
    return component.getLicenses().getLicenses().stream()
        .map(Packaged::name)
        .collect(Collectors.joining(" or "));
  }

  private static String name(License license) {
    return license.getId() != null ? license.getId() : license.getName();
  }
}
