package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The description of the API, as the judge of real answers. */
final class DescribedApi {
  static final JsonNode DOCUMENT = read();

  private static final String ID = "https://api.example/openapi.json";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** Headers of HTTP itself: what they mean is not up to the operation. */
  private static final Set<String> OF_HTTP =
      Set.of(":status", "connection", "content-length", "content-type", "date");

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDialect(
          Dialects.getOpenApi31(),
          registry -> registry.schemas(Map.of(ID, closed(DOCUMENT).toString())));
  private static final Map<String, Schema> BY_POINTER = new ConcurrentHashMap<>();

  private DescribedApi() {}

  /**
   * Something that can be done.
   *
   * @param pointer where it stands in the description
   */
  record Operation(String method, String path, String pointer) {
    String id() {
      return node().get("operationId").stringValue();
    }

    JsonNode node() {
      return DOCUMENT.at(pointer);
    }

    boolean takesBody() {
      return node().has("requestBody");
    }

    Set<String> statuses() {
      return Set.copyOf(node().get("responses").propertyNames());
    }

    /** A path that it can be called under. */
    String examplePath() {
      String result = path;
      for (JsonNode parameter : parameters(this)) {
        result =
            result.replace(
                "{%s}".formatted(parameter.get("name").stringValue()),
                parameter.path("example").asString());
      }
      return result;
    }

    boolean isAt(String requestedPath) {
      return requestedPath.matches(path.replaceAll("\\{\\w+}", "[^/]+"));
    }
  }

  /**
   * An answer of whatever client.
   *
   * @param headers names in any case
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Answer(int status, Map<String, List<String>> headers, byte[] body) {
    Answer {
      Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      byName.putAll(headers);
      headers = byName;
    }

    static Answer of(HttpResponse<byte[]> response) {
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    static Answer of(RawAnswer raw) {
      Map<String, List<String>> headers = new LinkedHashMap<>();
      for (String line : raw.headers()) {
        String[] parts = line.split(": ", 2);
        headers.put(parts[0], List.of(parts[1]));
      }
      return new Answer(raw.status(), headers, raw.body().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** All that is described, by their ids. */
  static Map<String, Operation> operations() {
    Map<String, Operation> operations = new LinkedHashMap<>();
    DOCUMENT
        .get("paths")
        .forEachEntry(
            (path, item) ->
                item.forEachEntry(
                    (method, node) -> {
                      if (!method.equals("parameters")) {
                        Operation operation =
                            new Operation(
                                method.toUpperCase(Locale.ROOT),
                                path,
                                "/paths/%s/%s".formatted(escaped(path), method));
                        operations.put(operation.id(), operation);
                      }
                    }));
    return operations;
  }

  /** What the caller of an operation may say besides the body. */
  static List<JsonNode> parameters(Operation operation) {
    String pointer = "/paths/%s/parameters".formatted(escaped(operation.path()));
    return IntStream.range(0, DOCUMENT.at(pointer).size())
        .mapToObj(index -> DOCUMENT.at(resolve(pointer + "/" + index)))
        .toList();
  }

  /**
   * Fails unless the answer is one that the description lets expect. What is no operation has to be
   * refused, in the form that all errors have.
   *
   * @return the operation's id and the status; empty if it is no operation
   */
  static Optional<String> assertExpected(String method, String path, Answer answer) {
    Optional<Operation> operation =
        operations().values().stream()
            .filter(it -> it.method().equals(method) && it.isAt(path))
            .findFirst();
    if (operation.isEmpty()) {
      assertThat(answer.status()).as("%s %s", method, path).isGreaterThanOrEqualTo(400);
      assertExpected(operations().get("ExportUsersTemplate"), method, answer);
    }
    return operation.map(it -> assertExpected(it, answer));
  }

  /**
   * Fails unless the answer is one that the description lets expect of the operation.
   *
   * @return the operation's id and the status
   */
  static String assertExpected(Operation operation, Answer answer) {
    assertExpected(operation, operation.method(), answer);
    return operation.id() + " " + answer.status();
  }

