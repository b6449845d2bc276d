/**
 * The filter by speaking time: the usual spans, and one's own.
 * Knows: minutes. Must not know: speeches.
 *
 * @typedef {[number | null, number | null]} Minutes
 */
import { makeNode } from "./nodes.js";
import { sayWords } from "./strings.js";

/** @type {Minutes[]} */
const USUAL_MINUTES = [[null, null], [null, 5], [5, 10], [10, 20], [20, null]];

/** A span of minutes in words. @param {Minutes} minutes */
export function sayMinutes([least, most]) {
  if (least === null && most === null) return sayWords("minutes.any");
  if (least === null) return sayWords("minutes.most", most);
  return most === null ? sayWords("minutes.least", least) : sayWords("minutes.between", least, most);
}

export class MinutesFilter {
  /** @param {(minutes: Minutes) => void} told */
  constructor(told) {
    this.told = told;
    this.usual = USUAL_MINUTES.map((span) => this.makeUsual(span));
    this.ends = ["minutes.from", "minutes.to"].map((name) => this.makeEnd(name));
    this.node = makeNode("details", { class: "find-facet find-minutes", open: true },
      makeNode("summary", {}, makeNode("span", { id: "find-facet-minutes" }, sayWords("minutes.label"))),
      makeNode("div", { role: "radiogroup", "aria-labelledby": "find-facet-minutes" }, ...this.usual.map((one) => one.node)),
      makeNode("div", { class: "find-ends" }, ...this.ends.map((end) => end.node)));
  }

  /** @param {Minutes} span */
  makeUsual(span) {
    const box = /** @type {HTMLInputElement} */ (makeNode("input", {
      type: "radio", name: "find-minutes", value: span.map((end) => end ?? "").join("-"), onchange: () => this.told(span),
    }));
    return { span, box, node: makeNode("label", { class: "find-value" }, box, makeNode("span", { class: "find-name" }, sayMinutes(span))) };
  }

  /** @param {string} name */
  makeEnd(name) {
    const field = /** @type {HTMLInputElement} */ (makeNode("input", {
      type: "number", min: "0", max: "9999", step: "any", inputmode: "decimal", class: "find-end", onchange: () => this.read(),
    }));
    return { field, node: makeNode("label", {}, makeNode("span", {}, sayWords(name)), field) };
  }

  /** One's own span; ends that are the wrong way round are turned. */
  read() {
    const [least, most] = this.ends.map(({ field }) =>
      field.value === "" || !field.validity.valid ? null : Math.round(Number(field.value) * 10) / 10);
    this.told(least !== null && most !== null && least > most ? [most, least] : [least, most]);
  }

  /** @param {Minutes} minutes */
  update(minutes) {
    for (const { span, box } of this.usual) box.checked = span.join() === minutes.join();
    this.ends.forEach(({ field }, at) => {
      const words = minutes[at] === null ? "" : String(minutes[at]);
      if (field !== document.activeElement || field.value === "") field.value = words;
    });
  }
}
