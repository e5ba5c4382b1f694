package dev.usertemplate.core.template;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which template is wanted. There are as many different templates as requests: {@link #all()}.
 *
 * @param language the language of every word in it
 * @param activationType who activates the users; decides about the columns
 */
public record TemplateRequest(Language language, ActivationType activationType) {
  /** The parameter of the API that chooses the language. */
  public static final String LANGUAGE = "language";

  /** The parameter of the API that chooses the activation type. */
  public static final String ACTIVE_TYPE = "active_type";

  /** What the API answers to a call without parameters: English, activated by the user. */
  public static final TemplateRequest DEFAULT =
      new TemplateRequest(Language.EN_US, ActivationType.USER_ACTIVATE);

  /** Refuses null. */
  public TemplateRequest {
    Objects.requireNonNull(language, "language");
    Objects.requireNonNull(activationType, "activationType");
  }

  /** Every request there is. */
  public static List<TemplateRequest> all() {
    return Stream.of(Language.values())
        .flatMap(
            language ->
                Stream.of(ActivationType.values()).map(type -> new TemplateRequest(language, type)))
        .toList();
  }

  /**
   * What the file of this template is called, such as {@code
   * user-template_zh_CN_USER_ACTIVATE.xlsx}: ASCII in every language, so that each shell, file
   * system and header can carry it.
   */
  public String fileName() {
    return "user-template_" + language.wireName() + "_" + activationType.wireName() + ".xlsx";
  }

  /**
   * The request that the API's parameters ask for.
   *
   * @param language {@code zh_CN} or {@code en_US}; null or empty for the default
   * @param activeType {@code USER_ACTIVATE} or {@code ADMIN_ACTIVATE}; null or empty for the
   *     default
   * @throws InvalidParameterException if a value is none of these, or in another case
   */
  public static TemplateRequest parse(@Nullable String language, @Nullable String activeType) {
    return new TemplateRequest(
        language(language).orElse(DEFAULT.language),
        activationType(activeType).orElse(DEFAULT.activationType));
  }

  /**
   * What the API's parameter {@value #LANGUAGE} asks for; empty when it is null or empty.
   *
   * @throws InvalidParameterException if it is no language, or in another case
   */
  public static Optional<Language> language(@Nullable String value) {
    return parse(
        LANGUAGE,
        value,
        Language::fromWireName,
        Arrays.stream(Language.values()).map(Language::wireName).toList());
  }

  /**
   * What the API's parameter {@value #ACTIVE_TYPE} asks for; empty when it is null or empty.
   *
   * @throws InvalidParameterException if it is no activation type, or in another case
   */
  public static Optional<ActivationType> activationType(@Nullable String value) {
    return parse(
        ACTIVE_TYPE,
        value,
        ActivationType::fromWireName,
        Arrays.stream(ActivationType.values()).map(ActivationType::wireName).toList());
  }

  private static <T> Optional<T> parse(
      String parameter,
      @Nullable String value,
      Function<String, Optional<T>> fromWireName,
      List<String> allowed) {
    if (value == null || value.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> parsed = fromWireName.apply(value);
    if (parsed.isEmpty()) {
      throw new InvalidParameterException(parameter, value, allowed);
    }
    return parsed;
  }
}
