package dev.usertemplate.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The Kubernetes manifests of the docs, and the schemas of Kubernetes. */
final class Manifests {
  static final Path FOLDER = Path.of("..", "docs", "deploy", "kubernetes");

  private static final String MODELS = "io.kubernetes.client.openapi.models.";

  private Manifests() {}

  /** The documents of a file. */
  static List<JsonNode> read(String file) throws IOException {
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper().readerFor(JsonNode.class).readValues(FOLDER.resolve(file).toFile())) {
      return documents.readAll();
    }
  }

  /** All of them but the one for kustomize, whose schema is none of Kubernetes itself. */
  static List<JsonNode> all() throws IOException {
    List<JsonNode> all = new ArrayList<>();
    for (String file : files()) {
      if (!file.equals("kustomization.yaml")) {
        all.addAll(read(file));
      }
    }
    return all;
  }

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .sorted()
          .toList();
    }
  }

  /** The only document of this kind. */
  static JsonNode only(String kind) throws IOException {
    List<JsonNode> found =
        all().stream().filter(it -> it.get("kind").stringValue().equals(kind)).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.get(0);
  }

  /** The settings, as the server finds them among its environment variables. */
  static Map<String, String> settings() throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    for (String line : Files.readAllLines(FOLDER.resolve("settings.env"))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf('=');
        assertThat(settings.put(line.substring(0, equals), line.substring(equals + 1))).isNull();
      }
    }
    return settings;
  }

  /**
   * Holds a document against the schema of its kind: what is required, what is unknown, what has
   * another type.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static void validate(JsonNode manifest) {
    String version = manifest.get("apiVersion").stringValue().replaceFirst(".*/", "");
    String name =
        MODELS
            + version.substring(0, 1).toUpperCase(Locale.ROOT)
            + version.substring(1)
            + manifest.get("kind").stringValue();
    String json = manifest.toString();
    try {
      Class<?> model = Class.forName(name);
      model
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(json));
      Object read = model.getMethod("fromJson", String.class).invoke(null, json);
      String written = (String) model.getMethod("toJson").invoke(read);
      assertKept("", manifest, JsonMapper.shared().readTree(written));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("There is no such kind: " + name, e);
    }
  }

  /** What is read and written again differs where a value has another type than it should. */
  private static void assertKept(String place, JsonNode value, JsonNode kept) {
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              it -> assertKept(place + "/" + it.getKey(), it.getValue(), kept.path(it.getKey())));
    } else if (value.isArray() && value.size() == kept.size()) {
      for (int i = 0; i < value.size(); i++) {
        assertKept(place + "/" + i, value.get(i), kept.get(i));
      }
    } else if (!value.equals(kept)) {
      throw new IllegalArgumentException(
          "%s: %s has another type than %s".formatted(place, value, kept));
    }
  }
}
