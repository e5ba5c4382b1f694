package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Column;
import dev.usertemplate.core.schema.Language;
import dev.usertemplate.core.schema.Requirement;
import dev.usertemplate.core.schema.Schema;
import dev.usertemplate.core.template.TemplateRequest;
import dev.usertemplate.core.workbook.WorkbookStamp;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The headings, held against the template that the workbook is.
 *
 * @param sheet the index of the sheet, from 0
 * @param headings the row with the headings
 * @param activationType what the workbook is by its stamp, or else by its columns
 * @param language what it is in by its stamp, or else by its headings
 * @param columns the columns of the template that are there, in its order, with their places, from
 *     0
 * @param findings about the file as a whole
 */
record Table(
    int sheet,
    HeadingRow headings,
    ActivationType activationType,
    Language language,
    Map<Column, Integer> columns,
    List<Finding> findings) {
  private static final String PASSWORD = "password";

  static Table of(int sheet, HeadingRow headings, WorkbookStamp stamp, CheckOptions options) {
    ActivationType type = activationType(headings, stamp, options);
    Map<Column, Integer> columns = new LinkedHashMap<>();
    for (Column column : Schema.of(type).columns()) {
      headings
          .columns()
          .forEach(
              (found, index) -> {
                if (found.key().equals(column.key())) {
                  columns.put(column, index);
                }
              });
    }
    Table table =
        new Table(
            sheet,
            headings,
            type,
            stamp.language().or(headings::language).orElse(TemplateRequest.DEFAULT.language()),
            columns,
            new ArrayList<>());
    table.find(stamp, options);
    return table;
  }

  /** Whether the file as a whole has mistakes, so that no row can be used. */
  boolean isUnusable() {
    return findings.stream().anyMatch(finding -> finding.isError());
  }

  /** Whether no column is missing that users need. */
  boolean isComplete() {
    return findings.stream().noneMatch(it -> it.code() == FindingCode.COLUMN_MISSING);
  }

  /** The columns between others that have no heading, from 0. */
  BitSet withoutHeading() {
    BitSet columns = new BitSet();
    headings.columns().values().forEach(index -> columns.set(0, index + 1));
    headings.texts().keySet().forEach(columns::clear);
    headings.columns().values().forEach(columns::clear);
    return columns;
  }

  private static ActivationType activationType(
      HeadingRow headings, WorkbookStamp stamp, CheckOptions options) {
    return stamp
        .activationType()
        .orElseGet(
            () -> {
              ActivationType expected = options.activationType();
              return headings.has(PASSWORD)
                  ? ActivationType.ADMIN_ACTIVATE
                  : expected == null ? ActivationType.USER_ACTIVATE : expected;
            });
  }

  private void find(WorkbookStamp stamp, CheckOptions options) {
    ActivationType expected = options.activationType();
    if (expected != null && expected != activationType) {
      add(options, FindingCode.ACTIVE_TYPE, -1, null, activationType, expected);
    }
    stamp
        .schemaVersion()
        .filter(version -> !isKnown(version))
        .ifPresent(
            version ->
                add(
                    options,
                    FindingCode.SCHEMA_VERSION,
                    -1,
                    null,
                    Shortened.of(version),
                    Schema.VERSION));
    findMissing(options);
    headings
        .repeated()
        .forEach(
            (index, column) ->
                add(
                    options,
                    FindingCode.COLUMN_REPEATED,
                    index,
                    column,
                    column,
                    CellReference.column(headings.columns().getOrDefault(column, 0))));
    headings
        .unknown()
        .forEach(
            (index, text) ->
                add(options, FindingCode.COLUMN_IGNORED, index, null, Shortened.of(text)));
    headings
        .columns()
        .forEach(
            (column, index) -> {
              if (columns.keySet().stream().noneMatch(it -> it.key().equals(column.key()))) {
                add(options, FindingCode.COLUMN_IGNORED, index, column, column);
              }
            });
  }

  /** Versions are whole numbers; what an older one says, this one understands. */
  private static boolean isKnown(String version) {
    return version.isBlank()
        || (version.matches("\\d{1,9}")
            && Integer.parseInt(version) <= Integer.parseInt(Schema.VERSION));
  }

  private void findMissing(CheckOptions options) {
    List<Column> schema = Schema.of(activationType).columns();
    for (Column column : schema) {
      if (column.requirement() == Requirement.REQUIRED
          && !columns.containsKey(column)
          && !options.canLack(column)) {
        add(options, FindingCode.COLUMN_MISSING, first(), column, column, new Need(column));
      }
    }
    List<Column> anyOf =
        schema.stream().filter(column -> column.requirement() == Requirement.ANY_OF).toList();
    if (!anyOf.isEmpty() && anyOf.stream().noneMatch(columns::containsKey)) {
      Column column = anyOf.get(0);
      add(options, FindingCode.COLUMN_MISSING, first(), column, column, new Need(column));
    }
  }

  /** Where a mark about the heading row as a whole goes. */
  private int first() {
    return headings.columns().values().stream().min(Integer::compare).orElse(0);
  }

  private void add(
      CheckOptions options,
      FindingCode code,
      int index,
      @Nullable Column column,
      Object... arguments) {
    findings.add(
        new Finding(
            code,
            options.severity(code),
            index < 0 ? 0 : headings.number(),
            index,
            column,
            null,
            List.of(arguments)));
  }
}
