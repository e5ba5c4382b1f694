package dev.usertemplate.http;

import java.util.List;

/**
 * A strong entity tag (RFC 9110, section 8.8.3).
 *
 * @param value with its quotes, as the headers have it
 */
record EntityTag(String value) {
  private static final String WEAK = "W/";

  /** The tag with this text, which stands between its quotes. */
  static EntityTag of(String opaque) {
    return new EntityTag('"' + opaque + '"');
  }

  /**
   * Whether a caller with these headers {@code If-None-Match} holds what the tag stands for. Weak
   * tags count: a proxy that compressed the answer has made the strong one weak.
   */
  boolean matches(List<String> ifNoneMatch) {
    return HeaderList.members(ifNoneMatch).stream()
        .map(tag -> tag.startsWith(WEAK) ? tag.substring(WEAK.length()) : tag)
        .anyMatch(tag -> tag.equals(value) || tag.equals("*"));
  }
}
