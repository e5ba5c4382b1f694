package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Rule;
import dev.usertemplate.core.schema.Rule.Unique;
import dev.usertemplate.core.schema.Texts;
import dev.usertemplate.core.workbook.ReadableWorkbook.RowHandler;
import dev.usertemplate.core.workbook.SheetRow;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the rows below the headings one by one, and remembers nothing of them but usernames. */
final class TableCheck implements RowHandler {
  private final CheckOptions options;
  private final ActivationType activationType;
  private final boolean unusable;
  private final UniqueValues usernames;
  private final Sink sink;

  /** The columns that are read, in the template's order. */
  private final List<Slot> slots = new ArrayList<>();

  private final @Nullable Slot[] slotOf;

  /** The example row in each language: its texts in the order of the slots. */
  private final List<List<String>> examples;

  private final List<String> headings;

  /** The columns between others in which nothing was seen yet and that have no heading. */
  private final BitSet withoutHeading;

  private int row;
  private boolean rejected;

  /** Takes what is read. */
  interface Sink {
    /** A row that holds nothing in any column that is read. */
    default void blank() {}

    /** A row with the template's example. */
    default void example() {}

    /**
     * A row with a user, after everything that was found in it.
     *
     * @param read what it holds
     * @param rejected whether it has mistakes
     */
    void user(SheetRow row, TableCheck read, boolean rejected) throws IOException;

    /** A finding; an error makes its row a rejected one. */
    default void finding(Finding finding) {}
  }

  /** A column that is read, and its cell in the present row. */
  private final class Slot {
    final Column column;
    final int index;
    final CellCheck check;
    final @Nullable Unique unique;

    /** Longer values are wrong anyway, and would only take memory. */
    final int longest;

    /** Where the cell is among those of the row; -1 when it is not there or empty. */
    int cell = -1;

    SheetRow.Kind kind = SheetRow.Kind.NOTHING;
    String text = "";

    /** The text as people see it. */
    String shown = "";

    @Nullable String value;

    Slot(Column column, int index) {
      this.column = column;
      this.index = index;
      this.check =
          new CellCheck(
              column,
              options.limits().cellLength(),
              (code, arguments) -> found(this, code, arguments));
      this.unique =
          column.rules().stream()
              .filter(Unique.class::isInstance)
              .map(Unique.class::cast)
              .findFirst()
              .orElse(null);
      this.longest =
          column.rules().stream()
              .filter(Rule.Length.class::isInstance)
              .mapToInt(rule -> ((Rule.Length) rule).max())
              .min()
              .orElse(Integer.MAX_VALUE);
    }

    boolean isFilled() {
      return cell >= 0;
    }

    void clear() {
      cell = -1;
      text = "";
      shown = "";
      value = null;
    }

    /** Whether the cell holds a number where the column holds times. */
    boolean isDate() {
      return check.isTime() && (kind == SheetRow.Kind.NUMBER || kind == SheetRow.Kind.DATE);
    }

    void take(SheetRow from, int at) {
      String found = from.text(at);
      kind = from.kind(at);
      if (!CellText.isBlank(found) || kind == SheetRow.Kind.NOTHING) {
        cell = at;
        text = found;
        LocalDateTime date = kind == SheetRow.Kind.DATE ? from.date(at) : null;
        shown = date == null ? found : ExpirationForms.shown(date);
      }
    }
  }

  /**
   * A reader of rows.
   *
   * @param table where the columns are
   * @param usernames those of earlier rows; or what was found out when the same rows were read
   *     before
   */
  TableCheck(CheckOptions options, Table table, UniqueValues usernames, Sink sink) {
    this.options = options;
    this.activationType = table.activationType();
    this.unusable = table.isUnusable();
    this.usernames = usernames;
    this.sink = sink;
    this.withoutHeading = table.withoutHeading();
    Map<Column, Integer> columns = table.columns();
    this.slotOf = new Slot[columns.values().stream().mapToInt(it -> it + 1).max().orElse(0)];
    columns.forEach(
        (column, index) -> {
          if (column.isRead()) {
            Slot slot = new Slot(column, index);
            slots.add(slot);
            slotOf[index] = slot;
          }
        });
    this.examples = Arrays.stream(Language.values()).map(this::example).toList();
    this.headings =
        slots.stream().map(slot -> table.headings().texts().getOrDefault(slot.index, "")).toList();
  }

