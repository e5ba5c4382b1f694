package dev.usertemplate.core.access;

/**
 * Something that a caller can be allowed to do, under the name that identity policies know it by.
 * None of them has a resource type.
 *
 * @param name {@code service:type:operation}; the type may be empty
 */
public record Action(String name) {
  /** Downloading the create-user template. */
  public static final Action GET_IMPORT_TEMPLATE = new Action("workspace:users:getImportTemplate");

  /** Importing users from a filled template; checking one is the first half of it. */
  public static final Action IMPORT_USER = new Action("workspace:users:importUser");

  /** Reading what an encoded authorization message says. */
  public static final Action DECODE_AUTHORIZATION_MESSAGE =
      new Action("sts::decodeAuthorizationMessage");

  /** Refuses a name that has not three parts, or that has patterns in it. */
  public Action {
    if (!name.matches("[A-Za-z0-9_-]+:[A-Za-z0-9_-]*:[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException(
          "name: '%s' is not of the form service:type:operation".formatted(name));
    }
  }

  /** The part before the first colon. */
  public String service() {
    return name.substring(0, name.indexOf(':'));
  }
}
