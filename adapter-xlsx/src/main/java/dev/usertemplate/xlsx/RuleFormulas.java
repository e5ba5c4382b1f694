package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.CharacterSet;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Says the core's rules in a spreadsheet's formulas, for the heading cell of one column, which they
 * let pass; spreadsheet programs shift them for the cells further down. They begin there because
 * LibreOffice loses a formula together with the row that it begins in, and nobody deletes the
 * headings. Only plain functions that Excel, LibreOffice, WPS and Google Sheets share. Numbers are
 * put in with {@code %s}: {@code %d} would write them in the digits of the machine's language.
 */
final class RuleFormulas implements Rule.Cases<RuleFormulas.Conditions> {
  /** What Excel allows for the formula of a data validation. */
  static final int MAX_LENGTH = 255;

  /** A longer text is looked up by name instead of standing in the formula. */
  private static final int MAX_LITERAL = 12;

  private static final int LAST_ROW = SpreadsheetVersion.EXCEL2007.getMaxRows();

  /** The first and the last day of an expiration time, as Excel counts days from 1900 on. */
  private static final long FIRST_DAY = (long) DateUtil.getExcelDate(ExpirationTime.EARLIEST);

  private static final long LAST_DAY = (long) DateUtil.getExcelDate(ExpirationTime.LATEST);

  private final LookupSheet lookup;
  private final String letter;
  private final Column column;
  private final String cell;

  /**
   * @param lookup takes the constants that are too long for a formula
   * @param letter where the column is, such as {@code B}
   * @param column whose rules are meant
   */
  RuleFormulas(LookupSheet lookup, String letter, Column column) {
    this.lookup = lookup;
    this.letter = letter;
    this.column = column;
    this.cell = letter + "1";
  }

  /**
   * What a rule asks for, as formulas.
   *
   * @param enough each of them suffices by itself; may be empty
   * @param needed otherwise all of them are needed
   */
  record Conditions(List<String> enough, List<String> needed) {
    static Conditions all(String... needed) {
      return new Conditions(List.of(), List.of(needed));
    }
  }

  /**
   * True for the heading, for an empty cell and for a value that satisfies all rules of the column;
   * a condition that is an error counts as false. False for any cell that holds an error.
   */
  String valid() {
    List<Conditions> rules = column.rules().stream().map(rule -> rule.match(this)).toList();
    List<String> enough = rules.stream().flatMap(rule -> rule.enough().stream()).toList();
    if (rules.size() > 1 && !enough.isEmpty()) {
      throw new IllegalStateException("What is enough for one rule would be for all: " + column);
    }
    String passes =
        Stream.concat(
                Stream.of("%s=\"\"".formatted(cell), "ROW()=ROW(%s$1)".formatted(letter)),
                enough.stream())
            .collect(Collectors.joining(","));
    List<String> needed = rules.stream().flatMap(rule -> rule.needed().stream()).toList();
    return checked("IFERROR(IF(OR(%s),1,AND(%s)),0)".formatted(passes, String.join(",", needed)));
  }

  /** Not 0 for a value that breaks a rule of the column. */
  String invalid() {
    // Three characters shorter than NOT().
    return checked("1-" + valid());
  }

  private static String checked(String formula) {
    if (formula.length() > MAX_LENGTH) {
      throw new IllegalStateException(formula.length() + " characters are too many: " + formula);
    }
    return formula;
  }

  @Override
  public Conditions length(Rule.Length rule) {
    String max = "LEN(%s)<=%s".formatted(cell, rule.max());
    return rule.min() <= 1
        ? Conditions.all(max)
        : Conditions.all("LEN(%s)>=%s".formatted(cell, rule.min()), max);
  }

  @Override
  public Conditions characters(Rule.Characters rule) {
    return Conditions.all("SUMPRODUCT(%s)".formatted(find(each(cell), rule.allowed())));
  }

  @Override
  public Conditions firstCharacter(Rule.FirstCharacter rule) {
    return Conditions.all(find("LEFT(%s)".formatted(cell), rule.allowed()));
  }

  @Override
  public Conditions lastCharacter(Rule.LastCharacter rule) {
    return Conditions.all(
        "ISERROR(%s)".formatted(find("RIGHT(%s)".formatted(cell), rule.forbidden())));
  }

  @Override
  public Conditions emailAddress(Rule.EmailAddress rule) {
    String at = "FIND(\"@\",%s)".formatted(cell);
    String afterAt = "MID(%s,%s+%s,1)".formatted(cell, at, positions());
    return Conditions.all(
        "SUMPRODUCT(%s)".formatted(find(each(cell), rule.local().and("@"))),
        "SUMPRODUCT(%s)".formatted(find(afterAt, rule.domain())),
        "SUMPRODUCT(COUNT(FIND(%s,\".\"&%s&\".\")))=0"
            .formatted(lookup.list("ut_mail", Rule.EmailAddress.FORBIDDEN_SEQUENCES), cell),
        "RIGHT(%s)<>\"-\"".formatted(cell),
        "FIND(\".\",%s,%s)".formatted(cell, at));
  }

