package dev.usertemplate.http.signature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came over the wire.
 *
 * @param method as sent
 * @param path the path as sent, escapes and all; starts with a slash
 * @param query what stands after the question mark, as sent; null or empty when nothing does
 * @param headers its header fields
 * @param body its bytes; empty when it has none. Not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody, and too large to be copied.
public record SignedRequest(
    String method, String path, @Nullable String query, Headers headers, byte[] body) {

  /** The header fields of a request. */
  @FunctionalInterface
  public interface Headers {
    /**
     * The values of all fields of this name, in their order; empty when there is none.
     *
     * @param name in lower case; names in the request may have any
     */
    List<String> values(String name);
  }

  /** Leaves out what may be secret: query, headers and body. */
  @Override
  public String toString() {
    return method + " " + path;
  }
}
