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
    this(parameter, value, "one of: " + String.join(", ", allowed), allowed);
  }

  /**
   * Names the parameter, the value and what is allowed, where that is more than can be listed.
   *
   * @param parameter the parameter's name in the API
   * @param value what it was given
   * @param form what a value looks like, such as "1 to 3 digits"
   */
  public InvalidParameterException(String parameter, String value, String form) {
    this(parameter, value, form, List.of());
  }

  private InvalidParameterException(
      String parameter, String value, String form, List<String> allowed) {
    super(
        "The value '%s' of %s is not allowed; use %s.".formatted(shorten(value), parameter, form));
    this.parameter = parameter;
    this.allowed = List.copyOf(allowed);
  }

  /** The parameter's name in the API. */
  public String parameter() {
    return parameter;
  }

  /** The values that the parameter may have; empty when they are too many to list. */
  public List<String> allowed() {
    return allowed;
  }

  private static String shorten(String value) {
    return value.codePointCount(0, value.length()) <= SHOWN
        ? value
        : value.substring(0, value.offsetByCodePoints(0, SHOWN)) + "...";
  }
}
