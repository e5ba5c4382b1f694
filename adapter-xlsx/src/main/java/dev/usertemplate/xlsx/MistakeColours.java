package dev.usertemplate.xlsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTFont;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTXf;

/**
 * Colours wrong cells, and gives them their own look back later, also when other programs have
 * saved the workbook in between and have numbered all formats anew.
 *
 * <p>A cell on the hidden sheet keeps each look that was covered: whatever a program does to
 * formats, it does to both. Which one belongs to a coloured cell is told by the cell's own text
 * colour, whose last bits, too small to be seen, are the number of the row on the hidden sheet. So
 * the colour finds its way back wherever the cell is moved, sorted or copied.
 */
final class MistakeColours {
  private static final Pattern TEXT_COLOUR = Pattern.compile("FF9C([0-3].)([0-4].)");
  private static final int TEXT_BASE = Integer.parseInt(Styles.MISTAKE_TEXT, 16);

  /** What fits into the last bits of two of a colour's three bytes. */
  private static final int MOST = 0xFFF;

  private final XSSFSheet sheet;
  private final CellLooks formats;
  private final KeptLooks kept;
  private final Map<Integer, Integer> coloured = new HashMap<>();
  private final Map<Integer, Integer> restored = new HashMap<>();
  private final Map<Integer, Integer> numbers = new HashMap<>();

  /** For the cells of a sheet. */
  MistakeColours(XSSFSheet sheet, CellLooks formats) {
    this.sheet = sheet;
    this.formats = formats;
    this.kept = new KeptLooks(sheet.getWorkbook(), sheet);
  }

  /** Other sheets that keep what is needed to take the colours out. */
  List<XSSFSheet> keptOn() {
    return kept.sheets();
  }

  /** Gives all coloured cells of the sheet their own look back. */
  void restore() {
    for (Row row : sheet) {
      List<XSSFCell> cells = new ArrayList<>();
      row.forEach(cell -> cells.add((XSSFCell) cell));
      for (XSSFCell cell : cells) {
        if (isColoured(cell)) {
          restore(cell);
        }
      }
    }
    // A cell somewhere else, copied perhaps, may still need what is kept.
    if (!isColouredSomewhere()) {
      kept.forget();
    }
  }

  private void restore(XSSFCell cell) {
    CellLooks.set(
        cell,
        restored.computeIfAbsent(
            CellLooks.of(cell), format -> restored(format, kept.get(number(format)))));
    int inherited = inherited(cell.getRow(), cell.getColumnIndex());
    // A cell that there was only to be coloured.
    if (cell.getCellType() == CellType.BLANK && CellLooks.of(cell) == inherited) {
      cell.getRow().removeCell(cell);
    }
  }

  /** The look of a coloured cell with the colours that were covered. */
  private int restored(int coloured, @Nullable Integer kept) {
    int better = kept == null ? 0 : kept;
    CTXf own = formats.get(better);
    return formats.like(
        coloured,
        better,
        format -> {
          format.setFillId(kept == null ? 0 : own.getFillId());
          format.setFontId(font(formats.font(format), own));
          copyFlags(own, format);
        });
  }

  /**
   * The first font with the colour of the other; the other itself if that is all they differ in.
   */
  private long font(CTFont font, CTXf other) {
    CTFont result = (CTFont) font.copy();
    CTFont own = (CTFont) formats.font(other).copy();
    if (own.sizeOfColorArray() > 0) {
      result.setColorArray(own.getColorArray());
    } else {
      result.setColorArray(null);
    }
    String withColour = result.xmlText();
    own.setColorArray(result.getColorArray());
    return own.xmlText().equals(withColour) ? other.getFontId() : formats.put(result);
  }

  private static void copyFlags(CTXf from, CTXf to) {
    if (from.isSetApplyFill()) {
      to.setApplyFill(from.getApplyFill());
    } else if (to.isSetApplyFill()) {
      to.unsetApplyFill();
    }
    if (from.isSetApplyFont()) {
      to.setApplyFont(from.getApplyFont());
    } else if (to.isSetApplyFont()) {
      to.unsetApplyFont();
    }
  }

  /** Colours a cell. */
  void colour(XSSFCell cell) {
    CellLooks.set(cell, coloured(CellLooks.of(cell)));
  }

  /** The format of a wrong cell that otherwise has the given one. */
  int coloured(int own) {
    return coloured.computeIfAbsent(own, this::colour);
  }

  private int colour(int own) {
    int number = kept.keep(own, MOST);
    // Never so many in practice. A cell that could not be restored stays as it is.
    return number == 0
        ? own
        : formats.like(own, format -> formats.colour(format, textColour(number)));
  }

  /** The format that a cell has as long as it is not there. */
  static int inherited(XSSFRow row, int column) {
    if (row.getCTRow().isSetS() && row.getCTRow().getCustomFormat()) {
      return Math.toIntExact(row.getCTRow().getS());
    }
    return Math.max(0, row.getSheet().getColumnHelper().getColDefaultStyle(column));
  }

  private static String textColour(int number) {
    return "%06X".formatted(TEXT_BASE + (number & 0x3F) + ((number & 0xFC0) << 2));
  }

  private boolean isColoured(XSSFCell cell) {
    return numbers.computeIfAbsent(CellLooks.of(cell), this::number) > 0;
  }

  /** The number that a format's colours tell; 0 when they are not those of a coloured cell. */
  private int number(int index) {
    Matcher text = TEXT_COLOUR.matcher(formats.textColour(index));
    if (!text.matches() || !formats.ground(index).equals("FF" + Styles.MISTAKE_GROUND)) {
      return 0;
    }
    int high = Integer.parseInt(text.group(1), 16);
    int low = Integer.parseInt(text.group(2), 16) - (TEXT_BASE & 0xFF);
    return low < 0 || low > 0x3F ? 0 : (high << 6) + low;
  }

  private boolean isColouredSomewhere() {
    for (Sheet any : sheet.getWorkbook()) {
      for (Row row : any) {
        for (Cell cell : row) {
          if (isColoured((XSSFCell) cell)) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
