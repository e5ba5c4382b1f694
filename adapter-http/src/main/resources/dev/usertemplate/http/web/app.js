// The page: what it asks, and what happens then.

import * as calls from "./calls.js";
import { announce, element, explain, find, radios, save, Work } from "./elements.js";
import * as results from "./results.js";
import * as texts from "./texts.js";

const { text } = texts;

/** What the server is like, and all words. */
let page;

/** Which template is shown and downloaded; the language is the page's until one is chosen. */
const template = { language: null, activationType: null };

/** The workbook that is checked, the work that goes on with it, and how many checks were begun. */
let file = null;
let work = null;
let checks = 0;

function begin() {
  texts.begin(page.languages, page.default_language);
  template.activationType = texts.activationTypes()[0];
  find("access").hidden = page.credentials !== "token";
  const signed = page.credentials === "signature";
  find("signature").hidden = !signed;
  find("check").hidden = signed;
  find("download-actions").hidden = signed;
  if (page.credentials === "token") {
    calls.ask(credentials);
  }
  find("show-token").addEventListener("click", showToken);
  find("download").addEventListener("click", download);
  find("file").addEventListener("change", choose);
  find("active-directory").addEventListener("change", checkAgain);
  find("strict").addEventListener("change", checkAgain);
  find("again").addEventListener("click", () => check(true));
  find("marked").addEventListener("click", saveMarked);
  find("requests").addEventListener("click", saveRequests);
  find("more").addEventListener("click", results.more);
  catchDrops();
  speak();
  find("broken").hidden = true;
  find("page").hidden = false;
}

/** Says everything in the page's language. */
function speak() {
  document.documentElement.lang = texts.tag();
  document.title = text("page.title");
  for (const place of document.querySelectorAll("[data-text]")) {
    place.textContent = text(place.dataset.text);
  }
  for (const place of document.querySelectorAll("[data-name]")) {
    place.setAttribute("aria-label", text(place.dataset.name));
  }
  find("file-hint").textContent = text("check.kind", [texts.size(page.max_upload)]);
  for (const id of ["download-error", "check-error", "results-error", "access-error"]) {
    explain(find(id));
  }
  languages();
  choices();
}

function languages() {
  const held = document.activeElement?.lang;
  find("languages").replaceChildren(
    ...texts.all().map((name) => {
      const label = text("language.name", [], name);
      const chosen = String(name === texts.current());
      const attributes = { type: "button", lang: texts.tag(name), "aria-pressed": chosen };
      const button = element("button", attributes, label);
      button.addEventListener("click", () => {
        texts.speak(name);
        speak();
        checkAgain();
      });
      return button;
    }),
  );
  find("languages").querySelector(`[lang="${held}"]`)?.focus();
}

/** Which template: its language, its activation type, and its columns. */
function choices() {
  const language = template.language ?? texts.current();
  radios(
    find("template-languages"),
    "template-language",
    texts.all().map((name) => ({
      value: name,
      label: text("language.name", [], name),
      lang: texts.tag(name),
    })),
    language,
    (chosen) => {
      template.language = chosen;
      columns(chosen);
    },
  );
  radios(
    find("activation-types"),
    "activation-type",
    texts.activationTypes().map((type) => ({
      value: type,
      label: text(`activation.${type.toLowerCase()}`),
      about: text(`instructions.next.${type.toLowerCase()}`),
    })),
    template.activationType,
    (chosen) => {
      template.activationType = chosen;
      columns(template.language ?? texts.current());
    },
  );
  columns(language);
}

/** The headings as the template has them, all else in the page's language. */
function columns(language) {
  const type = template.activationType;
  const activation = text(`activation.${type.toLowerCase()}`);
  find("columns-of").textContent = text("columns.of", [activation]);
  const headings = texts.columns(type, language);
  find("columns-rows").replaceChildren(
    ...texts.columns(type).map((column, index) => {
      const heading = element("span", { lang: texts.tag(language) }, headings[index].heading);
      const example = element("code", { lang: texts.tag(language) }, headings[index].example);
      const need = element("span", { class: "need" }, column.need);
      need.dataset.need = column.requirement;
      const rules = results.labelled("instructions.columns.rule", column.about);
      rules.append(element("span", { class: "rules" }, column.rules));
      return element(
        "tr",
        {},
        element("th", { scope: "row" }, heading),
        results.labelled("instructions.columns.requirement", need),
        rules,
        results.labelled("instructions.columns.example", example),
      );
    }),
  );
}

/** What is typed; says what is missing. */
function credentials() {
  const project = find("project");
  const token = find("token");
  const values = { project: project.value.trim(), token: token.value.trim() };
  const empty = [project, token].filter((input) => !input.value.trim());
  const bad = !/^[\x21-\x7e]*$/.test(values.token);
  project.setAttribute("aria-invalid", String(empty.includes(project)));
  token.setAttribute("aria-invalid", String(bad || empty.includes(token)));
  find("access-error").textContent = "";
  if (empty.length > 0 || bad) {
    const sentence = text(bad ? "access.bad_token" : "access.missing");
    find("access-error").textContent = sentence;
    (empty[0] ?? token).focus();
    throw new Incomplete();
  }
  return values;
}

