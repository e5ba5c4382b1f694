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
 * @param body its body; nothing when it has none
 */
public record SignedRequest(
    String method, String path, @Nullable String query, Headers headers, Body body) {

  /**
   * A request whose body is in memory.
   *
   * @param body not copied
   */
  public SignedRequest(
      String method, String path, @Nullable String query, Headers headers, byte[] body) {
    this(method, path, query, headers, sink -> sink.take(body, body.length));
  }

  /** The body of a request, which may be too large for the memory. */
  @FunctionalInterface
  public interface Body {
    /** Gives all bytes to the sink, in their order. May be asked for several times. */
    void giveTo(Sink sink);
  }

  /** Takes bytes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * The next bytes.
     *
     * @param bytes valid during the call only
     * @param count how many of them, from the first on
     */
    void take(byte[] bytes, int count);
  }

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
