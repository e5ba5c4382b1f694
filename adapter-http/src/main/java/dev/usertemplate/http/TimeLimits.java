package dev.usertemplate.http;

import java.time.Duration;

/**
 * How long callers may keep the server busy. Only tests have others than the standard ones.
 *
 * @param head until the head of a request, or a TLS handshake, is there
 * @param body until a body is there that is no upload
 * @param upload until an upload is there of which next to nothing comes; what comes prolongs it
 * @param refused for reading on after an upload was refused
 * @param request until a request is over, its caller's reading included; an upload prolongs it
 * @param drain until the requests are over that run when the server stops
 */
record TimeLimits(
    Duration head,
    Duration body,
    Duration upload,
    Duration refused,
    Duration request,
    Duration drain) {
  static final TimeLimits STANDARD =
      new TimeLimits(
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          Duration.ofSeconds(10));
}
