/**
 * Judges signed requests: given a request, a key and the time, is this request from the holder of
 * the key, as it was signed, and fresh?
 *
 * <p>Start with {@link dev.usertemplate.http.signature.SignatureVerifier}. It reads what {@link
 * dev.usertemplate.http.signature.AuthorizationHeader} says, spells the request as its signer did
 * ({@link dev.usertemplate.http.signature.CanonicalRequest}) and has the {@link
 * dev.usertemplate.http.signature.SigningAlgorithm} compare. Nothing here knows a web server, keeps
 * state between requests or reads a clock.
 */
@NullMarked
package dev.usertemplate.http.signature;

import org.jspecify.annotations.NullMarked;
