package dev.usertemplate.core.schema;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that the template can be in, as the cloud API's parameter {@code language} has it. */
public enum Language {
  /** Simplified Chinese. */
  ZH_CN("zh_CN"),
  /** American English; the default of the API. */
  EN_US("en_US");

  private final String wireName;

  Language(String wireName) {
    this.wireName = wireName;
  }

  /** The spelling that the API uses: {@code zh_CN} or {@code en_US}. */
  public String wireName() {
    return wireName;
  }

  /** The language as a {@link Locale}, with the tag {@code zh-CN} or {@code en-US}. */
  public Locale locale() {
    return Locale.forLanguageTag(wireName.replace('_', '-'));
  }

  /** The language with exactly this wire name; case counts. Empty when there is none. */
  public static Optional<Language> fromWireName(String wireName) {
    return Arrays.stream(values()).filter(it -> it.wireName.equals(wireName)).findFirst();
  }
}
