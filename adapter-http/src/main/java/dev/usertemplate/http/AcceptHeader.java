package dev.usertemplate.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The media types that a caller accepts (RFC 9110, section 12.5.1).
 *
 * @param ranges the members of the header, in their order; none when it is absent or empty
 */
record AcceptHeader(List<Range> ranges) {
  private static final Pattern PARAMETERS = Pattern.compile("\\s*;\\s*");
  private static final Pattern WEIGHT = Pattern.compile("0(\\.\\d{0,3})?|1(\\.0{0,3})?");

  AcceptHeader {
    ranges = List.copyOf(ranges);
  }

  /** Parses the values of all headers of that name; what is no media range accepts nothing. */
  static AcceptHeader parse(List<String> headers) {
    return new AcceptHeader(HeaderList.members(headers).stream().map(Range::parse).toList());
  }

  /**
   * Whether the caller takes the media type, however little it likes it: the most specific range
   * that covers the type decides, and without a header everything is accepted.
   */
  boolean accepts(String mediaType) {
    return ranges.isEmpty() || weight(mediaType) > 0;
  }

  /**
   * Whether the caller would rather have the one media type than the other: by weight, then by how
   * exactly it names them. Not without a header, and not if both are the same to it.
   */
  boolean prefers(String mediaType, String other) {
    int byWeight = Double.compare(weight(mediaType), weight(other));
    return accepts(mediaType)
        && (byWeight > 0 || (byWeight == 0 && precision(mediaType) > precision(other)));
  }

  /** How much it likes the type, 0 to 1; without a header, and for what no range covers, 0. */
  private double weight(String mediaType) {
    int decisive = precision(mediaType);
    return ranges.stream()
        .filter(range -> decisive > 0 && range.precision(mediaType) == decisive)
        .mapToDouble(Range::weight)
        .max()
        .orElse(0);
  }

  /** How exactly the most specific range covers the type. */
  private int precision(String mediaType) {
    return ranges.stream().mapToInt(range -> range.precision(mediaType)).max().orElse(0);
  }

  /**
   * One member of the header.
   *
   * @param type such as {@code text/html}, {@code text/*} or {@code *}{@code /*}, in lower case
   * @param weight 0 (not acceptable) to 1
   */
  record Range(String type, double weight) {
    /** Other parameters than the weight are skipped: what we send has none. */
    static Range parse(String member) {
      String[] parts = PARAMETERS.split(member.toLowerCase(Locale.ROOT), -1);
      double weight = 1;
      for (String part : parts) {
        if (part.startsWith("q=") && WEIGHT.matcher(part.substring(2)).matches()) {
          weight = Double.parseDouble(part.substring(2));
        }
      }
      return new Range(parts[0], weight);
    }

    /** How exactly the range covers the type: 3 by name, 2 by its group, 1 like any; 0 not. */
    int precision(String mediaType) {
      if (type.equals(mediaType)) {
        return 3;
      }
      if (type.equals(mediaType.substring(0, mediaType.indexOf('/')) + "/*")) {
        return 2;
      }
      return type.equals("*/*") ? 1 : 0;
    }
  }
}