  @Override
  public Conditions phoneNumber(Rule.PhoneNumber rule) {
    CharacterSet all = CharacterSet.DIGITS.and("+" + rule.separators().members());
    return Conditions.all(
        "SUMPRODUCT(%s)".formatted(find(each(cell), all)),
        "ISERROR(FIND(\"+\",%s,2))".formatted(cell),
        find("LEFT(SUBSTITUTE(%s,\"+\",\"\"))".formatted(cell), CharacterSet.DIGITS),
        find("RIGHT(%s)".formatted(cell), CharacterSet.DIGITS));
  }

  /**
   * A true date is a number of days. A text is compared character by character with what any of the
   * forms allows there; length and the character after the seconds tell the forms apart; a day that
   * does not exist would fall into another month.
   */
  @Override
  public Conditions expirationTime(ExpirationTime rule) {
    int longest = ExpirationTime.FORMS.stream().mapToInt(String::length).max().orElseThrow();
    int telling = tellingPosition();
    String endings =
        lookup.list(
            "ut_form",
            List.of(
                ExpirationTime.FORMS.stream()
                    .map(form -> form.length() + at(form, telling))
                    .collect(Collectors.joining(" "))));
    List<String> moment =
        List.of(
            "FIND(LEN(%s)&MID(%s,%s,1),%s)".formatted(cell, cell, telling + 1, endings),
            "SUMPRODUCT(FIND(\"%s\"&MID(%s,%s,1),%s))"
                .formatted(
                    LookupSheet.MARK,
                    cell,
                    lookup.numbers(longest),
                    lookup.sets("ut_day", mask(longest))),
            "MID(%s,12,2)<\"24\"".formatted(cell),
            "MONTH(DATE(LEFT(%s,4),MID(%s,6,2),MID(%s,9,2)))=--MID(%s,6,2)"
                .formatted(cell, cell, cell, cell));
    // From the first day to the last: nearer to the middle than the days beyond them.
    String day =
        "ABS(INT(N(%s))-%s)<%s"
            .formatted(cell, (FIRST_DAY + LAST_DAY) / 2.0, (LAST_DAY + 1 - FIRST_DAY) / 2);
    return new Conditions(
        List.of("%s&\"\"=\"%s\"".formatted(cell, ExpirationTime.NEVER), day), moment);
  }

  /** The first index at which no two forms have the same character. */
  private static int tellingPosition() {
    List<String> forms = ExpirationTime.FORMS;
    return IntStream.iterate(0, i -> i + 1)
        .filter(i -> forms.stream().map(form -> at(form, i)).distinct().count() == forms.size())
        .findFirst()
        .orElseThrow();
  }

  /** For each position, what any of the forms allows there. */
  private static List<String> mask(int length) {
    return IntStream.range(0, length)
        .mapToObj(
            i ->
                ExpirationTime.FORMS.stream()
                    .filter(form -> i < form.length())
                    .map(form -> ExpirationTime.allowedAt(form, i))
                    .distinct()
                    .collect(Collectors.joining()))
        .toList();
  }

  private static String at(String text, int index) {
    return index < text.length() ? text.substring(index, index + 1) : "";
  }

  /**
   * The first equal cell of the column is this one, and none follows. COUNTIF would take 007 for 7.
   */
  @Override
  public Conditions unique(Rule.Unique rule) {
    return Conditions.all(
        "MATCH(%s,%s:%s,0)=ROW()".formatted(cell, letter, letter),
        "ISNA(MATCH(%s,%s2:%s$%s,0))".formatted(cell, letter, letter, LAST_ROW));
  }

  /** The characters of the cell one by one; empty texts from its end on. */
  private String each(String cell) {
    return "MID(%s,%s,1)".formatted(cell, positions());
  }

  /** The positions of a value that is not too long. */
  private String positions() {
    return column.rules().stream()
        .filter(Rule.Length.class::isInstance)
        .map(rule -> lookup.numbers(((Rule.Length) rule).max()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(column.key() + " has no greatest length"));
  }

  /**
   * A number if the character belongs to the set, else an error. In a long set each member has a
   * mark before it, so that the empty text is found too, in every program.
   */
  private String find(String character, CharacterSet set) {
    String members = set.members();
    return members.length() > MAX_LITERAL
        ? "FIND(\"%s\"&%s,%s)".formatted(LookupSheet.MARK, character, lookup.set(set))
        : "FIND(%s,\"%s\")".formatted(character, members.replace("\"", "\"\""));
  }
}
