package dev.usertemplate.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.template.TemplateRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What the page has to know of the server, of the templates and of its own words: all of it in one
 * document. Columns and rules are those of the core.
 *
 * @param credentials what it takes to be let in, in lower case
 * @param maxUpload how large a workbook may be, in bytes
 * @param defaultLanguage for those whose browser wants none of ours
 * @param languages by their wire names
 */
record WebPageDocument(
    @JsonProperty("credentials") String credentials,
    @JsonProperty("max_upload") long maxUpload,
    @JsonProperty("default_language") String defaultLanguage,
    @JsonProperty("languages") Map<String, Words> languages) {

  /** Which of the core's words the page shows: those whose keys begin so. */
  private static final List<String> CORE_TEXTS =
      List.of(
          "activation.",
          "instructions.columns.",
          "instructions.next.",
          "instructions.safety",
          "report.errors",
          "report.repairs",
          "report.sheet",
          "report.summary.",
          "report.warnings");

  /**
   * Everything in one language.
   *
   * @param texts words by their keys, with {@code %s} where the page fills something in
   * @param columns of each template, by the wire name of its activation type
   */
  record Words(
      @JsonProperty("texts") Map<String, String> texts,
      @JsonProperty("columns") Map<String, List<Field>> columns) {}

  /**
   * A column.
   *
   * @param key {@link Column#key()}
   * @param heading what stands over it
   * @param about what it is for
   * @param requirement required, any_of, optional or not_read
   * @param need the same in words
   * @param rules what a value has to satisfy; may be empty
   * @param example a value
   */
  record Field(
      @JsonProperty("key") String key,
      @JsonProperty("heading") String heading,
      @JsonProperty("about") String about,
      @JsonProperty("requirement") String requirement,
      @JsonProperty("need") String need,
      @JsonProperty("rules") String rules,
      @JsonProperty("example") String example) {}

  /** What it takes to be let in. */
  enum Credentials {
    /** Nothing. */
    NONE,
    /** The token of an identity service. */
    TOKEN,
    /** A signature, which the page can't make. */
    SIGNATURE;

    static Credentials wantedBy(Settings settings) {
      if (settings.isGiven(Setting.KEYSTONE_URL)) {
        return TOKEN;
      }
      return settings.hasAccessControl() ? SIGNATURE : NONE;
    }
  }

  static WebPageDocument of(Settings settings) {
    Map<String, Words> languages = new LinkedHashMap<>();
    for (Language language : Language.values()) {
      languages.put(language.wireName(), new Words(allTexts(language), columns(language)));
    }
    return new WebPageDocument(
        Credentials.wantedBy(settings).name().toLowerCase(Locale.ROOT),
        settings.maxUpload(),
        TemplateRequest.DEFAULT.language().wireName(),
        languages);
  }

  private static Map<String, List<Field>> columns(Language language) {
    Texts texts = Texts.of(language);
    Map<String, List<Field>> columns = new LinkedHashMap<>();
    for (ActivationType type : ActivationType.values()) {
      columns.put(
          type.wireName(),
          Schema.of(type).columns().stream().map(column -> field(column, texts)).toList());
    }
    return columns;
  }

  private static Field field(Column column, Texts texts) {
    return new Field(
        column.key(),
        texts.heading(column),
        texts.about(column),
        column.requirement().name().toLowerCase(Locale.ROOT),
        texts.requirement(column),
        texts.rules(column),
        texts.example(column));
  }

  private static Map<String, String> allTexts(Language language) {
    Texts core = Texts.of(language);
    Map<String, String> texts = new TreeMap<>(texts(language));
    core.keys().stream()
        .filter(key -> CORE_TEXTS.stream().anyMatch(key::startsWith))
        .forEach(key -> texts.put(key, core.get(key, "%s", "%s", "%s")));
    return texts;
  }

  /** The page's own words, in files such as the core has for the template's. */
  static Map<String, String> texts(Language language) {
    String name = "web/texts_" + language.wireName() + ".properties";
    Properties texts = new Properties();
    try (InputStream file = WebPageDocument.class.getResourceAsStream(name);
        Reader reader =
            new InputStreamReader(Objects.requireNonNull(file, name), StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> byKey = new TreeMap<>();
    texts.stringPropertyNames().forEach(key -> byKey.put(key, texts.getProperty(key)));
    return byKey;
  }
}