  private static void assertExpected(Operation operation, String method, Answer answer) {
    String at = "%s answers %s".formatted(operation.id(), answer.status());
    assertThat(operation.statuses()).as(at).contains(String.valueOf(answer.status()));
    String pointer = resolve(operation.pointer() + "/responses/" + answer.status());
    assertHeaders(at, pointer + "/headers", answer);
    assertBody(at, pointer + "/content", answer, method.equals("HEAD"));
  }

  private static void assertHeaders(String at, String pointer, Answer answer) {
    JsonNode described = DOCUMENT.at(pointer);
    assertThat(described.propertyNames().stream().map(it -> it.toLowerCase(Locale.ROOT)))
        .as("headers: " + at)
        .containsAll(
            answer.headers().keySet().stream()
                .map(it -> it.toLowerCase(Locale.ROOT))
                .filter(it -> !OF_HTTP.contains(it))
                .toList());
    for (String name : described.propertyNames()) {
      String header = resolve(pointer + "/" + name);
      List<String> values = answer.headers().getOrDefault(name, List.of());
      if (DOCUMENT.at(header).path("required").asBoolean(false)) {
        assertThat(values).as(name + ": " + at).hasSize(1);
      }
      for (String value : values) {
        boolean isNumber = DOCUMENT.at(header + "/schema/type").asString().equals("integer");
        assertValid(
            name + ": " + at,
            header + "/schema",
            isNumber ? JSON.readTree(value) : StringNode.valueOf(value));
      }
    }
  }

  private static void assertBody(String at, String pointer, Answer answer, boolean isHead) {
    JsonNode described = DOCUMENT.at(pointer);
    List<String> types = answer.headers().getOrDefault("Content-Type", List.of());
    if (described.isMissingNode()) {
      assertThat(types).as(at).isEmpty();
      assertThat(answer.body()).as(at).isEmpty();
      return;
    }
    assertThat(types).as(at).hasSize(1);
    String type = types.get(0).split(";", -1)[0];
    assertThat(described.propertyNames()).as(at).contains(type);
    if (isHead) {
      assertThat(answer.body()).as(at).isEmpty();
      return;
    }
    String media = pointer + "/" + escaped(type);
    parse(type, answer.body())
        .ifPresent(
            body -> {
              assertValid(at, media + "/schema", body);
              if (body.has("error_code")) {
                assertThat(DOCUMENT.at(media + "/examples").findValuesAsString("error_code"))
                    .as(at)
                    .contains(body.get("error_code").stringValue());
              }
            });
  }

  /** Empty for what is no tree. */
  private static Optional<JsonNode> parse(String type, byte[] body) {
    return switch (type) {
      case "application/json" -> Optional.of(JSON.readTree(body));
      case "application/yaml" -> Optional.of(yaml(body));
      default -> Optional.empty();
    };
  }

  static JsonNode yaml(byte[] body) {
    return JSON.valueToTree(
        new Load(LoadSettings.builder().build())
            .loadFromString(new String(body, StandardCharsets.UTF_8)));
  }

  /** Fails unless the value is of the schema at that place. */
  static void assertValid(String at, String pointer, JsonNode value) {
    Schema schema =
        BY_POINTER.computeIfAbsent(
            pointer, it -> SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + it)));
    assertThat(schema.validate(value)).as("%s: %s", at, value).isEmpty();
  }

  /** Where a place that only refers to another one leads. */
  static String resolve(String pointer) {
    JsonNode reference = DOCUMENT.at(pointer).path("$ref");
    return reference.isMissingNode() ? pointer : resolve(reference.stringValue().substring(1));
  }

  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }

  /** The same, but that no object may have members that are not described. */
  private static JsonNode closed(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.createArrayNode();
      array.forEach(element -> copy.add(closed(element)));
      return copy;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.createObjectNode();
      object.forEachEntry((name, value) -> copy.set(name, closed(value)));
      if (object.path("type").asString("").equals("object") && object.has("properties")) {
        copy.set(
            "additionalProperties",
            object.path("additionalProperties").isMissingNode()
                ? JSON.getNodeFactory().booleanNode(false)
                : object.get("additionalProperties"));
      }
      return copy;
    }
    return node;
  }

  private static JsonNode read() {
    try (InputStream in =
        Objects.requireNonNull(DescribedApi.class.getResourceAsStream("openapi.json"))) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
