package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.ReadableWorkbook.RowHandler;
import dev.usertemplate.core.workbook.SheetRow.Kind;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a sheet. */
final class SheetReader {
  private final Parts parts;
  private final XmlPart xml;
  private final CellFormats formats;
  private final SerialDates dates;
  private final @Nullable SharedStrings shared;
  private final CellText text;
  private final CellRow row;
  private final PlainCell plainCell;
  private int rows;
  private int rowNumber;
  private int column;

  /**
   * @param text what texts are put together with
   */
  SheetReader(
      Parts parts,
      XmlPart xml,
      CellFormats formats,
      SerialDates dates,
      @Nullable SharedStrings shared,
      CellText text,
      CellRow row) {
    this.parts = parts;
    this.xml = xml;
    this.formats = formats;
    this.dates = dates;
    this.shared = shared;
    this.text = text;
    this.row = row;
    this.plainCell = new PlainCell(text);
  }

  /**
   * Reads to the end, or until the handler wants no more.
   *
   * @return whether the end was reached
   */
  boolean read(RowHandler handler) throws IOException {
    boolean inData = false;
    while (true) {
      int event = xml.next();
      if (event == XmlPart.FINISHED) {
        return true;
      }
      if (event != XmlPart.START) {
        continue;
      }
      if (xml.depth() == 2) {
        inData = xml.isAt("sheetData");
      } else if (inData && xml.depth() == 3 && xml.isAt("row")) {
        readRow();
        if (!handler.row(row)) {
          return false;
        }
      }
    }
  }

  private void readRow() throws IOException {
    if (++rows > parts.limits().rows()) {
      throw parts.exceeded(Problem.TOO_MANY_ROWS, parts.limits().rows());
    }
    startRow();
    column = -1;
    while (true) {
      while (xml.take(plainCell)) {
        moveTo(plainCell.column);
        add(plainCell.type, plainCell.format, plainCell.filled, false);
      }
      int event = xml.next();
      if (event == XmlPart.END && xml.depth() == 2) {
        return;
      }
      if (event == XmlPart.START) {
        if (xml.isAt("c")) {
          readCell();
        } else {
          xml.skip();
        }
      }
    }
  }

  private void startRow() throws IOException {
    int number = rowNumber + 1;
    boolean hidden = false;
    for (int i = 0; i < xml.attributes(); i++) {
      switch (xml.attributeName(i)) {
        case "r" -> {
          XmlPart.Slice value = xml.slice(i);
          number = NumberParser.whole(value.chars, value.start, value.end);
        }
        case "hidden" -> hidden |= WorkbookPart.isTrue(xml.slice(i).toString());
        case "ht" -> {
          XmlPart.Slice value = xml.slice(i);
          hidden |= NumberParser.decimal(value.chars, value.start, value.end) == 0;
        }
        default -> {
          // How it looks.
        }
      }
    }
    if (number <= rowNumber || number > CellAddress.MAX_ROWS) {
      throw damaged("rows are out of order");
    }
    rowNumber = number;
    row.start(number, hidden);
  }

  private void readCell() throws IOException {
    CellType type = CellType.NUMBER;
    int format = 0;
    int place = column + 1;
    for (int i = 0; i < xml.attributes(); i++) {
      String name = xml.attributeName(i);
      if (name.length() != 1) {
        continue;
      }
      XmlPart.Slice value = xml.slice(i);
      switch (name.charAt(0)) {
        case 'r' -> place = CellAddress.column(value.chars, value.start, value.end);
        case 's' -> format = NumberParser.whole(value.chars, value.start, value.end);
        case 't' -> type = type(value);
        default -> {
          // Something new.
        }
      }
    }
    moveTo(place);
    readContent(type, format);
  }

  private void moveTo(int place) throws IOException {
    if (place <= column || place >= CellAddress.MAX_COLUMNS) {
      throw damaged("cells are out of order");
    }
    column = place;
  }

  private CellType type(XmlPart.Slice value) throws IOException {
    CellType type = CellType.of(value.chars, value.start, value.end);
    if (type == null) {
      throw damaged("a type of cells that there is not");
    }
    return type;
  }

  private void readContent(CellType type, int format) throws IOException {
    boolean formula = false;
    boolean filled = false;
    int inside = xml.depth();
    text.clear();
    while (true) {
      int event = xml.next();
      if (event == XmlPart.END && xml.depth() < inside) {
        break;
      }
      if (event != XmlPart.START) {
        continue;
      }
      if (xml.isAt("v")) {
        text.clear();
        xml.textOfElement(text);
        filled = true;
      } else if (xml.isAt("is")) {
        RichText.read(xml, text);
        filled = true;
      } else {
        formula |= xml.isAt("f");
        xml.skip();
      }
    }
    add(type, format, filled, formula);
  }

  /**
   * @param filled whether there is a value, which the text holds
   */
  private void add(CellType type, int format, boolean filled, boolean formula) throws IOException {
    if (filled && (text.length() > 0 || type.isText())) {
      addValue(type, format, formula);
    } else if (formula) {
      row.addNothing(column);
    }
  }

  private void addValue(CellType type, int format, boolean formula) throws IOException {
    switch (type) {
      case SHARED -> addShared(formula);
      case TEXT -> row.addText(column, Kind.TEXT, formula, text);
      case ERROR -> row.addText(column, Kind.ERROR, formula, text);
      case BOOLEAN ->
          row.addNumber(
              column, Kind.BOOLEAN, formula, WorkbookPart.isTrue(text.toString()) ? 1 : 0);
      case DATE -> addDate(formula);
      case NUMBER -> {
        double number = NumberParser.decimal(text.chars(), text.start(), text.end());
        if (!Double.isFinite(number)) {
          throw damaged("a number that is none");
        }
        row.addNumber(column, formats.isDate(format) ? Kind.DATE : Kind.NUMBER, formula, number);
      }
    }
  }

  private void addShared(boolean formula) throws IOException {
    int number = NumberParser.whole(text.chars(), text.start(), text.end());
    if (shared == null || !shared.has(number)) {
      throw damaged("a shared string that there is not");
    }
    row.addShared(column, formula, number);
  }

  private void addDate(boolean formula) throws IOException {
    double number = dates.number(text.toString().strip());
    if (Double.isNaN(number)) {
      row.addText(column, Kind.TEXT, formula, text);
    } else {
      row.addNumber(column, Kind.DATE, formula, number);
    }
  }

  private IOException damaged(String why) {
    return parts.explain(new ZipException(why));
  }
}
