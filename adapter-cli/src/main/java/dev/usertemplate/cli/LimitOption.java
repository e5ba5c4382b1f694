package dev.usertemplate.cli;

import dev.usertemplate.core.workbook.Limits;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Another limit than the usual one.
 *
 * @param name as {@link Limits#values()} has it
 * @param value 1 or more
 */
record LimitOption(String name, long value) {
  /**
   * The limits with this one changed.
   *
   * @throws IllegalArgumentException if there is none of the name, or the value is out of its range
   */
  Limits in(Limits limits) {
    return limits.with(name, value);
  }

  /** Reads {@code NAME=VALUE}. */
  static final class Converter implements ITypeConverter<LimitOption> {
    private static final Pattern FORM = Pattern.compile("([^=]*)=(\\d{1,18})");

    @Override
    public LimitOption convert(String text) {
      Matcher form = FORM.matcher(text);
      if (!form.matches()) {
        throw new TypeConversionException(
            "'%s' is not of the form NAME=VALUE with a whole number; NAME is one of: %s"
                .formatted(text, String.join(", ", Limits.DEFAULT.values().keySet())));
      }
      LimitOption option = new LimitOption(form.group(1), Long.parseLong(form.group(2)));
      try {
        option.in(Limits.DEFAULT);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
      return option;
    }
  }

  /** What the shell offers: the names, with the equals sign. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Limits.DEFAULT.values().keySet().stream().map(name -> name + "=").iterator();
    }
  }
}
