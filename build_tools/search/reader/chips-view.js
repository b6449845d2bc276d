/**
 * The conditions that are chosen, each to be given up again.
 * Knows: conditions in words. Must not know: what they mean to the search.
 */
import { makeNode } from "./nodes.js";
import { sayWords } from "./strings.js";

export class ChipsView {
  /** @param {{cleared: () => void, fallback: () => HTMLElement}} told */
  constructor(told) {
    this.told = told;
    this.node = makeNode("ul", { class: "find-chips", "aria-label": sayWords("filters.chosen"), hidden: true });
  }

  /**
   * Show the conditions. The focus of one that is gone goes to the next.
   * @param {{words: string, remove: () => void}[]} conditions
   */
  update(conditions) {
    const focused = [...this.node.querySelectorAll("button")].indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const chips = conditions.map(({ words, remove }) =>
      makeNode("button", { type: "button", class: "find-chip", "aria-label": sayWords("filters.remove", words), onclick: remove },
        makeNode("span", {}, words), makeNode("span", { class: "find-cross", "aria-hidden": "true" }, "×")));
    if (chips.length)
      chips.push(makeNode("button", { type: "button", class: "find-chip find-clear", onclick: () => this.told.cleared() }, sayWords("filters.clear")));
    this.node.replaceChildren(...chips.map((chip) => makeNode("li", {}, chip)));
    this.node.hidden = !chips.length;
    if (focused >= 0) (chips[Math.min(focused, chips.length - 1)] ?? this.told.fallback()).focus();
  }
}
