package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which column a heading means: its key, its heading in any language, or one that people and older
 * templates use. Blanks, width, case, asterisks and words in brackets behind it do not matter.
 */
final class Headings {
  /** Longer ones are none of ours, and are not looked at. */
  private static final int LONGEST = 100;

  private static final Pattern IGNORED = Pattern.compile("[\\s\\p{Z}\\p{Cf}*]+");
  private static final Pattern BRACKETS = Pattern.compile("[(\\[].*$");

  private static final Map<String, Heading> BY_FOLDED = new HashMap<>();
  private static final Set<String> RESULTS = new HashSet<>();

  static {
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      RESULTS.add(fold(texts.get("result.heading")));
      for (Column column : columns().values()) {
        put(texts.heading(column), column, language);
      }
    }
    // After all published ones, so that none of these takes their place.
    for (Language language : Language.values()) {
      for (Column column : columns().values()) {
        Texts.of(language).otherHeadings(column).forEach(text -> put(text, column, language));
      }
    }
    columns().values().forEach(column -> put(column.key(), column, null));
  }

  private Headings() {}

  /**
   * What a heading says.
   *
   * @param column the column that it stands over
   * @param language the language it is in; null when it is in none
   */
  record Heading(Column column, @Nullable Language language) {}

  /** What this text is the heading of; empty if it is none of the template's. */
  static Optional<Heading> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    String folded = fold(text);
    Heading exact = BY_FOLDED.get(folded);
    return Optional.ofNullable(
        exact != null ? exact : BY_FOLDED.get(BRACKETS.matcher(folded).replaceFirst("")));
  }

  /** Whether a check has put the column under this heading there. */
  static boolean isResult(String text) {
    return text.length() <= LONGEST && RESULTS.contains(fold(text));
  }

  /** Every column of any template, by its key. */
  static Map<String, Column> columns() {
    Map<String, Column> columns = new LinkedHashMap<>();
    for (ActivationType type : ActivationType.values()) {
      Schema.of(type).columns().forEach(column -> columns.putIfAbsent(column.key(), column));
    }
    return columns;
  }

  private static void put(String text, Column column, @Nullable Language language) {
    BY_FOLDED.putIfAbsent(fold(text), new Heading(column, language));
  }

  private static String fold(String text) {
    return IGNORED
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll("");
  }
}
