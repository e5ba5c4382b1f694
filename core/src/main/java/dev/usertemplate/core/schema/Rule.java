package dev.usertemplate.core.schema;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A rule on one value, as data. The same object is checked here in Java, becomes a formula in the
 * workbook, and a sentence in the help. Lengths are counted in UTF-16 code units, as {@link
 * String#length()} and Excel's {@code LEN} do; LibreOffice counts a character outside the Basic
 * Multilingual Plane, such as an emoji, once instead of twice.
 */
public sealed interface Rule {

  /** A stable name of the rule for programs, such as {@code length}. */
  String code();

  /**
   * Whether a filled cell's value satisfies the rule as it stands. Never asked about an empty
   * value.
   */
  boolean accepts(String value);

  /** Calls the one method of {@code cases} that belongs to this kind of rule. */
  <R> R match(Cases<R> cases);

  /**
   * One method for each kind of rule, so that the compiler names every place that a new kind has to
   * be dealt with.
   *
   * @param <R> what the methods answer
   */
  interface Cases<R> {
    /** For a {@link Length}. */
    R length(Length rule);

    /** For {@link Characters}. */
    R characters(Characters rule);

    /** For a {@link FirstCharacter}. */
    R firstCharacter(FirstCharacter rule);

    /** For a {@link LastCharacter}. */
    R lastCharacter(LastCharacter rule);

    /** For an {@link EmailAddress}. */
    R emailAddress(EmailAddress rule);

    /** For a {@link PhoneNumber}. */
    R phoneNumber(PhoneNumber rule);

    /** For an {@link ExpirationTime}. */
    R expirationTime(ExpirationTime rule);

    /** For {@link Unique}. */
    R unique(Unique rule);
  }

  /**
   * The value is neither too short nor too long.
   *
   * @param min the least number of characters
   * @param max the greatest number of characters
   */
  record Length(int min, int max) implements Rule {
    /** Refuses lengths that no value can have. */
    public Length {
      if (min < 0 || max < Math.max(1, min)) {
        throw new IllegalArgumentException("min and max are not a length: " + min + ".." + max);
      }
    }

    @Override
    public String code() {
      return "length";
    }

    @Override
    public boolean accepts(String value) {
      return value.length() >= min && value.length() <= max;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.length(this);
    }
  }

  /**
   * Every character is one of a set.
   *
   * @param allowed the set
   */
  record Characters(CharacterSet allowed) implements Rule {
    @Override
    public String code() {
      return "characters";
    }

    @Override
    public boolean accepts(String value) {
      return allowed.containsAll(value);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.characters(this);
    }
  }

  /**
   * The first character is one of a set.
   *
   * @param allowed the set
   */
  record FirstCharacter(CharacterSet allowed) implements Rule {
    @Override
    public String code() {
      return "first_character";
    }

    @Override
    public boolean accepts(String value) {
      return allowed.contains(value.charAt(0));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.firstCharacter(this);
    }
  }

  /**
   * The last character is none of a set.
   *
   * @param forbidden the set
   */
  record LastCharacter(CharacterSet forbidden) implements Rule {
    @Override
    public String code() {
      return "last_character";
    }

    @Override
    public boolean accepts(String value) {
      return !forbidden.contains(value.charAt(value.length() - 1));
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.lastCharacter(this);
    }
  }

  /**
   * The value has the shape of an email address: a local part, one {@code @}, and a domain with at
   * least one dot. Dots neither begin nor end a part nor follow each other; the domain neither
   * begins nor ends with a hyphen. Quoted local parts, address literals and addresses outside ASCII
   * are refused.
   *
   * @param local the characters of the part before the {@code @}
   * @param domain the characters of the part after it
   */
  record EmailAddress(CharacterSet local, CharacterSet domain) implements Rule {
    /** What an address that is put between two dots never contains. */
    public static final List<String> FORBIDDEN_SEQUENCES = List.of("..", ".@", "@.", "@-");

    @Override
    public String code() {
      return "email_address";
    }

    @Override
    public boolean accepts(String value) {
      int at = value.indexOf('@');
      return at >= 0
          && local.containsAll(value, 0, at)
          && domain.containsAll(value, at + 1, value.length())
          && !hasForbiddenSequence("." + value + ".")
          && !value.endsWith("-")
          && value.indexOf('.', at) > 0;
    }

    private static boolean hasForbiddenSequence(String dotted) {
      for (String sequence : FORBIDDEN_SEQUENCES) {
        if (dotted.contains(sequence)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.emailAddress(this);
    }
  }

  /**
   * The value has the shape {@code [+][country code][number]}: digits, with at most one {@code +}
   * before them and separators between them.
   *
   * @param separators the characters that may stand between digits
   */
  record PhoneNumber(CharacterSet separators) implements Rule {
    @Override
    public String code() {
      return "phone_number";
    }

    @Override
    public boolean accepts(String value) {
      int first = value.startsWith("+") ? 1 : 0;
      return value.length() > first
          && CharacterSet.DIGITS.contains(value.charAt(first))
          && CharacterSet.DIGITS.contains(value.charAt(value.length() - 1))
          && isNumber(value, first);
    }

    private boolean isNumber(String value, int first) {
      for (int i = first; i < value.length(); i++) {
        char character = value.charAt(i);
        if (!CharacterSet.DIGITS.contains(character) && !separators.contains(character)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.phoneNumber(this);
    }
  }

  /**
   * The value is {@value #NEVER}, which stands for "never", or a moment in one of the {@link
   * #FORMS}, from the year 2000 on, that exists in the calendar. A day alone means its end; all
   * times are UTC.
   */
  record ExpirationTime() implements Rule {
    /** The value that means "never expires"; an empty cell means the same. */
    public static final String NEVER = "0";

    private static final String DIGITS = CharacterSet.DIGITS.members();

    /** The accepted forms, shortest first; no two have the same length. */
    public static final List<String> FORMS =
        List.of("yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.SSSZ");

    /**
     * The earliest day a moment may be on. It has to be the first of a millennium: the first digit
     * of a year is all that {@link #allowedAt} has to tell earlier ones by.
     */
    public static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

    /** The latest day a moment may be on: the last that four digits can say. */
    public static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * The characters that a form allows at a position. Together with a real day and an hour below
     * 24, they are all there is to a moment.
     *
     * @param form one of {@link #FORMS}
     * @param index the position, from 0
     */
    public static String allowedAt(String form, int index) {
      char symbol = form.charAt(index);
      boolean first = form.indexOf(symbol) == index;
      return switch (symbol) {
        case 'y' -> first ? DIGITS.substring(EARLIEST.getYear() / 1000) : DIGITS;
        case 'M' -> first ? "01" : DIGITS;
        case 'd' -> first ? "0123" : DIGITS;
        case 'H' -> first ? "012" : DIGITS;
        case 'm', 's' -> first ? "012345" : DIGITS;
        case 'S' -> DIGITS;
        default -> String.valueOf(symbol);
      };
    }

    /** The last moment of the year 2030 in the form. */
    public static String example(String form) {
      return form.replace("yyyy", "2030")
          .replace("MM", "12")
          .replace("dd", "31")
          .replace("HH", "23")
          .replace("mm", "59")
          .replace("ss", "59")
          .replace("SSS", "000");
    }

    @Override
    public String code() {
      return "expiration_time";
    }

    @Override
    public boolean accepts(String value) {
      return value.equals(NEVER) || Moment.isOne(value);
    }

    /**
     * The accepted value as the API takes it: the end of the day for a day alone, everything else
     * as it is.
     */
    public static String moment(String value) {
      return value.length() == FORMS.get(0).length() ? value + "T23:59:59Z" : value;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.expirationTime(this);
    }
  }

  /**
   * No other row of the same workbook has the same value; upper and lower case are the same. A
   * value by itself always satisfies it: compare the {@link #fold folded} values of all rows.
   */
  record Unique() implements Rule {
    /** Two values are the same for this rule exactly if their folded forms are equal. */
    public static String fold(String value) {
      return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String code() {
      return "unique";
    }

    @Override
    public boolean accepts(String value) {
      return true;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unique(this);
    }
  }
}
