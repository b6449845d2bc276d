/**
 * The query's field, with what the grammar says of it and what might be meant instead.
 * Knows: words typed and suggestions. Must not know: filters, results.
 */
import { isComposing, makeNode } from "./nodes.js";
import { sayLabel, sayWords } from "./strings.js";

/** Shows the field; tells of typing (`typed`), of a query that is meant so (`asked`), of a suggestion (`chosen`). */
export class QueryForm {
  /** @param {{typed: (words: string) => void, asked: (words: string) => void, chosen: (suggestion: object) => void}} told */
  constructor(told) {
    this.told = told;
    this.composing = false;
    this.field = /** @type {HTMLInputElement} */ (makeNode("input", {
      type: "search", id: "find-query", name: "q", class: "find-query", autocomplete: "off", autocapitalize: "off",
      spellcheck: "false", enterkeyhint: "search", maxlength: "1000", placeholder: sayWords("query.placeholder"),
      "aria-describedby": "find-problems",
      oninput: (event) => isComposing(event) || told.typed(this.field.value),
      oncompositionstart: () => { this.composing = true; },
      oncompositionend: () => {
        this.composing = false;
        told.typed(this.field.value);
      },
      onkeydown: (event) => event.key === "Escape" && !isComposing(event) && this.field.value && this.clear(event),
    }));
    this.problems = makeNode("ul", { id: "find-problems", class: "find-problems" });
    this.suggestions = makeNode("div", { class: "find-suggestions" });
    this.node = makeNode("form", { class: "find-form", role: "search", onsubmit: (event) => this.submit(event) },
      makeNode("label", { for: "find-query" }, sayWords("query.label")),
      makeNode("div", { class: "find-field" }, this.field,
        makeNode("button", { type: "submit", class: "find-button find-primary" }, sayWords("query.submit"))),
      this.problems, this.suggestions);
  }

  /** @param {Event} event */
  submit(event) {
    event.preventDefault();
    this.told.asked(this.field.value);
  }

  /** @param {Event} event */
  clear(event) {
    event.preventDefault();
    this.field.value = "";
    this.told.typed("");
  }

  /** Show the words of a state, unless the reader is typing them. @param {string} words */
  set(words) {
    if (this.field.value !== words) this.field.value = words;
  }

  /**
   * Show what the grammar says, and what might be meant.
   * @param {{problems: object[], suggestions: object[]}} response
   * @param {(suggestion: object) => string} nameOf the name of a suggestion's facet
   */
  show({ problems, suggestions }, nameOf) {
    this.problems.replaceChildren(...problems.map((problem) => makeNode("li", {}, sayLabel(problem))));
    this.field.setAttribute("aria-invalid", String(problems.length > 0));
    const offered = suggestions.slice(0, 6).map((suggestion) =>
      makeNode("button", { type: "button", class: "find-button", onclick: () => this.told.chosen(suggestion) },
        suggestionWords(suggestion, nameOf(suggestion))));
    this.suggestions.replaceChildren(...(offered.length ? [makeNode("span", {}, sayWords("suggestions.label")), ...offered] : []));
  }
}

/**
 * A suggestion in words.
 * @param {{kind: string, text: string, zh: string, en: string}} suggestion
 * @param {string} facet the name of its facet; empty if it has none
 */
export function suggestionWords(suggestion, facet) {
  const words = sayLabel(suggestion) || suggestion.text;
  return facet ? sayWords("suggestion.facet", facet, words) : words;
}
