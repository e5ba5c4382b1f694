package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.template.InvalidParameterException;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.Limits;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a workbook is checked.
 *
 * @param activationType what the workbook is expected to be; null to take it as what it is
 * @param language the language of messages; null for the workbook's own
 * @param strict whether slips that could be repaired count as mistakes
 * @param activeDirectory whether the accounts come from Active Directory, so that a missing
 *     password is right
 * @param limits how much of a file is taken
 * @param maxFindings how many findings the report holds; more are counted only
 */
public record CheckOptions(
    @Nullable ActivationType activationType,
    @Nullable Language language,
    boolean strict,
    boolean activeDirectory,
    Limits limits,
    int maxFindings) {
  /** The parameter of the API that chooses {@link #strict()}. */
  public static final String STRICT = "strict";

  /** The parameter of the API that chooses {@link #activeDirectory()}. */
  public static final String ACTIVE_DIRECTORY = "active_directory";

  /** Any template, its own language, repairs allowed, up to 100,000 findings. */
  public static final CheckOptions DEFAULT =
      new CheckOptions(null, null, false, false, Limits.DEFAULT, 100_000);

  /** Refuses a negative number of findings. */
  public CheckOptions {
    Objects.requireNonNull(limits, "limits");
    if (maxFindings < 0) {
      throw new IllegalArgumentException("maxFindings: " + maxFindings + " is below 0");
    }
  }

  /**
   * The options that the API's parameters ask for, and the defaults of all others. Null or empty
   * stands for the default.
   *
   * @param language {@code zh_CN} or {@code en_US}
   * @param activeType {@code USER_ACTIVATE} or {@code ADMIN_ACTIVATE}
   * @param strict {@code true} or {@code false}
   * @param activeDirectory {@code true} or {@code false}
   * @throws InvalidParameterException if a value is none of these, or in another case
   */
  public static CheckOptions parse(
      @Nullable String language,
      @Nullable String activeType,
      @Nullable String strict,
      @Nullable String activeDirectory) {
    return DEFAULT
        .withLanguage(TemplateRequest.language(language).orElse(null))
        .withActivationType(TemplateRequest.activationType(activeType).orElse(null))
        .withStrict(flag(STRICT, strict))
        .withActiveDirectory(flag(ACTIVE_DIRECTORY, activeDirectory));
  }

  /**
   * The value of a parameter of the API that is true or false; false when it is null or empty.
   *
   * @throws InvalidParameterException if it is neither
   */
  public static boolean flag(String parameter, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      return false;
    }
    List<String> allowed = List.of("true", "false");
    if (!allowed.contains(value)) {
      throw new InvalidParameterException(parameter, value, allowed);
    }
    return value.equals("true");
  }

  /** Whether a cell of a column that every user needs may be empty nevertheless. */
  boolean canLack(Column column) {
    // What Active Directory has itself is the password.
    return activeDirectory && column.secret();
  }

  /** How much a finding matters. */
  Severity severity(FindingCode code) {
    return strict && code.severity() == Severity.REPAIRED ? Severity.ERROR : code.severity();
  }

  /** The same with another {@link #activationType()}. */
  public CheckOptions withActivationType(@Nullable ActivationType other) {
    return new CheckOptions(other, language, strict, activeDirectory, limits, maxFindings);
  }

  /** The same with another {@link #language()}. */
  public CheckOptions withLanguage(@Nullable Language other) {
    return new CheckOptions(activationType, other, strict, activeDirectory, limits, maxFindings);
  }

  /** The same with another {@link #strict()}. */
  public CheckOptions withStrict(boolean other) {
    return new CheckOptions(activationType, language, other, activeDirectory, limits, maxFindings);
  }

  /** The same with another {@link #activeDirectory()}. */
  public CheckOptions withActiveDirectory(boolean other) {
    return new CheckOptions(activationType, language, strict, other, limits, maxFindings);
  }

  /** The same with other {@link #limits()}. */
  public CheckOptions withLimits(Limits other) {
    return new CheckOptions(activationType, language, strict, activeDirectory, other, maxFindings);
  }

  /** The same with another {@link #maxFindings()}. */
  public CheckOptions withMaxFindings(int other) {
    return new CheckOptions(activationType, language, strict, activeDirectory, limits, other);
  }
}
