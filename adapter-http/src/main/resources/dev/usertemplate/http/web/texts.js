// Which language the page speaks, and its words.

const REMEMBERED = "user-template.language";

let languages = {};
let language = "";

/** Takes the words over, and chooses: what was chosen here before, else what the browser wants. */
export function begin(all, defaultLanguage) {
  languages = all;
  const remembered = recall();
  language = remembered in all ? remembered : wanted() ?? defaultLanguage;
}

/** The wire name of the language, such as zh_CN. */
export const current = () => language;

/** The wire names of all languages. */
export const all = () => Object.keys(languages);

/** As HTML has it, such as zh-CN. */
export const tag = (name = language) => name.replace("_", "-");

/** A text with its %s filled in, in the page's language or another one. */
export function text(key, values = [], name = language) {
  const rest = [...values];
  return languages[name].texts[key].replace(/%s/g, () => rest.shift());
}

/** The columns of a template. */
export const columns = (activationType, name = language) => languages[name].columns[activationType];

export const activationTypes = () => Object.keys(languages[language].columns);

export const number = (value) => new Intl.NumberFormat(tag()).format(value);

/** A size in bytes, in words, with one decimal. */
export function size(bytes, round = Math.round) {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte"];
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const options = { style: "unit", unit: units[step], maximumFractionDigits: 1 };
  return new Intl.NumberFormat(tag(), options).format(round((bytes / 1024 ** step) * 10) / 10);
}

/** Changes the language, and remembers it. */
export function speak(name) {
  language = name;
  try {
    localStorage.setItem(REMEMBERED, name);
  } catch {
    // Where nothing may be stored, it is chosen anew next time.
  }
}

function recall() {
  try {
    return localStorage.getItem(REMEMBERED);
  } catch {
    return null;
  }
}

function wanted() {
  const begins = (name) => name.toLowerCase().split(/[-_]/)[0];
  return navigator.languages
    .map((one) => all().find((name) => begins(name) === begins(one)))
    .find((name) => name);
}
