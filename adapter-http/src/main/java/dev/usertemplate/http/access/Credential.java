package dev.usertemplate.http.access;

import dev.usertemplate.core.access.Principal;
import dev.usertemplate.http.signature.SigningKey;

/**
 * What a principal signs requests with.
 *
 * @param principal who is allowed in by it
 * @param key the access key with its secret
 */
public record Credential(Principal principal, SigningKey key) {}
