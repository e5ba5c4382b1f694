package dev.usertemplate.core.schema;

import dev.usertemplate.core.schema.Rule.ExpirationTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** A moment in one of the forms of {@link ExpirationTime}. */
final class Moment {
  private static final List<Mask> MASKS = ExpirationTime.FORMS.stream().map(Mask::of).toList();

  private Moment() {}

  /** Whether the text is a moment in one of the forms. */
  static boolean isOne(String value) {
    for (Mask mask : MASKS) {
      if (mask.covers(value)) {
        return isDay(value)
            && (value.length() == 10 || value.charAt(11) < '2' || value.charAt(12) < '4');
      }
    }
    return false;
  }

  private static boolean isDay(String value) {
    try {
      LocalDate day =
          LocalDate.of(
              Integer.parseInt(value, 0, 4, 10),
              Integer.parseInt(value, 5, 7, 10),
              Integer.parseInt(value, 8, 10, 10));
      return !day.isBefore(ExpirationTime.EARLIEST);
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * A form, position by position: what is allowed is always a run of characters.
   *
   * @param first the first character of each run
   * @param last the last one of each
   */
  private record Mask(String first, String last) {
    static Mask of(String form) {
      StringBuilder first = new StringBuilder();
      StringBuilder last = new StringBuilder();
      for (int i = 0; i < form.length(); i++) {
        String allowed = ExpirationTime.allowedAt(form, i);
        first.append(allowed.charAt(0));
        last.append(allowed.charAt(allowed.length() - 1));
      }
      return new Mask(first.toString(), last.toString());
    }

    boolean covers(String value) {
      if (value.length() != first.length()) {
        return false;
      }
      for (int i = 0; i < value.length(); i++) {
        if (value.charAt(i) < first.charAt(i) || value.charAt(i) > last.charAt(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
