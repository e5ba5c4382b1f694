package dev.usertemplate.xlsx;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.xssf.model.StylesTable;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellFill;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTFill;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTFont;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTPatternFill;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTXf;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STHorizontalAlignment;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STPatternType;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.STVerticalAlignment;

/**
 * The formats of cells in a workbook that someone else has made, by their index. A format that is
 * there already is used again, so that a workbook that is marked often does not grow.
 */
final class CellLooks {
  private static final int TEXT = BuiltinFormats.getBuiltinFormat("@");

  private final StylesTable styles;

  /** The first index of each format, as far as there are formats before {@link #indexed}. */
  private final Map<String, Integer> indexes = new HashMap<>();

  private int indexed;

  CellLooks(StylesTable styles) {
    this.styles = styles;
  }

  int count() {
    return styles.getNumCellStyles();
  }

  /** The format with this index, not to be changed. */
  CTXf get(int index) {
    return styles.getCellXfAt(index);
  }

  /** The index of a format like this one, with a difference. */
  int like(int index, Consumer<CTXf> difference) {
    return like(index, index, difference);
  }

  /**
   * The index of a format like this one, with a difference.
   *
   * @param better the index to choose where several formats are the same
   */
  int like(int index, int better, Consumer<CTXf> difference) {
    CTXf format = (CTXf) get(index).copy();
    difference.accept(format);
    return indexOf(format, better);
  }

  private int indexOf(CTXf format, int first) {
    String text = format.xmlText();
    if (get(first).xmlText().equals(text)) {
      return first;
    }
    for (; indexed < count(); indexed++) {
      indexes.putIfAbsent(get(indexed).xmlText(), indexed);
    }
    Integer known = indexes.get(text);
    return known == null ? styles.putCellXf(format) - 1 : known;
  }

  /** The format of a text on the ground of the sheet, wrapped. */
  int text() {
    return wrappedText(format -> {});
  }

  /** The format of a text that says what is wrong. */
  int mistake() {
    return wrappedText(format -> colour(format, Styles.MISTAKE_TEXT));
  }

  private int wrappedText(Consumer<CTXf> difference) {
    CTXf format = CTXf.Factory.newInstance();
    format.setNumFmtId(TEXT);
    format.setApplyNumberFormat(true);
    format.setFontId(0);
    format.setFillId(0);
    format.setBorderId(0);
    format.setXfId(0);
    format.setApplyAlignment(true);
    format.addNewAlignment().setVertical(STVerticalAlignment.TOP);
    format.getAlignment().setHorizontal(STHorizontalAlignment.LEFT);
    format.getAlignment().setWrapText(true);
    difference.accept(format);
    return indexOf(format, 0);
  }

  /** The same look for a plain text, whatever was shown behind the value before. */
  int plain(int index) {
    return like(
        index,
        format -> {
          format.setNumFmtId(TEXT);
          format.setApplyNumberFormat(true);
        });
  }

  /** Gives the format the ground of a mistake, and its text the colour. */
  void colour(CTXf format, String textColour) {
    CTFill fill = CTFill.Factory.newInstance();
    CTPatternFill pattern = fill.addNewPatternFill();
    pattern.setPatternType(STPatternType.SOLID);
    pattern.addNewFgColor().setRgb(Styles.color(Styles.MISTAKE_GROUND).getARGB());
    format.setFillId(styles.putFill(new XSSFCellFill(fill, styles.getIndexedColors())));
    format.setApplyFill(true);
    CTFont font = (CTFont) font(format).copy();
    font.setColorArray(null);
    font.addNewColor().setRgb(Styles.color(textColour).getARGB());
    format.setFontId(put(font));
    format.setApplyFont(true);
  }

  /** The font of a format, not to be changed. */
  CTFont font(CTXf format) {
    return styles.getFontAt(Math.toIntExact(format.getFontId())).getCTFont();
  }

  /** The index of a font. */
  int put(CTFont font) {
    return styles.putFont(new XSSFFont(font));
  }

  /** Whether cells of this format have any ground of their own. */
  boolean isFilled(int index) {
    XSSFCellFill fill = styles.getFillAt(Math.toIntExact(get(index).getFillId()));
    return fill != null
        && (fill.getCTFill().isSetGradientFill()
            || (fill.getPatternType() != null && fill.getPatternType() != STPatternType.NONE));
  }

  /** The colour that fills cells of this format, such as {@code FFFFC7CE}; empty without one. */
  String ground(int index) {
    XSSFCellFill fill = styles.getFillAt(Math.toIntExact(get(index).getFillId()));
    XSSFColor colour =
        fill != null && fill.getPatternType() == STPatternType.SOLID
            ? fill.getFillForegroundColor()
            : null;
    String code = colour == null ? null : colour.getARGBHex();
    return code == null ? "" : code;
  }

  /** The colour of the text in cells of this format; empty when it is left to the program. */
  String textColour(int index) {
    XSSFColor colour = styles.getFontAt(Math.toIntExact(get(index).getFontId())).getXSSFColor();
    String code = colour == null ? null : colour.getARGBHex();
    return code == null ? "" : code;
  }

  static int of(XSSFCell cell) {
    return Math.toIntExact(cell.getCTCell().getS());
  }

  static void set(XSSFCell cell, int index) {
    cell.getCTCell().setS(index);
  }
}
