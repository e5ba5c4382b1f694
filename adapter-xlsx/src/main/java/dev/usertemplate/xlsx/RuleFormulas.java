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
final class RuleFormulas implements Rule.Cases<String> {
  /** What Excel allows for the formula of a data validation. */
  static final int MAX_LENGTH = 255;

  /** A longer text is looked up by name instead of standing in the formula. */
  private static final int MAX_LITERAL = 12;

  /** A value with characters beyond these breaks a rule on its length. */
  private static final int MAX_CHARACTERS = 64;

  private static final int LAST_ROW = SpreadsheetVersion.EXCEL2007.getMaxRows();

  /** {@link ExpirationTime#EARLIEST} as Excel counts days, in the epoch that starts in 1900. */
  private static final long EARLIEST_SERIAL = (long) DateUtil.getExcelDate(ExpirationTime.EARLIEST);

  private final LookupSheet lookup;
  private final String letter;
  private final String cell;

  /**
   * @param lookup takes the constants that are too long for a formula
   * @param letter the column, such as {@code B}
   */
  RuleFormulas(LookupSheet lookup, String letter) {
    this.lookup = lookup;
    this.letter = letter;
    this.cell = letter + "2";
  }

  /** True for an empty cell and for a value that satisfies all rules of the column. */
  String valid(Column column) {
    String rules =
        column.rules().stream().map(rule -> rule.match(this)).collect(Collectors.joining(","));
    return checked("OR(%s=\"\",IFERROR(AND(%s),0))".formatted(cell, rules));
  }

  /** True for a value that breaks a rule of the column. */
  String invalid(Column column) {
    return checked("NOT(%s)".formatted(valid(column)));
  }

  private static String checked(String formula) {
    if (formula.length() > MAX_LENGTH) {
      throw new IllegalStateException(formula.length() + " characters are too many: " + formula);
    }
    return formula;
  }

  @Override
  public String length(Rule.Length rule) {
    String max = "LEN(%s)<=%s".formatted(cell, rule.max());
    return rule.min() <= 1 ? max : "LEN(%s)>=%s,%s".formatted(cell, rule.min(), max);
  }

  @Override
  public String characters(Rule.Characters rule) {
    return "SUMPRODUCT(--ISERROR(%s))=0".formatted(find(each(cell), rule.allowed()));
  }

  @Override
  public String firstCharacter(Rule.FirstCharacter rule) {
    return find("LEFT(%s)".formatted(cell), rule.allowed());
  }

  @Override
  public String lastCharacter(Rule.LastCharacter rule) {
    return "ISERROR(%s)".formatted(find("RIGHT(%s)".formatted(cell), rule.forbidden()));
  }

  /** A missing {@code @} or dot is an error, which the formula around this takes for false. */
  @Override
  public String emailAddress(Rule.EmailAddress rule) {
    String at = "FIND(\"@\",%s)".formatted(cell);
    String afterAt = "MID(%s,%s+%s,1)".formatted(cell, at, lookup.positions(MAX_CHARACTERS));
    return String.join(
        ",",
        "SUMPRODUCT(ISERROR(%s)+ISERROR(%s))=0"
            .formatted(find(each(cell), rule.local().and("@")), find(afterAt, rule.domain())),
        "SUMPRODUCT(--ISNUMBER(FIND(%s,\".\"&%s&\".\")))=0"
            .formatted(lookup.list("ut_mail", Rule.EmailAddress.FORBIDDEN_SEQUENCES), cell),
        "RIGHT(%s)<>\"-\"".formatted(cell),
        "FIND(\".\",%s,%s)".formatted(cell, at));
  }

  @Override
  public String phoneNumber(Rule.PhoneNumber rule) {
    CharacterSet all = CharacterSet.DIGITS.and("+" + rule.separators().members());
    return String.join(
        ",",
        characters(new Rule.Characters(all)),
        "ISERROR(FIND(\"+\",%s,2))".formatted(cell),
        find("LEFT(SUBSTITUTE(%s,\"+\",\"\"))".formatted(cell), CharacterSet.DIGITS),
        find("RIGHT(%s)".formatted(cell), CharacterSet.DIGITS));
  }

  /**
   * A true date is a number and accepted from the earliest day on. A text is compared character by
   * character with what any of the forms allows there; length and the character after the seconds
   * tell the forms apart; a day that does not exist would fall into another month.
   */
  @Override
  public String expirationTime(ExpirationTime rule) {
    int longest = ExpirationTime.FORMS.stream().mapToInt(String::length).max().orElseThrow();
    int telling = tellingPosition();
    String endings =
        ExpirationTime.FORMS.stream()
            .map(form -> form.length() + at(form, telling))
            .collect(Collectors.joining(" "));
    String moment =
        String.join(
            ",",
            "FIND(LEN(%s)&MID(%s,%s,1),\"%s\")".formatted(cell, cell, telling + 1, endings),
            "SUMPRODUCT(--ISERROR(FIND(\"%s\"&MID(%s,%s,1),%s)))=0"
                .formatted(
                    LookupSheet.MARK,
                    cell,
                    lookup.positions(longest),
                    lookup.sets("ut_day", mask(longest))),
            "MID(%s,12,2)<\"24\"".formatted(cell),
            "MONTH(DATE(LEFT(%s,4),MID(%s,6,2),MID(%s,9,2)))=--MID(%s,6,2)"
                .formatted(cell, cell, cell, cell));
    return "IF(OR(%s&\"\"=\"%s\",N(%s)>=%s),1,AND(%s))"
        .formatted(cell, ExpirationTime.NEVER, cell, EARLIEST_SERIAL, moment);
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
  public String unique(Rule.Unique rule) {
    return "MATCH(%s,%s$2:%s$%s,0)=ROW(%s)-ROW(%s$1),ISNA(MATCH(%s,%s3:%s$%s,0))"
        .formatted(cell, letter, letter, LAST_ROW, cell, letter, cell, letter, letter, LAST_ROW);
  }

  /** The characters of the cell one by one; empty texts from its end on. */
  private String each(String cell) {
    return "MID(%s,%s,1)".formatted(cell, lookup.positions(MAX_CHARACTERS));
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
