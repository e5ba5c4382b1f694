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
 * templates use. Blanks, width, case, hyphens, signs around it and words in brackets behind it do
 * not matter, and it may be said in two languages.
 */
final class Headings {
  /** Longer ones are none of ours, and are not looked at. */
  private static final int LONGEST = 100;

  private static final String IGNORED = "*★:_-\t\n\u000B\f\r";
  private static final Pattern NUMBER = Pattern.compile("^\\d+[.、)]");
  private static final Pattern BRACKETS = Pattern.compile("[(\\[【〔{<].*$");

  /** Between two languages: a slash, a line break, or a change of script. */
  private static final Pattern TWO =
      Pattern.compile("[/|\\n]|(?<=\\p{IsHan})\\s*(?=[A-Za-z])|(?<=[A-Za-z])\\s*(?=\\p{IsHan})");

  private static final Map<String, Heading> BY_FOLDED = new HashMap<>();
  private static final Set<String> RESULTS = new HashSet<>();

  static {
    for (Language language : Language.values()) {
      Texts texts = Texts.of(language);
      RESULTS.add(fold(texts.get("result.heading")));
      for (Column column : columns().values()) {
        put(texts.heading(column), new Heading(column, language, Rank.PUBLISHED));
      }
    }
    columns().values().forEach(it -> put(it.key(), new Heading(it, null, Rank.PUBLISHED)));
    // After all published ones, so that none of these takes their place.
    for (Language language : Language.values()) {
      for (Column column : columns().values()) {
        Texts.of(language)
            .otherHeadings(column)
            .forEach(text -> put(text, new Heading(column, language, Rank.OTHER)));
      }
    }
  }

  private Headings() {}

  /** How surely a heading means a column, the surest first. */
  enum Rank {
    /** It is the template's own heading, or the field's name. */
    PUBLISHED,
    /** It is one that people use. */
    OTHER,
    /** It is one of these with more words. */
    LOOSE,
    /** Its words say nothing, but the cell has the defined name of a heading. */
    NAMED
  }

  /**
   * What a heading says.
   *
   * @param column the column that it stands over
   * @param language the language it is in; null when it is in none
   * @param rank how surely
   */
  record Heading(Column column, @Nullable Language language, Rank rank) {}

  /** What this text is the heading of; empty if it is none of the template's. */
  static Optional<Heading> of(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    Heading exact = BY_FOLDED.get(fold(text));
    return exact == null ? loose(text) : Optional.of(exact);
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

  private static Optional<Heading> loose(String text) {
    String bare = NUMBER.matcher(BRACKETS.matcher(normal(text)).replaceFirst("")).replaceFirst("");
    Heading found = BY_FOLDED.get(fold(bare));
    if (found == null) {
      for (String part : TWO.split(bare, -1)) {
        Heading heading = BY_FOLDED.get(fold(part));
        if (heading == null || (found != null && !heading.column().equals(found.column()))) {
          return Optional.empty();
        }
        found = heading;
      }
    }
    return Optional.ofNullable(found)
        .map(it -> new Heading(it.column(), it.language(), Rank.LOOSE));
  }

  private static void put(String text, Heading heading) {
    BY_FOLDED.putIfAbsent(fold(text), heading);
  }

  private static String fold(String text) {
    String normal = normal(text);
    StringBuilder folded = new StringBuilder(normal.length());
    int character;
    for (int i = 0; i < normal.length(); i += Character.charCount(character)) {
      character = normal.codePointAt(i);
      if (!isIgnored(character)) {
        folded.appendCodePoint(character);
      }
    }
    return folded.toString();
  }

  /** Blanks, signs without a shape, and those that people put around headings. */
  private static boolean isIgnored(int character) {
    return IGNORED.indexOf(character) >= 0
        || switch (Character.getType(character)) {
          case Character.SPACE_SEPARATOR,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.FORMAT ->
              true;
          default -> false;
        };
  }

  private static String normal(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toLowerCase(Locale.ROOT);
  }
}
