package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a principal signs requests with.
 *
 * @param principal who is allowed in by it
 * @param accessKey the public half
 * @param secretKey the secret half
 * @param securityToken what requests have to carry too; null for a permanent access key
 * @param expiresAt from when on it is refused; null for never
 */
public record Credential(
    Principal principal,
    String accessKey,
    String secretKey,
    @Nullable String securityToken,
    @Nullable Instant expiresAt) {
  /** Without the secrets. */
  @Override
  public String toString() {
    return "Credential[principal=%s, accessKey=%s, expiresAt=%s]"
        .formatted(principal.name(), accessKey, expiresAt);
  }
}
