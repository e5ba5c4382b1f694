package dev.usertemplate.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A file of settings: YAML, one value for each key. The keys are the flags without their dashes.
 * Names of files in it start in its folder. It holds no secrets, so everybody may read it, but what
 * everybody could write is refused.
 */
final class SettingsFile {
  private static final int MOST_BYTES = 64 * 1024;

  /** How many letters a key may be away from the one that is suggested. */
  private static final int NEAR = 3;

  private final Path file;
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private final List<String> problems = new ArrayList<>();

  /**
   * A value in the file.
   *
   * @param line where it stands, from 1
   */
  record Value(String text, int line) {}

  private SettingsFile(Path file) {
    this.file = file;
  }

  /**
   * What the file says.
   *
   * @throws Broken if it can't be read, or says something that it must not
   */
  static Map<Setting, Value> read(Path file) throws Broken {
    SettingsFile reader = new SettingsFile(file);
    reader.take(reader.text());
    if (!reader.problems.isEmpty()) {
      throw new Broken(String.join("\n", reader.problems));
    }
    return reader.values;
  }

  private String text() throws Broken {
    if (!Files.isRegularFile(file)) {
      throw broken(Files.exists(file) ? "is no regular file" : "does not exist");
    }
    try {
      refuseIfOpenToAll();
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
          throw broken("has more than %s bytes".formatted(MOST_BYTES));
        }
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      }
    } catch (CharacterCodingException e) {
      throw broken("is not UTF-8 text");
    } catch (IOException e) {
      throw broken("cannot be read by this process; look at its owner and permissions");
    }
  }

  /** Whoever can change it decides whom the server lets in. */
  private void refuseIfOpenToAll() throws IOException, Broken {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (view != null
        && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
      throw broken(
          "can be written by every user of this machine; run 'chmod o-w %s'".formatted(file));
    }
  }

  private void take(String text) throws Broken {
    Optional<Node> root;
    try {
      root = new Compose(LoadSettings.builder().build()).composeString(text);
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(Mark::getLine).orElse(0) + 1;
      throw new Broken(
          at(line) + "is not YAML; look at colons and quotes, here and in the line before");
    } catch (YamlEngineException e) {
      throw broken("is not YAML");
    } catch (StackOverflowError e) {
      throw broken("is nested too deeply");
    }
    if (root.isEmpty()) {
      return;
    }
    if (!(root.get() instanceof MappingNode mapping)) {
      throw broken("has to hold lines such as 'port: 8080'");
    }
    mapping.getValue().forEach(this::take);
  }

  private void take(NodeTuple entry) {
    Node at = entry.getKeyNode();
    String key = at instanceof ScalarNode scalar ? scalar.getValue() : "";
    Optional<Setting> setting = setting(key);
    if (setting.isEmpty()) {
      problem(at, "'%s' is no setting; %s".formatted(AuditLog.inOneLine(key), suggestion(key)));
    } else if (setting.get() == Setting.CONFIG) {
      problem(at, "a settings file cannot name another one");
    } else if (values.containsKey(setting.get())) {
      problem(
          at,
          "%s is set in line %s already; keep one of them"
              .formatted(key, values.get(setting.get()).line()));
    } else if (!(entry.getValueNode() instanceof ScalarNode value)) {
      problem(at, key + " has to have a single value; items of a list are separated by commas");
    } else if (value.getTag().equals(Tag.NULL) || value.getValue().isEmpty()) {
      problem(at, key + " has no value; write one, or leave the line out");
    } else {
      values.put(setting.get(), new Value(resolved(setting.get(), value.getValue()), line(at)));
    }
  }

  private static Optional<Setting> setting(String key) {
    return Arrays.stream(Setting.values()).filter(it -> it.key().equals(key)).findFirst();
  }

  private static String suggestion(String key) {
    return Arrays.stream(Setting.values())
        .map(Setting::key)
        .min(Comparator.comparingInt(known -> distance(known, key)))
        .filter(known -> distance(known, key) <= NEAR)
        .map("did you mean '%s'?"::formatted)
        .orElse("the keys are the flags of --help, without their dashes");
  }

  /** How many letters to add, leave out or change (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  private String resolved(Setting setting, String text) {
    try {
      return setting.isPath() ? file.resolveSibling(text).toString() : text;
    } catch (InvalidPathException e) {
      // Whoever reads the setting says so.
      return text;
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
  }

  private void problem(Node at, String sentence) {
    problems.add(at(line(at)) + sentence);
  }

  private String at(int line) {
    return "%s:%s: ".formatted(file, line);
  }

  private Broken broken(String reason) {
    return new Broken("%s %s.".formatted(file, reason));
  }

  /** A file that is not used; the message says which, where and why. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(@Nullable String message) {
      super(message);
    }
  }
}
