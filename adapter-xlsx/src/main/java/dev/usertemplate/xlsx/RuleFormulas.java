package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.CharacterSet;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.DateUtil;

/**
 * Says the core's rules in a spreadsheet's formulas, for the first cell below the heading of one
 * column; spreadsheet programs shift them for the cells further down. Only plain functions that
 * Excel, LibreOffice, WPS and Google Sheets share. Numbers are put in with {@code %s}: {@code %d}
 * would write them in the digits of the machine's language.
 */
final class RuleFormulas implements Rule.Cases<List<String>> {
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
    this.cell = letter + "2";
  }

  /**
   * True for an empty cell and for a value that satisfies all rules of the column. A condition that
   * is an error counts as false, and so does a cell that holds one.
   */
  String valid() {
    List<String> conditions =
        column.rules().stream().flatMap(rule -> rule.match(this).stream()).toList();
    return checked("IFERROR(IF(%s=\"\",1,%s),0)".formatted(cell, all(conditions)));
  }

  private static String all(List<String> conditions) {
    return conditions.size() == 1 ? conditions.get(0) : "AND(" + String.join(",", conditions) + ")";
  }

  /** True for a value that breaks a rule of the column. */
  String invalid() {
    return checked("NOT(%s)".formatted(valid()));
  }

  private static String checked(String formula) {
    if (formula.length() > MAX_LENGTH) {
      throw new IllegalStateException(formula.length() + " characters are too many: " + formula);
    }
    return formula;
  }

  @Override
  public List<String> length(Rule.Length rule) {
    String max = "LEN(%s)<=%s".formatted(cell, rule.max());
    return rule.min() <= 1 ? List.of(max) : List.of("LEN(%s)>=%s".formatted(cell, rule.min()), max);
  }

  @Override
  public List<String> characters(Rule.Characters rule) {
    return List.of("SUMPRODUCT(%s)".formatted(find(each(cell), rule.allowed())));
  }

  @Override
  public List<String> firstCharacter(Rule.FirstCharacter rule) {
    return List.of(find("LEFT(%s)".formatted(cell), rule.allowed()));
  }

  @Override
  public List<String> lastCharacter(Rule.LastCharacter rule) {
    return List.of("ISERROR(%s)".formatted(find("RIGHT(%s)".formatted(cell), rule.forbidden())));
  }

  @Override
  public List<String> emailAddress(Rule.EmailAddress rule) {
    String at = "FIND(\"@\",%s)".formatted(cell);
    String afterAt = "MID(%s,%s+%s,1)".formatted(cell, at, positions());
    return List.of(
        "SUMPRODUCT(%s)".formatted(find(each(cell), rule.local().and("@"))),
        "SUMPRODUCT(%s)".formatted(find(afterAt, rule.domain())),
        "SUMPRODUCT(--ISNUMBER(FIND(%s,\".\"&%s&\".\")))=0"
            .formatted(lookup.list("ut_mail", Rule.EmailAddress.FORBIDDEN_SEQUENCES), cell),
        "RIGHT(%s)<>\"-\"".formatted(cell),
        "FIND(\".\",%s,%s)".formatted(cell, at));
  }

  @Override
  public List<String> phoneNumber(Rule.PhoneNumber rule) {
    CharacterSet all = CharacterSet.DIGITS.and("+" + rule.separators().members());
    return List.of(
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
  public List<String> expirationTime(ExpirationTime rule) {
    int longest = ExpirationTime.FORMS.stream().mapToInt(String::length).max().orElseThrow();
    int telling = tellingPosition();
    String endings =
        ExpirationTime.FORMS.stream()
            .map(form -> form.length() + at(form, telling))
            .collect(Collectors.joining(" "));
    List<String> moment =
        List.of(
            "FIND(LEN(%s)&MID(%s,%s,1),\"%s\")".formatted(cell, cell, telling + 1, endings),
            "SUMPRODUCT(FIND(\"%s\"&MID(%s,%s,1),%s))"
                .formatted(
                    LookupSheet.MARK,
                    cell,
                    lookup.positions(longest),
                    lookup.sets("ut_day", mask(longest))),
            "MID(%s,12,2)<\"24\"".formatted(cell),
            "MONTH(DATE(LEFT(%s,4),MID(%s,6,2),MID(%s,9,2)))=--MID(%s,6,2)"
                .formatted(cell, cell, cell, cell));
    // From the first day to the last: nearer to the middle than the days beyond them.
    String day =
        "ABS(INT(N(%s))-%s)<%s"
            .formatted(cell, (FIRST_DAY + LAST_DAY) / 2.0, (LAST_DAY + 1 - FIRST_DAY) / 2);
    return List.of(
        "IF(OR(%s&\"\"=\"%s\",%s),1,%s)".formatted(cell, ExpirationTime.NEVER, day, all(moment)));
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

  /** The first equal cell is this one, and none follows. COUNTIF would take 007 for 7. */
  @Override
  public List<String> unique(Rule.Unique rule) {
    return List.of(
        "MATCH(%s,%s$2:%s$%s,0)=ROW(%s)-ROW(%s$1)"
            .formatted(cell, letter, letter, LAST_ROW, cell, letter),
        "ISNA(MATCH(%s,%s3:%s$%s,0))".formatted(cell, letter, letter, LAST_ROW));
  }

  /** The characters of the cell one by one; empty texts from its end on. */
  private String each(String cell) {
    return "MID(%s,%s,1)".formatted(cell, positions());
  }

  /** The positions of a value that is not too long. */
  private String positions() {
    return column.rules().stream()
        .filter(Rule.Length.class::isInstance)
        .map(rule -> lookup.positions(((Rule.Length) rule).max()))
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
