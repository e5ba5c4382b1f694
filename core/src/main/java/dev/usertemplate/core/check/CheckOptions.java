package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.workbook.Limits;
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
  /** Any template, its own language, repairs allowed, up to 100,000 findings. */
  public static final CheckOptions DEFAULT =
      new CheckOptions(null, null, false, false, Limits.DEFAULT, 100_000);

  /** Refuses a negative number of findings. */
  public CheckOptions {
    if (maxFindings < 0) {
      throw new IllegalArgumentException("maxFindings: " + maxFindings + " is below 0");
    }
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
