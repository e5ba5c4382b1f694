package dev.usertemplate.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A header whose value is a list (RFC 9110, section 5.6.1). Jetty's own {@code QuotedCSV} refuses
 * weak entity tags, {@code W/"..."}, and throws at a quote that is never closed.
 */
final class HeaderList {
  private HeaderList() {}

  /**
   * The members, trimmed, without empty ones. Commas in quotes do not separate; a quote that is
   * never closed reaches to the end, because a header can be wrong but not make a request fail.
   *
   * @param values the values of all headers of one name, in their order
   */
  static List<String> members(List<String> values) {
    List<String> members = new ArrayList<>();
    for (String value : values) {
      boolean quoted = false;
      int start = 0;
      for (int i = 0; i < value.length(); i++) {
        char c = value.charAt(i);
        if (c == '"') {
          quoted = !quoted;
        } else if (c == ',' && !quoted) {
          members.add(value.substring(start, i).strip());
          start = i + 1;
        }
      }
      members.add(value.substring(start).strip());
    }
    members.removeIf(String::isEmpty);
    return members;
  }
}
