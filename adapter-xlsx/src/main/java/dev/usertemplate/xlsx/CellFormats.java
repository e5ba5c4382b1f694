package dev.usertemplate.xlsx;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipException;

/** Which of the formats of cells show numbers as dates. */
final class CellFormats {
  /** Far more than a spreadsheet program can make. */
  private static final int MAX_FORMATS = 1 << 20;

  private final BitSet dates = new BitSet();

  /** Number formats of the workbook's own, and whether they show dates. */
  private final Map<Integer, Boolean> own = new HashMap<>();

  /** How many cell formats there are. */
  private int count;

  private CellFormats() {}

  /** Those of a workbook without any. */
  static CellFormats none() {
    return new CellFormats();
  }

  static CellFormats read(Parts parts, String part) throws IOException {
    CellFormats formats = new CellFormats();
    try (XmlPart xml = XmlPart.open(parts, part)) {
      boolean inCellFormats = false;
      for (int event = xml.next(); event != XmlPart.FINISHED; event = xml.next()) {
        if (event != XmlPart.START) {
          continue;
        }
        if (xml.depth() == 2) {
          inCellFormats = xml.isAt("cellXfs");
        } else if (xml.depth() == 3 && xml.isAt("numFmt")) {
          formats.addNumberFormat(xml);
        } else if (xml.depth() == 3 && inCellFormats && xml.isAt("xf")) {
          formats.addCellFormat(id(xml));
        }
        if (formats.count + formats.own.size() > MAX_FORMATS) {
          throw parts.explain(new ZipException("too many formats"));
        }
      }
    }
    return formats;
  }

  private static int id(XmlPart xml) throws IOException {
    String id = xml.attribute("numFmtId");
    return id == null ? 0 : NumberParser.whole(id.toCharArray(), 0, id.length());
  }

  private void addNumberFormat(XmlPart xml) throws IOException {
    String code = xml.attribute("formatCode");
    own.put(id(xml), code != null && NumberFormats.isDate(code));
  }

  private void addCellFormat(int numberFormat) {
    Boolean date = own.get(numberFormat);
    dates.set(count++, date == null ? NumberFormats.isDate(numberFormat) : date);
  }

  /** Whether the cell format of this number, from 0, shows dates. */
  boolean isDate(int format) {
    return format >= 0 && dates.get(format);
  }
}
