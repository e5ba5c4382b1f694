package dev.usertemplate.http.token;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a token stands for.
 *
 * @param userId the user's id, never empty
 * @param userName the user's name, never empty
 * @param domainId the id of the domain (account) that the user belongs to; empty if the service
 *     does not tell
 * @param projectId the project that the token is for; null if it is for a domain, for the system or
 *     for nothing in particular
 * @param roles names of the roles that the user has there, implied ones included, in the service's
 *     order; empty if there are none
 * @param expiresAt from then on the token is worth nothing
 */
public record TokenIdentity(
    String userId,
    String userName,
    String domainId,
    @Nullable String projectId,
    List<String> roles,
    Instant expiresAt) {
  /** Copies the roles. */
  public TokenIdentity {
    Objects.requireNonNull(userId, "userId");
    Objects.requireNonNull(userName, "userName");
    Objects.requireNonNull(domainId, "domainId");
    roles = List.copyOf(roles);
    Objects.requireNonNull(expiresAt, "expiresAt");
  }
}
