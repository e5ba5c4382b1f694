package dev.usertemplate.http.access;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * What an access file may hold. The validator finds what is wrong; the words are of our own and
 * come from the titles in the schema, since the validator's would quote the file.
 */
final class AccessSchema {
  static final JsonNode SOURCE = source();

  private static final String ID = SOURCE.path("$id").asString();
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          registry -> registry.schemas(Map.of(ID, SOURCE.toString())));
  private static final Schema FILE = schema("");

  private AccessSchema() {}

  /** Everything that is wrong with a tree that {@link YamlDocument} has read. */
  static List<Problem> problems(JsonNode document) {
    Map<NodePath, Error> firstOfScalars = new HashMap<>();
    return FILE.validate(document).stream()
        .filter(error -> !isBranch(error.getEvaluationPath()))
        // A value of the wrong type breaks all its other rules as well.
        .filter(
            error ->
                (error.getInstanceNode().isContainer() && !error.getKeyword().equals("type"))
                    || firstOfScalars.putIfAbsent(error.getInstanceLocation(), error) == null)
        .map(AccessSchema::problem)
        .distinct()
        .toList();
  }

  /** Whether a text is of the definition with that name; for texts that are not in the file. */
  static boolean accepts(String definition, String text) {
    return schema("/$defs/" + definition).validate(StringNode.valueOf(text)).isEmpty();
  }

  /** What a value of the definition with that name is, as it goes on after "must be". */
  static String title(String definition) {
    return SOURCE.at("/$defs/" + definition).path("title").asString();
  }

  private static Schema schema(String pointer) {
    return REGISTRY.getSchema(SchemaLocation.of(ID + "#" + pointer));
  }

  /** Whether it only tells why one of several alternatives does not fit. */
  private static boolean isBranch(NodePath evaluated) {
    for (int i = 0; i < evaluated.getNameCount() - 1; i++) {
      if (evaluated.getElement(i).equals("oneOf")) {
        return true;
      }
    }
    return false;
  }

  private static Problem problem(Error error) {
    JsonNode at = error.getInstanceNode();
    JsonNode unknown = error.getProperty() == null ? null : at.get(error.getProperty());
    return new Problem(
        YamlDocument.line(unknown == null ? at : unknown),
        path(error.getInstanceLocation()) + reason(error));
  }

  private static String reason(Error error) {
    JsonNode rule = Objects.requireNonNull(error.getSchemaNode());
    JsonNode owner = owner(error);
    return switch (error.getKeyword()) {
      case "required" -> "has no " + error.getProperty();
      case "additionalProperties" ->
          "has a key that is not known here; known are "
              + String.join(", ", owner.path("properties").propertyNames());
      case "oneOf" ->
          because(error.getEvaluationPath()) + "needs exactly one of " + alternatives(rule);
      case "not" -> "may have only one of " + names(rule.path("required"));
      default -> "must be " + owner.path("title").asString() + hint(error.getInstanceNode(), owner);
    };
  }

  /** The key that brought the rule into force, if the rule depends on one. */
  private static String because(NodePath evaluated) {
    NodePath key = evaluated.getParent();
    return "dependentSchemas".equals(key.getParent().getElement(-1))
        ? "has %s, and so ".formatted(key.getElement(-1))
        : "";
  }

  private static String hint(JsonNode value, JsonNode owner) {
    boolean wantsText = owner.path("type").toString().contains("\"string\"");
    if (value.isNull() || (value.isString() && value.asString().isEmpty())) {
      return "; there is nothing";
    }
    return wantsText && value.isValueNode() && !value.isString()
        ? "; put the value in quotes, else YAML takes it for something other than text"
        : "";
  }

  /** The part of the schema that the broken rule stands in. */
  private static JsonNode owner(Error error) {
    NodePath rule = error.getSchemaLocation().getFragment();
    return SOURCE.at(rule.getParent().toString());
  }

  private static String alternatives(JsonNode rules) {
    return rules
        .valueStream()
        .map(rule -> names(rule.path("required")))
        .collect(Collectors.joining(", "));
  }

  private static String names(JsonNode names) {
    return names.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
  }

  /** As in {@code principals[1].name: }; empty for the whole document. */
  private static String path(NodePath location) {
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < location.getNameCount(); i++) {
      Object element = location.getElement(i);
      boolean free = i == 1 && location.getElement(0).equals("roles");
      path.append(element instanceof Integer ? "[" + element + "]" : "." + (free ? "*" : element));
    }
    return path.isEmpty() ? "" : path.substring(1) + ": ";
  }

  private static JsonNode source() {
    try (InputStream stream =
        Objects.requireNonNull(AccessSchema.class.getResourceAsStream("access-file.schema.json"))) {
      return JsonMapper.shared().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
