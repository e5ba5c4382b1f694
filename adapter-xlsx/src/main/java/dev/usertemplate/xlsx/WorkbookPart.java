package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The part that lists the sheets and the defined names. */
final class WorkbookPart {
  private static final int MAX_SHEETS = 10_000;

  /** The longest formula of a name that can mean a single cell, and the longest name of a sheet. */
  private static final int MAX_FORMULA = 256;

  private static final int MAX_NAMES = 1 << 16;

  private final Parts parts;
  private final Relationships relationships;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<String> sheetParts = new ArrayList<>();
  private final Map<String, String> formulas = new HashMap<>();
  private SerialDates dates = SerialDates.FROM_1900;

  private WorkbookPart(Parts parts, Relationships relationships) {
    this.parts = parts;
    this.relationships = relationships;
  }

  static WorkbookPart read(Parts parts, String part, Relationships relationships)
      throws IOException {
    WorkbookPart workbook = new WorkbookPart(parts, relationships);
    try (XmlPart xml = XmlPart.open(parts, part)) {
      for (int event = xml.next(); event != XmlPart.FINISHED; event = xml.next()) {
        if (event == XmlPart.START) {
          workbook.element(xml);
        }
      }
    }
    if (workbook.sheets.isEmpty()) {
      throw new UnreadableWorkbookException(Problem.NO_HEADINGS, null);
    }
    return workbook;
  }

  private void element(XmlPart xml) throws IOException {
    if (xml.depth() == 1 && !xml.isAt("workbook")) {
      throw new UnreadableWorkbookException(Problem.NOT_A_WORKBOOK, null);
    }
    if (xml.depth() == 2 && xml.isAt("workbookPr") && isTrue(xml.attribute("date1904"))) {
      dates = SerialDates.FROM_1904;
    } else if (xml.depth() == 3 && xml.isAt("sheet")) {
      addSheet(xml);
    } else if (xml.depth() == 3 && xml.isAt("definedName")) {
      addName(xml);
    }
  }

  static boolean isTrue(@Nullable String value) {
    return value != null && (value.equals("1") || value.equals("true") || value.equals("on"));
  }

  private void addSheet(XmlPart xml) throws IOException {
    String name = xml.attribute("name");
    String id = xml.attribute("id");
    String state = xml.attribute("state");
    var relationship = relationships.byId(id == null ? "" : id);
    if (name == null || relationship.isEmpty() || sheets.size() == MAX_SHEETS) {
      throw parts.explain(new ZipException("a sheet is missing"));
    }
    if (!relationship.get().type().equals("worksheet")) {
      return;
    }
    if (!parts.has(relationship.get().part())) {
      throw parts.explain(new ZipException("a sheet is missing"));
    }
    sheets.add(new Sheet(cut(name), state != null && !state.equals("visible")));
    sheetParts.add(relationship.get().part());
  }

  private static String cut(String name) {
    return name.substring(0, Math.min(name.length(), MAX_FORMULA));
  }

  private void addName(XmlPart xml) throws IOException {
    String name = xml.attribute("name");
    boolean local = xml.attribute("localSheetId") != null;
    CellText formula = new CellText(MAX_FORMULA);
    xml.textOfElement(formula);
    if (name != null && !local && formula.length() <= MAX_FORMULA && formulas.size() < MAX_NAMES) {
      formulas.put(cut(name), formula.toString());
    }
  }

  List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  /** The names of the sheets' parts, in the same order. */
  List<String> sheetParts() {
    return List.copyOf(sheetParts);
  }

  SerialDates dates() {
    return dates;
  }

  Map<String, NamedCell> names() {
    Map<String, NamedCell> names = new HashMap<>();
    formulas.forEach(
        (name, formula) -> {
          NamedCell cell = CellAddress.ofFormula(formula, sheets);
          if (cell != null) {
            names.put(name, cell);
          }
        });
    return Map.copyOf(names);
  }
}
