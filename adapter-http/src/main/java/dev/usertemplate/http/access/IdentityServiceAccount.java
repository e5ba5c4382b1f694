package dev.usertemplate.http.access;

/**
 * The account by which the server asks the identity service about its callers.
 *
 * @param user its name
 * @param userDomain the name of the domain of the user
 * @param password not empty
 * @param project the name of the project that its token is for
 * @param projectDomain the name of the domain of the project
 */
public record IdentityServiceAccount(
    String user, String userDomain, String password, String project, String projectDomain) {
  /** Without the password. */
  @Override
  public String toString() {
    return "IdentityServiceAccount[user=%s, userDomain=%s, project=%s, projectDomain=%s]"
        .formatted(user, userDomain, project, projectDomain);
  }
}
