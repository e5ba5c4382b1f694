package dev.usertemplate.cli;

import java.io.IOException;
import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Writes everything that programs read, in one shape. */
final class Json {
  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .build()
          .writer()
          .with(printer())
          .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

  private Json() {}

  /**
   * Writes the value as indented JSON in UTF-8 with a line break at its end, the same on every
   * machine, whatever the terminal speaks. Lists are asked for one element after the other.
   *
   * @param value maps, lists, texts, numbers; the names of a record's components become snake_case
   * @param out flushed, not closed
   */
  static void write(Object value, OutputStream out) throws IOException {
    try {
      WRITER.writeValue(out, value);
    } catch (JacksonException e) {
      throw failureOf(e);
    }
    out.write('\n');
    out.flush();
  }

  // What the stream has thrown stands at the end, behind places in lists and maps.
  private static IOException failureOf(JacksonException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException failure) {
        return failure;
      }
    }
    throw e;
  }

  // The usual shape of JSON, with the same line ends everywhere.
  private static PrettyPrinter printer() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    return new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator(""))
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}
