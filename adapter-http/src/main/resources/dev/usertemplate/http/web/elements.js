// Small pieces of the page.

import { text } from "./texts.js";

export const find = (id) => document.getElementById(id);

/** A new element; children are texts and elements. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Radio buttons, of which one is checked; calls what is to happen when another one is. */
export function radios(container, name, choices, chosen, changed) {
  const held = container.contains(document.activeElement) ? document.activeElement.value : null;
  container.replaceChildren(
    ...choices.map(({ value, label, about, lang }) => {
      const input = element("input", { type: "radio", name, value });
      input.checked = value === chosen;
      input.addEventListener("change", () => changed(value));
      const words = element("span", lang ? { class: "name", lang } : { class: "name" }, label);
      const made = element("label", {}, input, words);
      if (about) {
        const id = `${name}-${value}`;
        input.setAttribute("aria-describedby", id);
        input.setAttribute("aria-labelledby", `${id}-name`);
        words.id = `${id}-name`;
        made.append(element("span", { class: "hint", id }, about));
      }
      return made;
    }),
  );
  if (held) {
    container.querySelector(`[value="${held}"]`)?.focus();
  }
}

/** Says something to those who don't see it. */
export function announce(sentence) {
  const status = find("status");
  // The same sentence twice would not be said again.
  status.textContent = status.textContent === sentence ? `${sentence}\u00a0` : sentence;
}

/** Shows why something did not work; without a failure, clears the place. */
export function explain(place, failure = null) {
  place.replaceChildren();
  if (!failure) {
    return;
  }
  const box = element("div", { class: "message problem" });
  box.append(element("p", {}, element("strong", {}, failure.sentence)));
  if (failure.detail) {
    const lang = /\p{Script=Han}/u.test(failure.detail) ? "zh-CN" : "en-US";
    box.append(element("p", { lang }, failure.detail));
  }
  if (failure.requestId) {
    const id = element("code", {}, failure.requestId);
    box.append(element("p", { class: "hint" }, text("error.request_id"), " ", id));
  }
  place.append(box);
}

/** Shows how a long work goes on, with a button that ends it. */
export class Work {
  constructor(place) {
    this.controller = new AbortController();
    this.label = element("span");
    this.bar = element("progress", { max: 1 });
    const cancel = element("button", { type: "button" }, text("check.cancel"));
    cancel.addEventListener("click", () => this.stop());
    place.replaceChildren(element("div", { class: "work" }, this.label, cancel, this.bar));
    this.place = place;
  }

  get signal() {
    return this.controller.signal;
  }

  /** Whether the person is at the button, which is about to go. */
  get hasFocus() {
    return this.place.contains(document.activeElement);
  }

  /** Nobody knows how long it will take. */
  say(sentence) {
    this.label.textContent = sentence;
    this.bar.setAttribute("aria-label", sentence);
    this.bar.removeAttribute("value");
  }

  show(sentence, part) {
    this.say(sentence);
    this.bar.value = part;
  }

  stop() {
    this.controller.abort();
  }

  end() {
    this.place.replaceChildren();
  }
}

/** Lets the browser save what has come. */
export function save(answer) {
  const address = URL.createObjectURL(answer.body);
  element("a", { href: address, download: answer.fileName }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
