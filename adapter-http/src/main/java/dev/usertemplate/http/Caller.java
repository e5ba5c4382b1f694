package dev.usertemplate.http;

import dev.usertemplate.core.access.Principal;

/**
 * Who has proved to call.
 *
 * @param principal the identity
 * @param credential what proved it, for the log: the access key, or {@code token}
 */
record Caller(Principal principal, String credential) {
  /** What distinguishes one caller from another. */
  String key() {
    return principal.domainId() + '/' + principal.id();
  }
}
