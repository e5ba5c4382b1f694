package dev.usertemplate.core.check;

import dev.usertemplate.core.schema.ActivationType;
import dev.usertemplate.core.schema.Language;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check has found.
 *
 * @param language the language of messages
 * @param activationType what the workbook is, by its own account
 * @param sheet what was read
 * @param rows how many rows of each kind
 * @param findings in row order, those about the whole file first; at most as many as the options
 *     allow
 * @param counts how many findings of each code there are, those left out included
 * @param severities how many findings of each severity there are, those left out included
 * @param rejected the rows that have mistakes, by their numbers
 */
public record CheckReport(
    Language language,
    ActivationType activationType,
    SheetPart sheet,
    Rows rows,
    List<Finding> findings,
    Map<FindingCode, Integer> counts,
    Map<Severity, Integer> severities,
    BitSet rejected) {

  /** Makes copies of what could change. */
  public CheckReport {
    findings = List.copyOf(findings);
    counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    severities = Collections.unmodifiableMap(new EnumMap<>(severities));
    rejected = (BitSet) rejected.clone();
  }

  /**
   * The part of the workbook that was read.
   *
   * @param index of the sheet among those with cells, from 0
   * @param name of the sheet
   * @param headingRow where the headings are, from 1
   * @param firstRow the first row with a user, from 1; 0 when there is none
   * @param lastRow the last row with a user, from 1; 0 when there is none
   */
  public record SheetPart(int index, String name, int headingRow, int firstRow, int lastRow) {}

  /**
   * How many rows there are below the headings.
   *
   * @param users that hold a user
   * @param valid that hold a user without any mistake
   * @param blank that are in the file, but hold nothing in any column that is read
   * @param example that hold the template's example
   * @param hidden that hold a user and are hidden
   */
  public record Rows(int users, int valid, int blank, int example, int hidden) {}

  /** Leaves out the findings: there may be very many. */
  @Override
  public String toString() {
    return "CheckReport[" + rows + ", " + severities + "]";
  }

  /** The rows that have mistakes, by their numbers; a copy. */
  @Override
  public BitSet rejected() {
    return (BitSet) rejected.clone();
  }

  /** Whether there is nothing to correct. */
  public boolean isClean() {
    return count(Severity.ERROR) == 0;
  }

  /** How many findings of the severity there are. */
  public int count(Severity severity) {
    return severities.getOrDefault(severity, 0);
  }

  /** How many findings were left out of {@link #findings()}. */
  public int omitted() {
    return severities.values().stream().mapToInt(Integer::intValue).sum() - findings.size();
  }

  /**
   * The report as programs read it. The names never change, though more may come. Findings are made
   * as they are asked for.
   */
  public Map<String, Object> document() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("language", language.wireName());
    document.put("active_type", activationType.wireName());
    document.put("sheet", sheetDocument());
    document.put("rows", rowsDocument());
    Map<String, Object> found = new LinkedHashMap<>();
    for (Severity severity : Severity.values()) {
      found.put(severity.wireName(), count(severity));
    }
    document.put("counts", found);
    document.put("omitted", omitted());
    document.put(
        "findings",
        new AbstractList<Map<String, Object>>() {
          @Override
          public Map<String, Object> get(int index) {
            return findings.get(index).document(language);
          }

          @Override
          public int size() {
            return findings.size();
          }
        });
    return document;
  }

  private Map<String, Object> sheetDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", sheet.name());
    document.put("heading_row", sheet.headingRow());
    if (sheet.firstRow() > 0) {
      document.put("first_row", sheet.firstRow());
      document.put("last_row", sheet.lastRow());
    }
    return document;
  }

  private Map<String, Object> rowsDocument() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("users", rows.users());
    document.put("valid", rows.valid());
    document.put("blank", rows.blank());
    document.put("example", rows.example());
    document.put("hidden", rows.hidden());
    return document;
  }
}
