package dev.usertemplate.http;

import dev.usertemplate.core.check.CheckOptions;
import dev.usertemplate.core.check.CreateUsersCalls;
import dev.usertemplate.core.check.FindingCode;
import dev.usertemplate.core.check.Severity;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.http.access.AuthorizationMessages;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the description of the API takes from other code, put where the description asks for it. */
final class DescriptionInserts {
  /** The member of an object that names what belongs there. */
  private static final String INSERT = "x-insert";

  /** The member of an answer that lists its errors, by their names in {@link ApiError}. */
  private static final String ERRORS = "x-errors";

  private final JsonMapper json = JsonMapper.shared();
  private final Map<String, Object> inserts = new LinkedHashMap<>();

  DescriptionInserts(String version) {
    inserts.put("version", Map.of("version", version));
    inserts.put("project_id", Map.of("pattern", "^%s$".formatted(ProjectId.FORM)));
    inserts.put("languages", oneOf(Stream.of(Language.values()), Language::wireName));
    inserts.put("default_language", byDefault(TemplateRequest.DEFAULT.language().wireName()));
    inserts.put(
        "active_types", oneOf(Stream.of(ActivationType.values()), ActivationType::wireName));
    inserts.put(
        "default_active_type", byDefault(TemplateRequest.DEFAULT.activationType().wireName()));
    inserts.put("findings", Map.of("maxItems", CheckOptions.DEFAULT.maxFindings()));
    inserts.put("finding_codes", oneOf(Stream.of(FindingCode.values()), FindingCode::wireName));
    inserts.put("severities", oneOf(Stream.of(Severity.values()), Severity::wireName));
    inserts.put("finding_counts", counts());
    inserts.put(
        "column_keys",
        oneOf(
            Stream.of(ActivationType.values()).flatMap(type -> Schema.of(type).columns().stream()),
            Column::key));
    for (ActivationType type : ActivationType.values()) {
      Map<String, Object> schema = new LinkedHashMap<>(CreateUsersCalls.jsonSchema(type));
      // The document says it for all schemas.
      schema.remove("$schema");
      inserts.put("create_users_" + type.wireName(), schema);
    }
    inserts.put("page_files", oneOf(pageFiles(), Function.identity()));
    inserts.put("error_codes", oneOf(Stream.of(ApiError.values()), ApiError::code));
    inserts.put("authorization_message", Map.of("maxLength", AuthorizationMessages.MAX_LENGTH));
  }

  private static <T> Map<String, Object> oneOf(Stream<T> values, Function<T, String> wireName) {
    return Map.of("enum", values.map(wireName).distinct().toList());
  }

  private static Map<String, Object> byDefault(String value) {
    return Map.of("default", value);
  }

  private static Stream<String> pageFiles() {
    return Stream.concat(
            WebPage.FILES.keySet().stream().filter(name -> !name.equals("index.html")),
            Stream.of(WebPage.DOCUMENT.substring(WebPage.FOLDER.length())))
        .sorted();
  }

  private static Map<String, Object> counts() {
    List<String> names = Arrays.stream(Severity.values()).map(Severity::wireName).toList();
    // In an order that is the same in each build.
    Map<String, Object> number = new TreeMap<>(Map.of("type", "integer", "minimum", 0));
    Map<String, Object> properties = new LinkedHashMap<>();
    names.forEach(name -> properties.put(name, number));
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("required", names);
    counts.put("properties", properties);
    return counts;
  }

  /**
   * A copy of the document with everything that it asks for.
   *
   * @throws IllegalArgumentException if it asks for something that there is not
   */
  JsonNode into(JsonNode document) {
    if (document instanceof ArrayNode array) {
      ArrayNode copy = json.createArrayNode();
      array.forEach(element -> copy.add(into(element)));
      return copy;
    }
    if (document instanceof ObjectNode object) {
      ObjectNode copy = json.createObjectNode();
      object.forEachEntry((name, value) -> put(copy, name, value));
      return copy;
    }
    return document;
  }

  private void put(ObjectNode owner, String name, JsonNode value) {
    switch (name) {
      case INSERT -> {
        Object insert = inserts.get(value.asString());
        if (insert == null) {
          throw new IllegalArgumentException("There is nothing to insert as " + value);
        }
        owner.setAll(json.<ObjectNode>valueToTree(insert));
      }
      case ERRORS -> owner.set("content", errors(value));
      default -> owner.set(name, into(value));
    }
  }

  private ObjectNode errors(JsonNode written) {
    ObjectNode content = json.createObjectNode();
    ObjectNode body = content.putObject("application/json");
    body.putObject("schema").put("$ref", "#/components/schemas/ErrorBody");
    ObjectNode examples = body.putObject("examples");
    written.forEachEntry(
        (name, words) -> {
          ApiError error = ApiError.valueOf(name);
          String published = words.path("published").asString("");
          String detail = words.required("detail").asString();
          String message = words.path("encoded_authorization_message").asString(null);
          examples
              .putObject(name)
              .put("summary", error.message().strip())
              .set(
                  "value",
                  json.valueToTree(
                      new ErrorBody(error.code(), error.message() + published, detail, message)));
        });
    return content;
  }
}
