package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.workbook.SheetRow;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one column: what they hold, slips repaired, and what is wrong with it. */
final class CellCheck {
  /** From here on a number of a spreadsheet is no longer exact. */
  private static final double INEXACT = 1e15;

  private static final Pattern WITH_EXPONENT =
      Pattern.compile("\\d(?:\\.(\\d{1,20}))?[eE]\\+?(\\d{1,2})");

  private final Column column;
  private final Rule[] rules;
  private final int cellLength;
  private final Finder finder;
  private final boolean isTime;
  private final boolean isPhone;

  /** Takes what is found. */
  @FunctionalInterface
  interface Finder {
    /**
     * Something about the cell that is being read.
     *
     * @param arguments as in {@link Finding#arguments()}
     */
    void found(FindingCode code, Object... arguments);
  }

  CellCheck(Column column, int cellLength, Finder finder) {
    this.column = column;
    this.rules = column.rules().toArray(Rule[]::new);
    this.cellLength = cellLength;
    this.finder = finder;
    this.isTime = column.rules().stream().anyMatch(ExpirationTime.class::isInstance);
    this.isPhone = column.rules().stream().anyMatch(Rule.PhoneNumber.class::isInstance);
  }

  /**
   * The value of a cell that is not empty, as the API takes it.
   *
   * @param text the cell's text
   * @return as it was understood, also when it breaks a rule; null when it can't be understood
   */
  @Nullable String value(SheetRow row, int index, String text) {
    if (text.length() > cellLength) {
      finder.found(FindingCode.CELL_TOO_LONG, cellLength);
      return null;
    }
    if (row.isFormula(index) && row.kind(index) != SheetRow.Kind.NOTHING) {
      finder.found(FindingCode.FORMULA);
    }
    return switch (row.kind(index)) {
      case NOTHING -> nothing(FindingCode.FORMULA_WITHOUT_RESULT);
      case ERROR -> nothing(FindingCode.CELL_ERROR, shown(text));
      case BOOLEAN -> {
        finder.found(FindingCode.BOOLEAN, shown(text));
        yield checked(text);
      }
      case NUMBER, DATE -> isTime ? time(row, index, text) : number(row, index, text);
      case TEXT -> text(text);
    };
  }

  private @Nullable String time(SheetRow row, int index, String text) {
    if (row.number(index) == 0) {
      return ExpirationTime.NEVER;
    }
    LocalDateTime date = row.date(index);
    String moment = date == null ? null : ExpirationForms.of(date);
    if (moment == null) {
      return checked(text);
    }
    if (row.kind(index) == SheetRow.Kind.NUMBER) {
      finder.found(FindingCode.DATE_FORM, moment);
    }
    return moment;
  }

  private @Nullable String number(SheetRow row, int index, String text) {
    if (row.kind(index) == SheetRow.Kind.DATE) {
      return nothing(FindingCode.DATE_INSTEAD_OF_TEXT);
    }
    if (Math.abs(row.number(index)) >= INEXACT) {
      return nothing(FindingCode.DIGITS_LOST);
    }
    finder.found(FindingCode.NUMBER);
    return checked(text);
  }

  /** Whether the column holds times. */
  boolean isTime() {
    return isTime;
  }

  private @Nullable String text(String cell) {
    String tidy = CellText.isPlain(cell) ? cell : repaired(cell);
    if (column.secret()) {
      return checked(tidy);
    }
    if (isTime) {
      return time(tidy);
    }
    String international = isPhone ? international(tidy) : tidy;
    if (!international.equals(tidy) && isValid(international)) {
      finder.found(FindingCode.INTERNATIONAL_PREFIX, international);
      return international;
    }
    if (isValid(tidy)) {
      return tidy;
    }
    Matcher damaged = WITH_EXPONENT.matcher(tidy);
    return damaged.matches() ? restored(tidy, damaged) : checked(tidy);
  }

  private String repaired(String cell) {
    String text = CellText.withoutHalves(cell);
    boolean isLatin = column.latin() && !column.secret();
    String visible = isLatin ? CellText.withoutInvisible(text) : text;
    if (visible.length() < cell.length()) {
      finder.found(FindingCode.INVISIBLE);
    }
    if (column.secret()) {
      if (!CellText.strip(text).equals(text) || CellText.hasInvisible(text)) {
        finder.found(FindingCode.PASSWORD_BLANKS);
      }
      return text;
    }
    return isLatin ? tidyLatin(visible) : tidy(visible);
  }

  /** The number with + in place of 00 before its country code; no such code begins with 0. */
  private static String international(String phone) {
    int code = phone.startsWith("00 ") ? 3 : 2;
    boolean isPrefixed =
        phone.startsWith("00")
            && phone.length() > code
            && phone.charAt(code) >= '1'
            && phone.charAt(code) <= '9';
    return isPrefixed ? "+" + phone.substring(code) : phone;
  }

  private String tidy(String text) {
    String tidy = CellText.strip(text);
    if (tidy.length() < text.length()) {
      finder.found(FindingCode.BLANKS);
    }
    return tidy;
  }

  private String tidyLatin(String visible) {
    String tidy = CellText.strip(CellText.withUsualBlanks(visible));
    if (!tidy.equals(visible)) {
      finder.found(FindingCode.BLANKS);
    }
    String usual = CellText.withUsualWidth(tidy);
    if (!usual.equals(tidy)) {
      finder.found(FindingCode.FULL_WIDTH, Shortened.of(usual));
    }
    return usual;
  }

  private @Nullable String time(String text) {
    if (isValid(text)) {
      return ExpirationTime.moment(text);
    }
    String moment = ExpirationForms.parse(text);
    if (moment == null) {
      return checked(text);
    }
    finder.found(FindingCode.DATE_FORM, moment);
    return moment;
  }

  /** All digits are still there if as many stand behind the point as the exponent says. */
  private @Nullable String restored(String text, Matcher parts) {
    int decimals = parts.group(1) == null ? 0 : parts.group(1).length();
    if (decimals < Integer.parseInt(parts.group(2))) {
      return nothing(FindingCode.DIGITS_LOST);
    }
    finder.found(FindingCode.NUMBER);
    return checked(new BigDecimal(text).stripTrailingZeros().toPlainString());
  }

  private String checked(String value) {
    for (Rule rule : rules) {
      if (!rule.accepts(value)) {
        finder.found(FindingCode.of(rule), arguments(rule, value));
      }
    }
    return value;
  }

  private boolean isValid(String value) {
    for (Rule rule : rules) {
      if (!rule.accepts(value)) {
        return false;
      }
    }
    return true;
  }

  private Object[] arguments(Rule rule, String value) {
    if (rule instanceof Rule.Length) {
      return new Object[] {value.length(), rule};
    }
    if (rule instanceof Rule.Characters characters) {
      return new Object[] {CharacterList.outside(characters.allowed(), value), rule};
    }
    if (rule instanceof Rule.FirstCharacter) {
      return new Object[] {new CharacterList(Character.toString(value.codePointAt(0))), rule};
    }
    if (rule instanceof Rule.LastCharacter) {
      return new Object[] {
        new CharacterList(Character.toString(value.codePointBefore(value.length()))), rule
      };
    }
    return new Object[] {rule};
  }

  private String shown(String text) {
    return column.secret() ? "***" : Shortened.of(text);
  }

  private @Nullable String nothing(FindingCode code, Object... arguments) {
    finder.found(code, arguments);
    return null;
  }
}
