package dev.usertemplate.core.check;

/** In which form a workbook is handed back. */
public enum HandBack {
  /** The same workbook, marked. */
  MARKED,
  /** It is too large for that, or can't be written anew: a new one with the rejected rows only. */
  REJECTED_ROWS
}
