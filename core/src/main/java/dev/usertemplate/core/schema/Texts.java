package dev.usertemplate.core.schema;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every word of the template in one language. The texts are UTF-8 property files beside this class,
 * {@code texts_<language>.properties}; the same keys stand in each.
 */
public final class Texts {
  private static final Map<Language, Texts> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, new Texts(language));
    }
  }

  private final Language language;
  private final Properties texts = new Properties();

  // Not a ResourceBundle: that one falls back to the language of the machine.
  private Texts(Language language) {
    this.language = language;
    String resource = "texts_" + language.wireName() + ".properties";
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(resource), resource),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts in this language. */
  public static Texts of(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** The language that the texts are in. */
  public Language language() {
    return language;
  }

  /** All keys. */
  public Set<String> keys() {
    return texts.stringPropertyNames();
  }

  /**
   * The text of a key, its {@code %s} places filled with the arguments.
   *
   * @throws IllegalArgumentException if there is no such key
   */
  public String get(String key, Object... arguments) {
    String text = texts.getProperty(key);
    if (text == null) {
      throw new IllegalArgumentException("No text for " + key + " in " + language.wireName());
    }
    return String.format(Locale.ROOT, text, arguments);
  }

  /** The published heading of the column, without any mark. */
  public String heading(Column column) {
    return of(column, "heading");
  }

  /** Headings that people and older templates use for the column as well. */
  public List<String> otherHeadings(Column column) {
    return List.of(of(column, "other_headings").split("\\s*\\|\\s*", -1));
  }

  /** What the column is for, one or two sentences. */
  public String about(Column column) {
    return of(column, "about");
  }

  /** What the example row holds in this column. */
  public String example(Column column) {
    return of(column, "example");
  }

  /** Whether the column has to be filled, in a few words, such as "required". */
  public String requirement(Column column) {
    return get(key(column.requirement()));
  }

  /** Whether the column has to be filled, as a sentence: the column's own, or that of its kind. */
  public String requirementSentence(Column column) {
    String own = "column." + column.key() + ".requirement";
    return get(texts.containsKey(own) ? own : key(column.requirement()) + ".sentence");
  }

  /** The rules of the column as one sentence without its full stop; empty when it has none. */
  public String rules(Column column) {
    return column.rules().stream().map(this::rule).collect(Collectors.joining(get("rule.and")));
  }

  /** A rule as a part of a sentence, such as "8 to 32 characters". */
  public String rule(Rule rule) {
    return rule.match(new Sentences());
  }

  /** Who activates the accounts, such as "activated by the user". */
  public String activation(ActivationType type) {
    return get("activation." + type.wireName().toLowerCase(Locale.ROOT));
  }

  /** A set of characters as people read it, such as "letters, digits, - _ .". */
  public String characters(CharacterSet set) {
    return Stream.of(
            set.letters() ? get("characters.letters") : "",
            set.digits() ? get("characters.digits") : "",
            set.others()
                .chars()
                .mapToObj(
                    other -> other == ' ' ? get("characters.space") : Character.toString(other))
                .collect(Collectors.joining(" ")))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(get("characters.and")));
  }

  private static String key(Requirement requirement) {
    return "requirement." + requirement.name().toLowerCase(Locale.ROOT);
  }

  private String of(Column column, String what) {
    return get("column." + column.key() + "." + what);
  }

  private final class Sentences implements Rule.Cases<String> {
    @Override
    public String length(Rule.Length rule) {
      return rule.min() == 0
          ? get("rule.length.max", rule.max())
          : get("rule.length.range", rule.min(), rule.max());
    }

    @Override
    public String characters(Rule.Characters rule) {
      return get("rule.characters", Texts.this.characters(rule.allowed()));
    }

    @Override
    public String firstCharacter(Rule.FirstCharacter rule) {
      return get("rule.first_character", Texts.this.characters(rule.allowed()));
    }

    @Override
    public String lastCharacter(Rule.LastCharacter rule) {
      return get("rule.last_character", Texts.this.characters(rule.forbidden()));
    }

    @Override
    public String emailAddress(Rule.EmailAddress rule) {
      return get("rule.email_address");
    }

    @Override
    public String phoneNumber(Rule.PhoneNumber rule) {
      return get("rule.phone_number", Texts.this.characters(rule.separators()));
    }

    @Override
    public String expirationTime(Rule.ExpirationTime rule) {
      return get(
          "rule.expiration_time",
          Rule.ExpirationTime.NEVER,
          Rule.ExpirationTime.FORMS.stream()
              .map(Rule.ExpirationTime::example)
              .collect(Collectors.joining(get("characters.and"))),
          Rule.ExpirationTime.EARLIEST.getYear());
    }

    @Override
    public String unique(Rule.Unique rule) {
      return get("rule.unique");
    }
  }
}
