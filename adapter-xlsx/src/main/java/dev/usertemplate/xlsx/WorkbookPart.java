package dev.usertemplate.xlsx;

import dev.usertemplate.core.workbook.ReadableWorkbook.NamedCell;
import dev.usertemplate.core.workbook.ReadableWorkbook.Sheet;
import dev.usertemplate.core.workbook.UnreadableWorkbookException;
import dev.usertemplate.core.workbook.UnreadableWorkbookException.Problem;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The part that lists the sheets and the defined names. */
final class WorkbookPart {
  private static final int MAX_SHEETS = 1_000;

  /** The longest formula of a name that can mean a single cell, and the longest name of a sheet. */
  private static final int MAX_FORMULA = 256;

  private static final int MAX_NAMES = 1 << 16;

  private final Parts parts;
  private final Relationships relationships;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<String> sheetParts = new ArrayList<>();

  /** Parts of sheets as they are compared: reading one for each of many sheets would take long. */
  private final Set<String> known = new HashSet<>();

  /** The formula of each name of the template. */
  private final Map<String, String> formulas = new HashMap<>();

  private Map<String, NamedCell> names = Map.of();

  /** Those that are no sheets with cells included. */
  private int tabs;

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
    workbook.names = workbook.resolved();
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
    if (++tabs > MAX_SHEETS) {
      throw parts.exceeded(Problem.TOO_MANY_ENTRIES, MAX_SHEETS);
    }
    var relationship = relationships.byId(id == null ? "" : id);
    if (name == null || relationship.isEmpty()) {
      throw parts.explain(new ZipException("a sheet is missing"));
    }
    if (!relationship.get().type().equals("worksheet")) {
      return;
    }
    if (!parts.has(relationship.get().part())) {
      throw parts.explain(new ZipException("a sheet is missing"));
    }
    if (!known.add(Parts.normal(relationship.get().part()))) {
      throw parts.explain(new ZipException("two sheets in one part"));
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
    if (name == null || local || !name.startsWith(WorkbookStamp.NAME_PREFIX)) {
      return;
    }
    CellText formula = new CellText(MAX_FORMULA);
    xml.textOfElement(formula);
    if (formula.length() <= MAX_FORMULA && formulas.size() < MAX_NAMES) {
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

  /** The template's own names that refer to single cells. */
  Map<String, NamedCell> names() {
    return names;
  }

  private Map<String, NamedCell> resolved() {
    Map<String, Integer> indexes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < sheets.size(); i++) {
      indexes.putIfAbsent(sheets.get(i).name(), i);
    }
    Map<String, NamedCell> cells = new HashMap<>();
    formulas.forEach(
        (name, formula) -> {
          NamedCell cell = CellAddress.ofFormula(formula, indexes);
          if (cell != null) {
            cells.put(name, cell);
          }
        });
    return Map.copyOf(cells);
  }
}
