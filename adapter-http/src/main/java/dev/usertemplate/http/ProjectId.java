package dev.usertemplate.http;

import dev.usertemplate.core.template.InvalidParameterException;
import java.util.regex.Pattern;

/** The project in the path of every operation. */
final class ProjectId {
  /** The parameter's name in paths. */
  static final String NAME = "project_id";

  /** What it looks like, all of it. */
  static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,255}");

  private ProjectId() {}

  /**
   * Returns if it looks like one.
   *
   * @throws InvalidParameterException otherwise
   */
  static void check(String projectId) {
    if (!FORM.matcher(projectId).matches()) {
      throw new InvalidParameterException(NAME, projectId, "1 to 255 letters, digits, '_' and '-'");
    }
  }
}
