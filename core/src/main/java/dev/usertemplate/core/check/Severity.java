package dev.usertemplate.core.check;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
  /** Has to be corrected: the row, or the whole file, can't be used as it is. */
  ERROR,
  /** Worth knowing; nothing has to be done. */
  WARNING,
  /** A harmless slip that was put right while reading; the file still has it. */
  REPAIRED;

  /** The spelling in reports: {@code error}, {@code warning} or {@code repaired}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
