package dev.usertemplate.http.token;

import java.util.Objects;

/**
 * What this service itself logs in to the identity service with, to be allowed to validate the
 * tokens of others. Its user needs the role {@code admin} or {@code service} in the project.
 *
 * @param user name of the user
 * @param userDomain name of the domain (account) that the user belongs to
 * @param password the user's password
 * @param project name of the project
 * @param projectDomain name of the domain (account) that the project belongs to
 */
public record ServiceCredentials(
    String user, String userDomain, String password, String project, String projectDomain) {
  /**
   * Checks that nothing is missing.
   *
   * @throws IllegalArgumentException if a component is empty
   */
  public ServiceCredentials {
    given(user, "user");
    given(userDomain, "userDomain");
    given(password, "password");
    given(project, "project");
    given(projectDomain, "projectDomain");
  }

  /** All but the password. */
  @Override
  public String toString() {
    return "ServiceCredentials[user=%s, userDomain=%s, project=%s, projectDomain=%s]"
        .formatted(user, userDomain, project, projectDomain);
  }

  private static void given(String value, String name) {
    if (Objects.requireNonNull(value, name).isEmpty()) {
      throw new IllegalArgumentException("The service's own %s is empty.".formatted(name));
    }
  }
}
