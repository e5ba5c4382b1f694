package dev.usertemplate.http.access;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The access file: YAML that says who may use the server. It and the files that it names must not
 * be open to every user of the machine. Not safe for use by several threads.
 */
public final class AccessFile {
  /** The limit of the access file. */
  static final int MOST_BYTES = 4 * 1024 * 1024;

  private final Path file;
  private final Function<String, @Nullable String> environment;
  private final Set<Path> files = new LinkedHashSet<>();

  /**
   * Names the file; nothing is read yet.
   *
   * @param environment the value of an environment variable; null if it is not set
   */
  public AccessFile(Path file, Function<String, @Nullable String> environment) {
    this.file = file;
    this.environment = environment;
    files.add(file);
  }

  /** The file that was named, and all files that {@link #read()} looked at when it last ran. */
  public Set<Path> files() {
    return Set.copyOf(files);
  }

  /**
   * Reads the file and those that it names.
   *
   * @throws AccessFileException if anything is wrong with any of them
   */
  public AccessRules read() throws AccessFileException {
    files.clear();
    files.add(file);
    try {
      return parse(PrivateFile.read(file, MOST_BYTES));
    } catch (PrivateFile.Refused e) {
      throw new AccessFileException(file, List.of(new Problem(0, String.valueOf(e.getMessage()))));
    }
  }

  /** The rules of a document that would stand in the file. */
  AccessRules parse(byte[] bytes) throws AccessFileException {
    List<Problem> problems = new ArrayList<>();
    JsonNode document = YamlDocument.parse(bytes, problems::add);
    if (document == null) {
      throw new AccessFileException(file, problems);
    }
    problems.addAll(AccessSchema.problems(document));
    refuse(problems);
    AccessRules rules =
        new AccessRulesReader(new SecretSource(file, environment, files, problems::add))
            .read(document);
    refuse(problems);
    return rules;
  }

  private void refuse(List<Problem> problems) throws AccessFileException {
    if (!problems.isEmpty()) {
      throw new AccessFileException(file, problems);
    }
  }
}
