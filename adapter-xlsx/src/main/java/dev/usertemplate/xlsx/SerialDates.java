package dev.usertemplate.xlsx;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How a workbook counts its days: from 1900, or from 1904 as old Macintosh programs did. */
enum SerialDates {
  /** Day 1 is 1900-01-01, and day 60 is a 29 February that there never was. */
  FROM_1900(LocalDate.of(1899, 12, 30), 1, 2_958_465),
  /** Day 0 is 1904-01-01. */
  FROM_1904(LocalDate.of(1904, 1, 1), 0, 2_957_003);

  private static final long MILLIS = 24L * 60 * 60 * 1000;
  private static final int NO_DAY = 60;

  private final LocalDate zero;
  private final int firstDay;
  private final int lastDay;

  SerialDates(LocalDate zero, int firstDay, int lastDay) {
    this.zero = zero;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
  }

  /**
   * The date and time, to the nearest millisecond; null when the number is outside the calendar.
   */
  @Nullable LocalDateTime date(double number) {
    if (!(number >= firstDay && number <= lastDay + 1.0)) {
      return null;
    }
    long millis = Math.round(number * MILLIS);
    long day = millis / MILLIS;
    if (day > lastDay || (this == FROM_1900 && day == NO_DAY)) {
      return null;
    }
    long shift = this == FROM_1900 && day < NO_DAY ? 1 : 0;
    return zero.plusDays(day + shift).atStartOfDay().plus(millis % MILLIS, ChronoUnit.MILLIS);
  }

  /** The number of a date as ISO 8601 has it; not a number if it is none. */
  double number(String iso) {
    try {
      LocalDateTime date = parse(iso);
      long day = ChronoUnit.DAYS.between(zero, date.toLocalDate());
      if (this == FROM_1900 && day <= NO_DAY) {
        day--;
      }
      return day + date.toLocalTime().toNanoOfDay() / (MILLIS * 1e6);
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private LocalDateTime parse(String iso) {
    int time = iso.indexOf('T');
    if (time < 0) {
      return iso.indexOf(':') < 0
          ? LocalDate.parse(iso).atStartOfDay()
          : LocalTime.parse(iso).atDate(midnight());
    }
    boolean zone = iso.endsWith("Z") || iso.indexOf('+', time) > 0 || iso.indexOf('-', time) > 0;
    return zone ? OffsetDateTime.parse(iso).toLocalDateTime() : LocalDateTime.parse(iso);
  }

  /** The day whose number is 0. */
  private LocalDate midnight() {
    return this == FROM_1900 ? zero.plusDays(1) : zero;
  }
}
