package dev.usertemplate.xlsx;

import com.microsoft.schemas.vml.CTShape;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.xssf.model.CommentsTable;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xssf.usermodel.XSSFFactory;
import org.apache.poi.xssf.usermodel.XSSFRelation;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;

/**
 * The comments of a sheet that say what is wrong. They are recognised by their first line, unless
 * another author is named: some programs lose authors. Where somebody else has written a comment,
 * ours stands below it, after a blank line.
 */
final class MistakeComments {
  /**
   * How many cells get a comment. Each is a drawing that is held in memory, here and in the program
   * that opens the file. The result beside the row says the same, also of all others.
   */
  static final int MOST = 1_000;

  private static final String AUTHOR = "User Template";
  private static final String FIRST_LINE = "User Template:";
  private static final String BETWEEN = "\n\n";
  private static final Pattern OURS =
      Pattern.compile("(?:^|" + BETWEEN + ")" + FIRST_LINE + "[ \t]*(?:\r?\n|$)");

  /** In characters: what the width of a comment has to be at least. */
  private static final int WIDTH = 44;

  private static final float POINTS_PER_LINE = 14.5f;
  private static final int LAST_COLUMN = 16_383;
  private static final int MOST_COLUMNS = 12;
  private static final int MOST_ROWS = 60;

  private final XSSFSheet sheet;
  private int count;

  MistakeComments(XSSFSheet sheet) {
    this.sheet = sheet;
  }

  /** Takes out all of ours. */
  void removeAll() {
    for (Map.Entry<CellAddress, XSSFComment> entry :
        List.copyOf(sheet.getCellComments().entrySet())) {
      CommentText text = text(entry.getValue());
      Matcher ours = OURS.matcher(text.characters());
      if (!ours.find()) {
        continue;
      }
      if (ours.start() == 0) {
        if (isOurs(entry.getValue())) {
          remove(entry.getKey());
        }
      } else {
        text.cut(ours.start());
      }
    }
  }

  /** The author is ours, or lost: LibreOffice leaves a blank. */
  private static boolean isOurs(XSSFComment comment) {
    String author = comment.getAuthor();
    return author == null || author.isBlank() || author.equals(AUTHOR);
  }

  private static CommentText text(XSSFComment comment) {
    return new CommentText(comment.getCTComment().getText());
  }

  /** POI removes comments of cells only, and some comments are beside one that is not there. */
  private void remove(CellAddress at) {
    XSSFRow existing = sheet.getRow(at.getRow());
    XSSFRow row = existing == null ? sheet.createRow(at.getRow()) : existing;
    XSSFCell cell = row.getCell(at.getColumn());
    if (cell == null) {
      XSSFCell added = row.createCell(at.getColumn());
      added.removeCellComment();
      row.removeCell(added);
    } else {
      cell.removeCellComment();
    }
    if (existing == null) {
      sheet.removeRow(row);
    }
  }

  /** Adds a comment to a cell, or a text to its comment; nothing when there are enough of them. */
  void add(CellAddress at, String message) {
    if (count >= MOST) {
      return;
    }
    count++;
    CommentsTable comments = comments();
    XSSFComment existing = comments.findCellComment(at);
    String text = FIRST_LINE + "\n" + message;
    if (existing == null) {
      // POI takes the cell where the drawing begins for the one that the comment belongs to.
      int row = at.getRow();
      int column = at.getColumn();
      XSSFComment comment =
          comments.createNewComment(
              new XSSFClientAnchor(0, 0, 0, 0, column, row, column + 1, row + 1));
      place(at, text);
      comment.setAuthor(AUTHOR);
      comment.setString("");
      text(comment).append(WrittenText.escape(text));
    } else {
      CommentText theirs = text(existing);
      int room = WrittenText.MAX - theirs.characters().length() - BETWEEN.length();
      if (room > FIRST_LINE.length()) {
        theirs.append(BETWEEN + WrittenText.escape(WrittenText.shorten(text, room)));
      }
    }
  }

  /** Not by way of a drawing, as POI does it: the sheet may have none, and needs none for this. */
  private CommentsTable comments() {
    return sheet.getRelations().stream()
        .filter(CommentsTable.class::isInstance)
        .map(CommentsTable.class::cast)
        .findFirst()
        .orElseGet(
            () -> {
              CommentsTable created =
                  (CommentsTable)
                      sheet.createRelationship(
                          XSSFRelation.SHEET_COMMENTS, XSSFFactory.getInstance(), unusedNumber());
              created.setSheet(sheet);
              return created;
            });
  }

  private int unusedNumber() {
    try {
      return sheet
          .getWorkbook()
          .getPackage()
          .getUnusedPartIndex(XSSFRelation.SHEET_COMMENTS.getDefaultFileName());
    } catch (InvalidFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Draws the comment beside its cell, large enough for the text. */
  private void place(CellAddress at, String text) {
    int left = Math.min(at.getColumn() + 1, LAST_COLUMN);
    int right = left;
    int width = 0;
    while (width < WIDTH && right < LAST_COLUMN && right - left < MOST_COLUMNS) {
      width += sheet.isColumnHidden(right) ? 0 : sheet.getColumnWidth(right) / 256;
      right++;
    }
    int lines = TextWidth.lines(text, Math.max(10, Math.min(width, WIDTH) - 4)) + 1;
    int row = at.getRow();
    float height = 0;
    while (height < lines * POINTS_PER_LINE && row - at.getRow() < MOST_ROWS) {
      height += height(sheet.getRow(row));
      row++;
    }
    CTShape shape = sheet.getVMLDrawing(true).findCommentShape(at.getRow(), at.getColumn());
    // Column and pixels in it, row and pixels in it: where it begins, where it ends.
    String anchor =
        "%d, 15, %d, 2, %d, 15, %d, 4".formatted(left, at.getRow(), Math.max(right, left + 1), row);
    shape.getClientDataArray(0).setAnchorArray(0, anchor);
  }

  private float height(@Nullable XSSFRow row) {
    if (row == null) {
      return sheet.getDefaultRowHeightInPoints();
    }
    return row.getZeroHeight() ? 0 : row.getHeightInPoints();
  }
}
