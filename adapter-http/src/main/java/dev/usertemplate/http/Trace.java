package dev.usertemplate.http;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.util.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * The trace that a request belongs to, as its caller says in {@code traceparent} (W3C Trace
 * Context). A request that belongs to none gets none: it has its own id already.
 *
 * @param traceId 32 lower-case hex digits
 * @param flags two of them, of which only known bits are set
 * @param state what {@code tracestate} says; empty if it says nothing, or cannot be passed on
 */
record Trace(String traceId, String flags, String state) {
  static final String PARENT = "traceparent";
  static final String STATE = "tracestate";

  private static final String ATTRIBUTE = Trace.class.getName();

  /** Later versions may add something behind; version ff is none. */
  private static final Pattern FORM =
      Pattern.compile(
          "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

  /** Sampled, and random; others have to be zero in what is sent. */
  private static final int KNOWN_FLAGS = 3;

  private static final int LONGEST_PARENT = 256;
  private static final Pattern STATE_FORM = Pattern.compile("[\\x20-\\x7e]{1,512}");

  /** Puts it on the request, where {@link #of} finds it. */
  static void put(Attributes request, HttpFields headers) {
    if (headers.contains(PARENT)) {
      Trace trace = read(headers::getValuesList);
      if (trace != null) {
        request.setAttribute(ATTRIBUTE, trace);
      }
    }
  }

  /** Null if the request belongs to none. */
  static @Nullable Trace of(Attributes request) {
    return (Trace) request.getAttribute(ATTRIBUTE);
  }

  /** The id of the trace that the request belongs to; empty if there is none. */
  static String idOf(Attributes request) {
    Trace trace = of(request);
    return trace == null ? "" : trace.traceId();
  }

  /**
   * What the headers say; null if that is nothing, or not in the form of the standard.
   *
   * @param headers the values of the header with that name
   */
  static @Nullable Trace read(Function<String, List<String>> headers) {
    List<String> parents = headers.apply(PARENT);
    if (parents.size() != 1 || parents.get(0).length() > LONGEST_PARENT) {
      return null;
    }
    Matcher parent = FORM.matcher(parents.get(0));
    if (!parent.matches() || (parent.group(1).equals("00") && parent.group(4) != null)) {
      return null;
    }
    String state = String.join(",", headers.apply(STATE));
    int known = HexFormat.fromHexDigits(parent.group(3)) & KNOWN_FLAGS;
    return new Trace(
        parent.group(2),
        HexFormat.of().toHexDigits((byte) known),
        STATE_FORM.matcher(state).matches() ? state : "");
  }

  /** The headers of a call to somebody else that is part of it: each call is a span of its own. */
  Map<String, String> headers() {
    // Never zero, which would stand for none.
    long span = ThreadLocalRandom.current().nextLong() | 1;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(PARENT, "00-%s-%s-%s".formatted(traceId, HexFormat.of().toHexDigits(span), flags));
    if (!state.isEmpty()) {
      headers.put(STATE, state);
    }
    return headers;
  }
}
