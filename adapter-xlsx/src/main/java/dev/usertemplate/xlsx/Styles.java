package dev.usertemplate.xlsx;

import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Requirement;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.apache.poi.common.usermodel.fonts.FontCharset;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.FontScheme;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The fonts, colours and cell styles of a workbook. Text and ground differ by 4.5 to 1 or more. */
final class Styles {
  static final String REQUIRED_GROUND = "1F4E78";
  static final String ANY_OF_GROUND = "2A6099";
  static final String OPTIONAL_GROUND = "595959";
  static final String NOT_READ_GROUND = "6B6B6B";
  static final String HEADING_TEXT = "FFFFFF";
  static final String EXAMPLE_GROUND = "F2F2F2";
  static final String EXAMPLE_TEXT = "595959";
  static final String MISTAKE_GROUND = "FFC7CE";
  static final String MISTAKE_TEXT = "9C0006";
  private static final String LINE = "A6A6A6";

  private final XSSFWorkbook workbook;

  Styles(XSSFWorkbook workbook, Language language) {
    this.workbook = workbook;
    // The workbook's default font: empty cells and whatever people type have it too.
    XSSFFont normal = workbook.getFontAt(0);
    normal.setFontName(fontName(language));
    // There is no theme whose font could take the place of this one.
    normal.setScheme(FontScheme.NONE);
    normal.setCharSet(charset(language));
    normal.setFontHeightInPoints((short) 11);
  }

  /** A font that comes with Excel and WPS and has every character of the language. */
  private static String fontName(Language language) {
    return switch (language) {
      case ZH_CN -> "Microsoft YaHei";
      case EN_US -> "Calibri";
    };
  }

  private static FontCharset charset(Language language) {
    return switch (language) {
      case ZH_CN -> FontCharset.GB2312;
      case EN_US -> FontCharset.ANSI;
    };
  }

  static XSSFColor color(String rgb) {
    return new XSSFColor(HexFormat.of().parseHex("FF" + rgb), null); // opaque
  }

  /**
   * A heading. Its number format shows words behind the heading that are no part of it.
   *
   * @param words whether the column has to be filled, in a few words, brackets included
   */
  XSSFCellStyle heading(Requirement requirement, String words) {
    XSSFCellStyle style =
        filled(
            switch (requirement) {
              case REQUIRED -> REQUIRED_GROUND;
              case ANY_OF -> ANY_OF_GROUND;
              case OPTIONAL -> OPTIONAL_GROUND;
              case NOT_READ -> NOT_READ_GROUND;
            },
            font(
                it -> {
                  it.setBold(true);
                  it.setColor(color(HEADING_TEXT));
                }));
    style.setDataFormat(workbook.createDataFormat().getFormat("@\"" + words + "\""));
    style.setVerticalAlignment(VerticalAlignment.CENTER);
    style.setWrapText(true);
    return style;
  }

  /** A cell that keeps what is typed as it is typed, leading zeros and all. */
  XSSFCellStyle text(boolean wrap) {
    XSSFCellStyle style = style(workbook.getFontAt(0));
    style.setDataFormat(workbook.createDataFormat().getFormat("@"));
    style.setVerticalAlignment(VerticalAlignment.TOP);
    style.setWrapText(wrap);
    return style;
  }

  /** A cell of the example row. */
  XSSFCellStyle example(boolean wrap) {
    XSSFCellStyle style =
        filled(
            EXAMPLE_GROUND,
            font(
                it -> {
                  it.setItalic(true);
                  it.setColor(color(EXAMPLE_TEXT));
                }));
    style.setDataFormat(workbook.createDataFormat().getFormat("@"));
    style.setVerticalAlignment(VerticalAlignment.CENTER);
    style.setWrapText(wrap);
    return style;
  }

  /** The title of the instructions. */
  XSSFCellStyle title() {
    return paragraph(font(it -> it.setFontHeightInPoints((short) 18)));
  }

  /** The heading of a part of the instructions. */
  XSSFCellStyle section() {
    return paragraph(
        font(
            it -> {
              it.setBold(true);
              it.setFontHeightInPoints((short) 13);
              it.setColor(color(REQUIRED_GROUND));
            }));
  }

  /** A paragraph of the instructions. */
  XSSFCellStyle paragraph() {
    return paragraph(workbook.getFontAt(0));
  }

  /** A heading in the instructions' table. */
  XSSFCellStyle tableHeading() {
    return lined(
        filled(
            REQUIRED_GROUND,
            font(
                it -> {
                  it.setBold(true);
                  it.setColor(color(HEADING_TEXT));
                })));
  }

  /** A cell in the instructions' table. */
  XSSFCellStyle tableCell() {
    return lined(paragraph());
  }

  private XSSFCellStyle paragraph(XSSFFont font) {
    XSSFCellStyle style = style(font);
    style.setVerticalAlignment(VerticalAlignment.TOP);
    style.setAlignment(HorizontalAlignment.LEFT);
    style.setWrapText(true);
    return style;
  }

  private XSSFCellStyle filled(String ground, XSSFFont font) {
    XSSFCellStyle style = lined(style(font));
    style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
    style.setFillForegroundColor(color(ground));
    return style;
  }

  /** A style that says which font it has: LibreOffice does not take the default one as read. */
  private XSSFCellStyle style(XSSFFont font) {
    XSSFCellStyle style = workbook.createCellStyle();
    style.setFont(font);
    return style;
  }

  private static XSSFCellStyle lined(XSSFCellStyle style) {
    style.setBorderTop(BorderStyle.THIN);
    style.setBorderRight(BorderStyle.THIN);
    style.setBorderBottom(BorderStyle.THIN);
    style.setBorderLeft(BorderStyle.THIN);
    style.setTopBorderColor(color(LINE));
    style.setRightBorderColor(color(LINE));
    style.setBottomBorderColor(color(LINE));
    style.setLeftBorderColor(color(LINE));
    return style;
  }

  /** The default font with a difference. */
  private XSSFFont font(Consumer<XSSFFont> difference) {
    XSSFFont font = workbook.createFont();
    font.setFontName(workbook.getFontAt(0).getFontName());
    font.setFontHeightInPoints(workbook.getFontAt(0).getFontHeightInPoints());
    font.setCharSet(workbook.getFontAt(0).getCharSet());
    difference.accept(font);
    return font;
  }
}
