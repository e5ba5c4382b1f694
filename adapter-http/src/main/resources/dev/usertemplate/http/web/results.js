// What a check has found.

import { announce, element, find, radios } from "./elements.js";
import { columns, number, text } from "./texts.js";

/** Rows of the table that are added at once: a workbook may have very many findings. */
const STEP = 100;

/** By severity: what the filter says. */
const COUNTS = { error: "report.errors", warning: "report.warnings", repaired: "report.repairs" };

let report;
let chosen = "all";
let shown = 0;

/** Shows the report on a file, all of it. */
export function show(newReport, fileName) {
  report = newReport;
  chosen = "all";
  const heading = find("results-heading");
  heading.textContent = summary();
  heading.dataset.state = report.counts.error || !report.rows.users ? "error" : "fine";
  find("results-sheet").textContent = sheet(fileName);
  find("results-rows").replaceChildren(...rows());
  offer("marked", "results.marked", found() > 0, "results.marked.none");
  const partly = report.counts.error > 0 && report.rows.valid > 0;
  offer(
    "requests",
    partly ? "results.requests.valid_only" : "results.requests",
    report.rows.valid > 0,
    "results.requests.none",
    "results.requests.secrets",
  );
  find("findings").hidden = listed().length === 0;
  filter();
  fill();
  find("results-note").textContent = "";
  find("results").hidden = false;
}

export function hide() {
  find("results").hidden = true;
}

/** The numbers that matter most, as a sentence. */
export function summary() {
  const { users, valid } = report.rows;
  if (users === 0 && report.counts.error === 0) {
    return text("report.summary.no_users");
  }
  return report.counts.error === 0
    ? text("report.summary.clean", [number(valid)])
    : text("report.summary.errors", [report.counts.error, valid, users].map(number));
}

/** Adds more rows to the table, and goes on to the first of them. */
export function more() {
  const first = shown;
  add();
  const row = find("findings-rows").children[first];
  row.tabIndex = -1;
  row.focus();
}

const found = () => Object.values(report.counts).reduce((sum, count) => sum + count, 0);

const listed = () =>
  chosen === "all" ? report.findings : report.findings.filter((one) => one.severity === chosen);

function sheet(fileName) {
  const activation = text(`activation.${report.active_type.toLowerCase()}`);
  const { name, heading_row: row } = report.sheet;
  const sentences = [
    text("results.file", [fileName]),
    text("report.sheet", [name, activation, number(row)]),
  ];
  return sentences.join(" ");
}

function rows() {
  const { users, valid, blank, example, hidden } = report.rows;
  const always = { users, valid, rejected: users - valid };
  const some = Object.entries({ blank, example, hidden }).filter(([, count]) => count > 0);
  return [...Object.entries(always), ...some].map(([kind, count]) =>
    element(
      "div",
      { class: kind },
      element("dt", {}, text(`results.${kind}`)),
      element("dd", {}, number(count)),
    ),
  );
}

/** A button that can be used, or says why not. */
function offer(id, label, possible, reason, hint) {
  const button = find(id);
  button.textContent = text(label);
  button.setAttribute("aria-disabled", String(!possible));
  find(`${id}-reason`).textContent = possible ? (hint ? text(hint) : "") : text(reason);
}

function filter() {
  const counts = Object.entries(COUNTS)
    .filter(([severity]) => report.counts[severity] > 0)
    .map(([severity, key]) => ({
      value: severity,
      label: text(key, [number(report.counts[severity])]),
    }));
  const all = { value: "all", label: text("results.all", [number(found())]) };
  radios(find("filter"), "severity", [all, ...counts], chosen, (severity) => {
    chosen = severity;
    fill();
    announce(find("findings-shown").textContent);
  });
}

function fill() {
  shown = 0;
  find("findings-rows").replaceChildren();
  add();
}

function add() {
  const all = listed();
  const headings = new Map(
    columns(report.active_type).map(({ key, heading }) => [key, heading]),
  );
  const next = all.slice(shown, shown + STEP);
  find("findings-rows").append(...next.map((finding) => row(finding, headings)));
  shown += next.length;
  const sentences = [text("results.shown", [shown, all.length].map(number))];
  if (report.omitted > 0) {
    sentences.push(text("results.omitted", [number(report.omitted)]));
  }
  find("findings-shown").textContent = sentences.join(" ");
  const rest = all.length - shown;
  find("more").hidden = rest === 0;
  find("more").textContent = text("results.more", [number(Math.min(rest, STEP))]);
}

function row(finding, headings) {
  const { cell, row: number_, column, severity, message, value } = finding;
  const place =
    cell ?? (number_ ? text("results.row", [number(number_)]) : text("results.file_as_whole"));
  const kind = element("span", { class: "severity" }, text(`severity.${severity}`));
  kind.dataset.severity = severity;
  const made = element(
    "tr",
    {},
    element("th", { scope: "row" }, place),
    labelled("results.column", headings.get(column) ?? ""),
    labelled("results.kind", kind),
    labelled("results.message", message),
    labelled("results.value", value === undefined ? "" : element("code", {}, value)),
  );
  return made;
}

/** A cell that on a narrow screen says itself what it is. */
export function labelled(key, content) {
  const cell = element("td", {}, content);
  cell.dataset.label = text(key);
  return cell;
}
