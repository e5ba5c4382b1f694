package dev.usertemplate.core.template;

import java.util.List;

/** A parameter of the API has a value that it must not have. */
public final class InvalidParameterException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** How much of a value the message repeats, in characters. */
  private static final int SHOWN = 64;

  private final String parameter;
  private final transient List<String> allowed;

  /**
   * Names the parameter, the value and what is allowed.
   *
   * @param parameter the parameter's name in the API
   * @param value what it was given
   * @param allowed the values that it may have
   */
  public InvalidParameterException(String parameter, String value, List<String> allowed) {
    super(
        "The value '%s' of %s is not allowed; use one of: %s."
            .formatted(shorten(value), parameter, String.join(", ", allowed)));
    this.parameter = parameter;
    this.allowed = List.copyOf(allowed);
  }

  /** The parameter's name in the API. */
  public String parameter() {
    return parameter;
  }

  /** The values that the parameter may have. */
  public List<String> allowed() {
    return allowed;
  }

  private static String shorten(String value) {
    return value.codePointCount(0, value.length()) <= SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
