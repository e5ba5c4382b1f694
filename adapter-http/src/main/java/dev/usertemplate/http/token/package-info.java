/**
 * Tokens, judged by the identity service that issued them: OpenStack Keystone, or another service
 * that speaks its protocol, version 3.
 *
 * <p>{@link dev.usertemplate.http.token.IdentityService} remembers verdicts and bounds the waiting;
 * a {@code Validation} is one question to the service, asked with the caller's own token or with a
 * {@code ServiceToken}; {@code TokenApi} speaks HTTP and {@code TokenAnswer} reads the JSON. This
 * package knows nothing of the web server around it.
 */
@NullMarked
package dev.usertemplate.http.token;

import org.jspecify.annotations.NullMarked;
