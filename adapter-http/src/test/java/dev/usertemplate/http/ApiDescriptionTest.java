package dev.usertemplate.http;

import static dev.usertemplate.http.DescribedApi.DOCUMENT;
import static dev.usertemplate.http.TemplateDownloadTest.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usertemplate.core.check.CheckUsers;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.http.DescribedApi.Operation;
import io.javalin.Javalin;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the description of the API says, and how it is handed out. */
class ApiDescriptionTest {
  @TempDir private Path folder;

  @Test
  void each_route_is_described_and_nothing_else() throws Exception {
    Settings settings =
        new Settings(Map.of(Setting.ACCESS, AccessFiles.example(folder).toString()));
    Set<String> routes = new TreeSet<>();
    try (Parts parts = new Parts(settings, TimeLimits.STANDARD, Clock.systemUTC())) {
      Javalin javalin =
          Javalin.create(
              config -> parts.routes(CheckUsers.withInstalledFormat()).add(config.routes));
      javalin.unsafe.internalRouter.allHttpHandlers().stream()
          .map(it -> it.endpoint)
          .filter(it -> it.method.isHttpMethod())
          .forEach(it -> routes.add(it.method + " " + it.path));
    }

    // Those are answered in front of the routes.
    for (String path : List.of(Operations.LIVE, Operations.READY, Operations.METRICS)) {
      routes.addAll(List.of("GET " + path, "HEAD " + path));
    }

    assertThat(DescribedApi.operations().values())
        .flatMap(ApiDescriptionTest::routes)
        .containsExactlyInAnyOrderElementsOf(routes);
  }

  /** One for each value, where a part of the path has only certain values. */
  private static List<String> routes(Operation operation) {
    String route = operation.method() + " " + operation.path();
    return DescribedApi.parameters(operation).stream()
        .filter(parameter -> parameter.get("in").stringValue().equals("path"))
        .filter(parameter -> parameter.get("schema").has("enum"))
        .findFirst()
        .map(
            parameter ->
                strings(parameter.at("/schema/enum")).stream()
                    .map(value -> route.replaceAll("\\{\\w+}", value))
                    .toList())
        .orElse(List.of(route));
  }

  @Test
  void a_server_takes_the_described_methods_and_no_others() throws Exception {
    try (TestServer server = guarded()) {
      DescribedApi.operations().values().stream()
          .collect(
              Collectors.groupingBy(
                  Operation::examplePath,
                  Collectors.mapping(Operation::method, Collectors.toSet())))
          .forEach(
              (path, methods) -> {
                HttpResponse<byte[]> answer = server.send("PATCH", path);
                assertThat(answer.statusCode()).as(path).isEqualTo(405);
                assertThat(header(answer, "Allow").split(", ", -1))
                    .as(path)
                    .containsExactlyInAnyOrderElementsOf(methods);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({"/openapi.json, application/json", "/openapi.yaml, application/yaml"})
  void everybody_may_read_it(String path, String type) throws Exception {
    try (TestServer server = guarded()) {
      HttpResponse<byte[]> answer = server.get(path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(header(answer, "Content-Type")).isEqualTo(type);
      assertThat(header(answer, "Content-Length")).isEqualTo("" + answer.body().length);
      assertThat(DescribedApi.yaml(answer.body())).as("JSON is YAML").isEqualTo(DOCUMENT);

      HttpResponse<byte[]> head = server.send("HEAD", path);
      assertThat(head.statusCode()).isEqualTo(200);
      assertThat(header(head, "Content-Length")).isEqualTo("" + answer.body().length);

      String[] held = {"If-None-Match", header(answer, "ETag")};
      assertThat(server.get(path, held).statusCode()).isEqualTo(304);
      assertThat(server.send("HEAD", path, held).statusCode()).isEqualTo(304);
      assertThat(server.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void its_version_is_the_products() {
    assertThat(DOCUMENT.at("/info/version").stringValue())
        .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    assertThat(DOCUMENT.get("openapi").stringValue()).isEqualTo("3.1.0");
  }

  @Test
  void its_parameters_have_the_values_that_the_core_knows() {
    assertThat(strings(DOCUMENT.at("/components/schemas/Language/enum")))
        .containsExactlyElementsOf(Stream.of(Language.values()).map(Language::wireName).toList());
    assertThat(strings(DOCUMENT.at("/components/schemas/ActiveType/enum")))
        .containsExactlyElementsOf(
            Stream.of(ActivationType.values()).map(ActivationType::wireName).toList());
    assertThat(DOCUMENT.at("/components/parameters/Language/schema/default").stringValue())
        .isEqualTo(TemplateRequest.DEFAULT.language().wireName());
    assertThat(DOCUMENT.at("/components/parameters/ActiveType/schema/default").stringValue())
        .isEqualTo(TemplateRequest.DEFAULT.activationType().wireName());
  }

  @Test
  void it_has_every_error_of_the_code_under_its_status() {
    Set<ApiError> described = new TreeSet<>();
    for (Operation operation : DescribedApi.operations().values()) {
      for (String status : operation.statuses()) {
        String pointer = DescribedApi.resolve(operation.pointer() + "/responses/" + status);
        JsonNode examples = DOCUMENT.at(pointer + "/content/application~1json/examples");
        for (String name : examples.propertyNames()) {
          if (examples.at("/%s/value/error_code".formatted(name)).isString()) {
            ApiError error = ApiError.valueOf(name);
            assertThat(error.status()).as(pointer).isEqualTo(Integer.parseInt(status));
            described.add(error);
          }
        }
      }
    }
    assertThat(described).containsExactlyInAnyOrder(ApiError.values());
  }

  @Test
  void its_examples_are_what_it_says_they_have_to_be() {
    List<String> examples = new ArrayList<>();
    find("", DOCUMENT, examples);

    assertThat(examples).hasSizeGreaterThan(30);
  }

  /** Checks all examples in this part, and notes down where they are. */
  private static void find(String pointer, JsonNode node, List<String> found) {
    if (node.has("schema") && node.has("example")) {
      DescribedApi.assertValid(pointer, pointer + "/schema", node.get("example"));
      found.add(pointer);
    }
    if (node.has("schema") && node.has("examples")) {
      for (String name : node.get("examples").propertyNames()) {
        String example = DescribedApi.resolve(pointer + "/examples/" + name);
        DescribedApi.assertValid(example, pointer + "/schema", DOCUMENT.at(example + "/value"));
        found.add(example);
      }
    }
    node.forEachEntry(
        (name, value) -> find(pointer + "/" + DescribedApi.escaped(name), value, found));
  }

  @Test
  void a_part_that_no_code_has_is_not_left_out_in_silence() {
    DescriptionInserts inserts = new DescriptionInserts("1.0.0");

    assertThatThrownBy(
            () -> inserts.into(JsonMapper.shared().readTree("{\"a\":[{\"x-insert\":\"none\"}]}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
    assertThatThrownBy(
            () -> inserts.into(JsonMapper.shared().readTree("{\"x-errors\":{\"NONE\":{}}}")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NONE");
  }

  private TestServer guarded() throws Exception {
    return new TestServer(Map.of(Setting.ACCESS, AccessFiles.example(folder).toString()));
  }

  private static List<String> strings(JsonNode array) {
    return array.valueStream().map(JsonNode::stringValue).toList();
  }
}
