package dev.usertemplate.http;

import java.util.List;

/**
 * An answer as it came over the wire.
 *
 * @param status the number in the status line
 * @param headers the header lines
 * @param body what follows the empty line
 */
record RawAnswer(int status, List<String> headers, String body) {
  static RawAnswer parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    List<String> lines = List.of(answer.substring(0, end).split("\r\n", -1));
    int status = Integer.parseInt(lines.get(0).split(" ", -1)[1]);
    return new RawAnswer(status, lines.subList(1, lines.size()), answer.substring(end + 4));
  }

  /** The value of a header that has to be there. */
  String header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No header " + name + " in " + headers));
  }
}
