package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.Rule.ExpirationTime;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times that people write in other forms than the rule knows, and true dates. */
final class ExpirationForms {
  private static final ExpirationTime RULE = new ExpirationTime();

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  /** The year first: any other order can be understood in two ways. */
  private static final Pattern YEAR_FIRST =
      Pattern.compile(
          "(\\d{4})(?:([-/.])(\\d{1,2})\\2(\\d{1,2})|年(\\d{1,2})月(\\d{1,2})日?)"
              + "(?:(?:[Tt]|\\s*)(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([Zz])?)?");

  private ExpirationForms() {}

  /** The moment as the API takes it; null if the text can't be understood in exactly one way. */
  static @Nullable String parse(String text) {
    Matcher matcher = YEAR_FIRST.matcher(text);
    String moment = matcher.matches() ? yearFirst(matcher) : withOffset(text);
    return moment != null && RULE.accepts(moment) ? ExpirationTime.moment(moment) : null;
  }

  /**
   * A true date as the API takes it: the end of the day for midnight, which is what a date without
   * a time is.
   */
  static @Nullable String of(LocalDateTime date) {
    LocalDateTime moment =
        date.toLocalTime().equals(LocalTime.MIDNIGHT)
            ? date.toLocalDate().atTime(23, 59, 59)
            : date;
    String text = inWords(moment);
    return RULE.accepts(text) ? text : null;
  }

  /** A date as people read it: without its time when that is midnight. */
  static String shown(LocalDateTime date) {
    return date.toLocalTime().equals(LocalTime.MIDNIGHT)
        ? date.toLocalDate().toString()
        : date.toString();
  }

  private static String yearFirst(Matcher matcher) {
    boolean chinese = matcher.group(2) == null;
    String day =
        matcher.group(1)
            + "-"
            + twoDigits(matcher.group(chinese ? 5 : 3))
            + "-"
            + twoDigits(matcher.group(chinese ? 6 : 4));
    if (matcher.group(7) == null) {
      return day;
    }
    String second = matcher.group(9) == null ? "00" : matcher.group(9);
    String time = twoDigits(matcher.group(7)) + ":" + matcher.group(8) + ":" + second;
    // This is how programs write a day alone into a text; a time is meant where UTC is named.
    return time.equals("00:00:00") && matcher.group(10) == null ? day : day + "T" + time + "Z";
  }

  private static String twoDigits(String digits) {
    return digits.length() == 1 ? "0" + digits : digits;
  }

  private static @Nullable String withOffset(String text) {
    try {
      LocalDateTime utc =
          OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      return inWords(utc);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static String inWords(LocalDateTime utc) {
    boolean whole = utc.truncatedTo(ChronoUnit.SECONDS).equals(utc);
    return utc.format(whole ? SECONDS : MILLIS);
  }
}
