package dev.usertemplate.http.access;

import com.networknt.schema.serialization.node.LocationJsonNodeFactoryFactory;
import com.networknt.schema.utils.JsonNodes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLParser;

/**
 * Reads the plain part of YAML: one document, no aliases or tags, and no anchors but those of
 * single values, of which the parser does not tell. It would hand out an alias as the text of its
 * name, and take the last of two equal keys.
 */
final class YamlDocument {
  private static final int DEEPEST = 40;
  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .loadSettings(
                  LoadSettings.builder()
                      // Else 3 MiB.
                      .setCodePointLimit(AccessFile.MOST_BYTES + 1)
                      // Else the first one would end the search for mistakes.
                      .setAllowDuplicateKeys(true)
                      .build())
              .build());

  private final Consumer<Problem> problems;
  private final Deque<Set<String>> keys = new ArrayDeque<>();

  private YamlDocument(Consumer<Problem> problems) {
    this.problems = problems;
  }

  /** The line that a node of a document begins in, 1-based. */
  static int line(JsonNode node) {
    return Math.max(1, JsonNodes.tokenStreamLocationOf(node).getLineNr());
  }

  /**
   * The document's tree.
   *
   * @param problems told what is wrong
   * @return null if anything is
   */
  static @Nullable JsonNode parse(byte[] bytes, Consumer<Problem> problems) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    if (StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError()) {
      int line = 1 + (int) text.flip().chars().filter(c -> c == '\n').count();
      problems.accept(new Problem(line, "has bytes that are not UTF-8; save the file as UTF-8"));
      return null;
    }
    return parse(text.flip().toString(), problems);
  }

  private static @Nullable JsonNode parse(String text, Consumer<Problem> problems) {
    boolean[] wrong = {false};
    Consumer<Problem> noting =
        problem -> {
          wrong[0] = true;
          problems.accept(problem);
        };
    try (JsonParser parser = YAML.createParser(text)) {
      new YamlDocument(noting).look((YAMLParser) parser);
      return wrong[0]
          ? null
          : JsonNodes.readTree(YAML, text, LocationJsonNodeFactoryFactory.getInstance());
    } catch (JacksonException e) {
      noting.accept(notYaml(e, text));
      return null;
    }
  }

  private void look(YAMLParser parser) {
    JsonToken token = parser.nextToken();
    if (token == null) {
      problems.accept(new Problem(1, "is empty; an access file with nothing in it says {}"));
    }
    for (; token != null; token = parser.nextToken()) {
      String wrong = wrong(parser, token);
      if (wrong != null) {
        problems.accept(new Problem(parser.currentTokenLocation().getLineNr(), wrong));
      }
      if (keys.size() > DEEPEST || (keys.isEmpty() && parser.nextToken() != null)) {
        String reason =
            keys.isEmpty()
                ? "begins a second document; keep one, without '---' between"
                : "is nested more than %d levels deep".formatted(DEEPEST);
        problems.accept(new Problem(parser.currentTokenLocation().getLineNr(), reason));
        return;
      }
    }
  }

  private @Nullable String wrong(YAMLParser parser, JsonToken token) {
    if (token.isStructStart()) {
      keys.push(new HashSet<>());
    } else if (token.isStructEnd()) {
      keys.pop();
    } else if (token == JsonToken.PROPERTY_NAME && !keys.element().add(parser.currentName())) {
      return "has a key that stands in the same mapping already; keep one of them";
    }
    if (parser.isCurrentAlias()) {
      return "has an alias (*); write out what it stands for";
    }
    // A mapping's anchor is still there when its first key comes.
    if (parser.getObjectId() != null && token != JsonToken.PROPERTY_NAME) {
      return "has an anchor (&); leave it out, aliases are not read";
    }
    return parser.getTypeId() == null || token == JsonToken.PROPERTY_NAME
        ? null
        : "has a tag (!); leave it out";
  }

  private static Problem notYaml(JacksonException e, String text) {
    int line = Math.max(1, line(e));
    String source = text.lines().skip(line - 1L).findFirst().orElse("");
    return new Problem(
        line,
        source.contains("\t")
            ? "is not YAML: there is a tab; indent and separate with spaces"
            : "is not YAML; look at indentation, colons, brackets and quotes, here and in the line"
                + " before");
  }

  private static int line(JacksonException e) {
    if (e.getCause() instanceof MarkedYamlEngineException cause) {
      return cause.getProblemMark().map(Mark::getLine).orElse(0) + 1;
    }
    return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
  }
}