/** Said where it is missing, and nowhere else. */
class Incomplete extends Error {}

function showToken() {
  const hidden = find("token").type === "password";
  find("token").type = hidden ? "text" : "password";
  find("show-token").setAttribute("aria-pressed", String(hidden));
}

async function download() {
  explain(find("download-error"));
  announce(text("template.downloading"));
  try {
    const language = template.language ?? texts.current();
    const answer = await calls.download(language, template.activationType);
    save(answer);
    announce(text("results.saved", [answer.fileName]));
  } catch (failure) {
    show(find("download-error"), failure);
  }
}

/** A file beside the place for it would replace the page. */
function catchDrops() {
  const place = find("file");
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (event.target !== place && event.dataTransfer.types.includes("Files")) {
        event.preventDefault();
      }
    });
  }
  place.addEventListener("dragenter", () => place.classList.add("over"));
  for (const kind of ["dragleave", "drop"]) {
    place.addEventListener(kind, () => place.classList.remove("over"));
  }
}

function choose() {
  const chosen = find("file").files[0];
  // So that the same file can be chosen again.
  find("file").value = "";
  if (chosen) {
    file = chosen;
    check(true);
  }
}

/** With other options, or in another language; who changed them stays where they are. */
function checkAgain() {
  if (file) {
    check(false);
  }
}

const options = () => ({
  language: texts.current(),
  active_directory: find("active-directory").checked,
  strict: find("strict").checked,
});

/** Until the new results are there, the old ones would only mislead. */
async function check(goOn) {
  const turn = ++checks;
  const checked = file;
  const again = find("again");
  const askedAgain = document.activeElement === again;
  results.hide();
  again.hidden = true;
  const answer = await upload("check", calls.check, options());
  const report = answer && JSON.parse(await answer.body.text());
  if (turn !== checks) {
    return;
  }
  again.hidden = report !== null;
  if (report) {
    results.show(report, checked.name);
    announce(results.summary());
    if (goOn) {
      find("results-heading").focus();
    }
  } else if (askedAgain && document.activeElement === document.body) {
    again.focus();
  }
}

const saveMarked = (event) => saveResult(event, calls.mark, options());

// The button says that only the valid ones come.
const saveRequests = (event) =>
  saveResult(event, calls.handOut, { ...options(), valid_only: true });

async function saveResult(event, call, query) {
  const button = event.currentTarget;
  if (button.getAttribute("aria-disabled") === "true") {
    announce(find(button.getAttribute("aria-describedby")).textContent);
    return;
  }
  find("results-note").textContent = "";
  const answer = await upload("results", call, query);
  if (answer) {
    save(answer);
    const note = answer.fileName === calls.REJECTED_ROWS ? text("results.rejected_only") : "";
    find("results-note").textContent = note;
    announce(`${text("results.saved", [answer.fileName])} ${note}`.trim());
    if (document.activeElement === find("results-heading")) {
      button.focus();
    }
  }
}

/** Sends the workbook, and shows how far it is; null if that did not work, which it says then. */
async function upload(section, call, query) {
  work?.stop();
  work?.end();
  const mine = new Work(find(`${section}-work`));
  work = mine;
  const place = find(`${section}-error`);
  explain(place);
  try {
    if (file.size > page.max_upload) {
      const sizes = [texts.size(file.size, Math.ceil), texts.size(page.max_upload)];
      throw new calls.Failure(text("check.too_large", sizes));
    }
    const before = section === "check" ? text("check.working") : text("results.preparing");
    announce(before);
    mine.say(before);
    return await call(file, query, {
      signal: mine.signal,
      progress: (sent) => {
        if (sent < file.size) {
          const sizes = [sent, file.size].map((bytes) => texts.size(bytes));
          mine.show(text("check.uploading", sizes), sent / file.size);
        } else {
          mine.say(before);
        }
      },
    });
  } catch (failure) {
    if (mine === work) {
      show(place, failure);
    }
    return null;
  } finally {
    if (mine === work) {
      if (mine.hasFocus) {
        find(section === "check" ? "file" : "results-heading").focus();
      }
      mine.end();
      work = null;
    }
  }
}

function show(place, failure) {
  if (failure.name === "AbortError") {
    announce(text("check.cancelled"));
  } else if (failure instanceof calls.Failure) {
    announce("");
    explain(place, failure);
  } else if (failure instanceof Incomplete) {
    announce("");
  } else {
    throw failure;
  }
}

try {
  page = await fetch(new URL("page.json", import.meta.url)).then((answer) => answer.json());
  begin();
} catch (failure) {
  find("broken").style.animation = "none";
  throw failure;
}
