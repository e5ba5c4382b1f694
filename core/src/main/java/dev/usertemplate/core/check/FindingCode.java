package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Rule;
import java.util.Locale;

/**
 * What can be found. The codes never change. The message of each is the text under {@code
 * finding.<code>}.
 */
public enum FindingCode {
  /** The workbook is for another activation type than expected. */
  ACTIVE_TYPE(Severity.ERROR),
  /** The workbook was made by a version of the template that is not known, such as a newer one. */
  SCHEMA_VERSION(Severity.ERROR),
  /** The heading row lacks a column that every user needs. */
  COLUMN_MISSING(Severity.ERROR),
  /** A column stands twice; the second is not read. */
  COLUMN_REPEATED(Severity.ERROR),
  /** A column that the template does not have; it is not read. */
  COLUMN_IGNORED(Severity.WARNING),
  /** Another sheet; it is not read. */
  SHEET_IGNORED(Severity.WARNING),
  /** The headings stand again further down; the row is not read. */
  HEADINGS_REPEATED(Severity.WARNING),
  /** Rows are hidden, and are read. */
  ROWS_HIDDEN(Severity.WARNING),
  /** There are more users than the vendor's console imports at once. */
  TOO_MANY_USERS(Severity.WARNING),

  /** An empty cell that has to be filled. */
  REQUIRED(Severity.ERROR),
  /** Of several columns, at least one has to be filled. */
  ANY_OF(Severity.ERROR),
  /** Breaks {@link Rule.Length}. */
  LENGTH(Severity.ERROR),
  /** Breaks {@link Rule.Characters}. */
  CHARACTERS(Severity.ERROR),
  /** Breaks {@link Rule.FirstCharacter}. */
  FIRST_CHARACTER(Severity.ERROR),
  /** Breaks {@link Rule.LastCharacter}. */
  LAST_CHARACTER(Severity.ERROR),
  /** Breaks {@link Rule.EmailAddress}. */
  EMAIL_ADDRESS(Severity.ERROR),
  /** Breaks {@link Rule.PhoneNumber}. */
  PHONE_NUMBER(Severity.ERROR),
  /** Breaks {@link Rule.ExpirationTime}. */
  EXPIRATION_TIME(Severity.ERROR),
  /** Breaks {@link Rule.Unique}. */
  UNIQUE(Severity.ERROR),
  /** The cell holds more characters than are read. */
  CELL_TOO_LONG(Severity.ERROR),
  /** The cell holds an error such as #N/A. */
  CELL_ERROR(Severity.ERROR),
  /** The cell holds a formula whose result is not in the file. */
  FORMULA_WITHOUT_RESULT(Severity.ERROR),
  /** A spreadsheet program has made a number of it and digits are lost. */
  DIGITS_LOST(Severity.ERROR),
  /** A spreadsheet program has made a date of what is no date. */
  DATE_INSTEAD_OF_TEXT(Severity.ERROR),
  /** A password begins or ends with a blank, or holds characters that can't be seen. */
  PASSWORD_BLANKS(Severity.WARNING),

  /** The cell holds a formula; its result was read. */
  FORMULA(Severity.REPAIRED),
  /** A spreadsheet program has made a number of it; its digits were read. */
  NUMBER(Severity.REPAIRED),
  /** A spreadsheet program has made a truth value of it; it was read as a text. */
  BOOLEAN(Severity.REPAIRED),
  /** Blanks before or after the value were left out. */
  BLANKS(Severity.REPAIRED),
  /** Characters that can't be seen were left out. */
  INVISIBLE(Severity.REPAIRED),
  /** Full-width letters, digits or signs were read as the usual ones. */
  FULL_WIDTH(Severity.REPAIRED),
  /** A phone number's 00 was read as +. */
  INTERNATIONAL_PREFIX(Severity.REPAIRED),
  /** A date in another form that can be understood in one way only. */
  DATE_FORM(Severity.REPAIRED);

  private final Severity severity;

  FindingCode(Severity severity) {
    this.severity = severity;
  }

  /** How much it matters, unless repairs are not allowed. */
  public Severity severity() {
    return severity;
  }

  /** The spelling in reports, such as {@code cell_error}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a broken rule is found as. */
  static FindingCode of(Rule rule) {
    return rule.match(new OfRule());
  }

  private static final class OfRule implements Rule.Cases<FindingCode> {
    @Override
    public FindingCode length(Rule.Length rule) {
      return LENGTH;
    }

    @Override
    public FindingCode characters(Rule.Characters rule) {
      return CHARACTERS;
    }

    @Override
    public FindingCode firstCharacter(Rule.FirstCharacter rule) {
      return FIRST_CHARACTER;
    }

    @Override
    public FindingCode lastCharacter(Rule.LastCharacter rule) {
      return LAST_CHARACTER;
    }

    @Override
    public FindingCode emailAddress(Rule.EmailAddress rule) {
      return EMAIL_ADDRESS;
    }

    @Override
    public FindingCode phoneNumber(Rule.PhoneNumber rule) {
      return PHONE_NUMBER;
    }

    @Override
    public FindingCode expirationTime(Rule.ExpirationTime rule) {
      return EXPIRATION_TIME;
    }

    @Override
    public FindingCode unique(Rule.Unique rule) {
      return UNIQUE;
    }
  }
}
