package dev.usertemplate.cli;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option by the exact names that the API uses, case included, and offers them to the help
 * and the shell completion.
 *
 * @param <T> what the names stand for
 */
abstract class WireNames<T> implements ITypeConverter<T>, Iterable<String> {
  private final Map<String, T> values = new LinkedHashMap<>();

  WireNames(T[] values, Function<T, String> name) {
    Arrays.stream(values).forEach(value -> this.values.put(name.apply(value), value));
  }

  @Override
  public T convert(String name) {
    T value = values.get(name);
    if (value == null) {
      throw new TypeConversionException(
          "'%s' is not allowed; use one of: %s.".formatted(name, String.join(", ", this)));
    }
    return value;
  }

  @Override
  public Iterator<String> iterator() {
    return values.keySet().iterator();
  }

  /** The names of the languages. */
  static final class OfLanguage extends WireNames<Language> {
    OfLanguage() {
      super(Language.values(), Language::wireName);
    }
  }

  /** The names of the activation types. */
  static final class OfActivationType extends WireNames<ActivationType> {
    OfActivationType() {
      super(ActivationType.values(), ActivationType::wireName);
    }
  }

  /** The names of the formats of {@code fields}. */
  static final class OfFormat extends WireNames<FieldsCommand.Format> {
    OfFormat() {
      super(FieldsCommand.Format.values(), FieldsCommand.Format::wireName);
    }
  }

  /** The names of the formats of {@code check}. */
  static final class OfReportFormat extends WireNames<CheckCommand.Format> {
    OfReportFormat() {
      super(CheckCommand.Format.values(), CheckCommand.Format::wireName);
    }
  }
}