  private List<String> example(Language language) {
    return slots.stream().map(slot -> Texts.of(language).example(slot.column)).toList();
  }

  @Override
  public boolean row(SheetRow next) throws IOException {
    row = next.number();
    rejected = unusable;
    if (!collect(next)) {
      sink.blank();
    } else if (isExample()) {
      sink.example();
    } else if (holds(headings)) {
      add(FindingCode.HEADINGS_REPEATED, -1);
      sink.blank();
    } else {
      for (Slot slot : slots) {
        check(next, slot);
      }
      checkContact();
      sink.user(next, this, rejected);
    }
    return true;
  }

  /** Whether any column that is read holds something. */
  private boolean collect(SheetRow next) {
    for (Slot slot : slots) {
      slot.clear();
    }
    boolean used = false;
    for (int i = 0; i < next.size(); i++) {
      int column = next.column(i);
      Slot slot = column < slotOf.length ? slotOf[column] : null;
      if (slot != null) {
        slot.take(next, i);
        used |= slot.isFilled();
      } else if (withoutHeading.get(column) && !CellText.isBlank(next.text(i))) {
        withoutHeading.clear(column);
        add(FindingCode.COLUMN_IGNORED, column, CellReference.column(column));
      }
    }
    return used;
  }

  private boolean isExample() {
    for (List<String> example : examples) {
      if (holds(example)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the row holds exactly these texts; a single equal word is no more than chance. */
  private boolean holds(List<String> texts) {
    for (int i = 0; i < slots.size(); i++) {
      if (!slots.get(i).text.equals(texts.get(i))) {
        return false;
      }
    }
    return slots.size() > 1;
  }

  private void check(SheetRow next, Slot slot) {
    if (slot.isFilled()) {
      slot.value = slot.check.value(next, slot.cell, slot.text);
      checkUnique(slot);
    } else if (slot.column.requirement() == Requirement.REQUIRED && !options.canLack(slot.column)) {
      found(slot, FindingCode.REQUIRED, slot.column, new Need(slot.column));
    }
  }

  private void checkUnique(Slot slot) {
    String value = slot.value;
    if (slot.unique == null || value == null || value.length() > slot.longest) {
      return;
    }
    Integer twin = usernames.twin(value, row);
    if (twin == null) {
      return;
    }
    found(slot, FindingCode.UNIQUE, twin, slot.unique);
    if (usernames.isNews(twin, row)) {
      sink.finding(finding(twin, slot, null, FindingCode.UNIQUE, row, slot.unique));
    }
  }

  /** Whether at least one of the columns is filled of which each user needs one. */
  private void checkContact() {
    Slot first = null;
    for (Slot slot : slots) {
      if (slot.column.requirement() == Requirement.ANY_OF) {
        if (slot.isFilled()) {
          return;
        }
        first = first == null ? slot : first;
      }
    }
    if (first != null) {
      found(first, FindingCode.ANY_OF, new Need(first.column));
    }
  }

  /** The filled cells of the present row as they are. */
  Map<Column, String> texts() {
    Map<Column, String> texts = new LinkedHashMap<>();
    for (Slot slot : slots) {
      if (slot.isFilled()) {
        // A number of days would be none as a text.
        texts.put(slot.column, slot.isDate() && slot.value != null ? slot.value : slot.shown);
      }
    }
    return texts;
  }

  /** The user of the present row, which has no mistake. */
  User user() {
    Map<String, String> values = new LinkedHashMap<>();
    for (Slot slot : slots) {
      if (slot.value != null) {
        values.put(slot.column.key(), slot.value);
      }
    }
    return new User(row, activationType, values);
  }

  /** A finding about the row, or about a cell of it that no column of the template has. */
  private void add(FindingCode code, int column, Object... arguments) {
    sink.finding(
        new Finding(code, options.severity(code), row, column, null, null, List.of(arguments)));
  }

  private void found(Slot slot, FindingCode code, Object... arguments) {
    String shown = slot.column.secret() || slot.text.isEmpty() ? null : Shortened.of(slot.shown);
    Finding finding = finding(row, slot, shown, code, arguments);
    rejected |= finding.isError();
    sink.finding(finding);
  }

  private Finding finding(
      int number, Slot slot, @Nullable String shown, FindingCode code, Object... arguments) {
    return new Finding(
        code, options.severity(code), number, slot.index, slot.column, shown, List.of(arguments));
  }
}
