package dev.usertemplate.xlsx;

/**
 * A cell with a shared string, a number or nothing, as nearly all programs write it: {@code <c
 * r="B7" s="1" t="s"><v>42</v></c>}.
 */
final class PlainCell implements PlainXml.Form {
  private static final byte[] START = PlainXml.literal("<c r=\"");
  private static final byte[] FORMAT = PlainXml.literal("\" s=\"");
  private static final byte[] SHARED = PlainXml.literal("\" t=\"s");
  private static final byte[] VALUE = PlainXml.literal("\"><v>");
  private static final byte[] NO_VALUE = PlainXml.literal("\"/>");
  private static final byte[] END = PlainXml.literal("</v></c>");

  private final CellText text;

  /** From 0. */
  int column;

  int format;
  CellType type = CellType.NUMBER;

  /** Whether there is a value, which the text then holds. */
  boolean filled;

  /**
   * @param text where values are put
   */
  PlainCell(CellText text) {
    this.text = text;
  }

  @Override
  public boolean read(PlainXml xml) {
    if (!xml.skip(START)) {
      return false;
    }
    column = xml.column();
    format = xml.skip(FORMAT) ? xml.whole() : 0;
    type = xml.skip(SHARED) ? CellType.SHARED : CellType.NUMBER;
    filled = xml.skip(VALUE);
    return column >= 0
        && format >= 0
        && (filled ? xml.text(text) && xml.skip(END) : xml.skip(NO_VALUE));
  }
}
