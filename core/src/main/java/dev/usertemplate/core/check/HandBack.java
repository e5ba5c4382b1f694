package dev.usertemplate.core.check;

/** In which form a workbook is handed back. */
public enum HandBack {
  /** The same workbook, marked. */
  MARKED,
  /** The workbook is too large for that: a new one with the rejected rows only. */
  REJECTED_ROWS
}
