package dev.usertemplate.http.access;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds secrets where an access file says that they are: in itself under {@code key}, in the file
 * under {@code key_file}, or in the environment variable under {@code key_env}.
 *
 * @param accessFile its folder is where relative names of files start
 * @param environment the value of a variable; null if it is not set
 * @param files told the name of each file that is looked at
 * @param problems told what is wrong
 */
record SecretSource(
    Path accessFile,
    Function<String, @Nullable String> environment,
    Collection<Path> files,
    Consumer<Problem> problems) {
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * The secret.
   *
   * @param owner the mapping that has one of the keys
   * @param where the mapping's place in the document, for messages
   * @param key the key without suffix
   * @param definition of the schema that the secret has to obey
   * @return null if there is none, or a problem with it
   */
  @Nullable String find(JsonNode owner, String where, String key, String definition) {
    JsonNode written = owner.get(key);
    if (written != null) {
      return written.stringValue();
    }
    JsonNode file = owner.get(key + "_file");
    if (file != null) {
      return checked(definition, file, where + key + "_file: the file", contents(file, where, key));
    }
    JsonNode variable = owner.get(key + "_env");
    if (variable == null) {
      return null;
    }
    String value = environment.apply(variable.stringValue());
    String subject = where + key + "_env: the environment variable";
    if (value == null) {
      problem(variable, subject + " is not set; set it for this process");
    }
    return checked(definition, variable, subject, value);
  }

  private @Nullable String contents(JsonNode file, String where, String key) {
    Path path;
    try {
      path = accessFile.resolveSibling(file.stringValue());
    } catch (InvalidPathException e) {
      problem(file, where + key + "_file: is no name of a file here");
      return null;
    }
    files.add(path);
    try {
      return PrivateFile.readLine(path, MOST_BYTES);
    } catch (PrivateFile.Refused e) {
      problem(file, where + key + "_file: the file " + e.getMessage());
      return null;
    }
  }

  private @Nullable String checked(
      String definition, JsonNode at, String subject, @Nullable String secret) {
    if (secret == null || AccessSchema.accepts(definition, secret)) {
      return secret;
    }
    problem(at, subject + " must hold " + AccessSchema.title(definition));
    return null;
  }

  private void problem(JsonNode at, String reason) {
    problems.accept(new Problem(YamlDocument.line(at), reason));
  }
}
