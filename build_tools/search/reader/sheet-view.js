/**
 * Where the filters stand: beside the results, or on a narrow screen in a sheet that a button opens.
 * Knows: the width of the screen. Must not know: what the filters are.
 */
import { makeNode } from "./nodes.js";
import { sayNumber, sayWords } from "./strings.js";

const WIDE_SCREEN = "(min-width: 60em)";

export class FilterSheet {
  /** @param {HTMLElement[]} filters */
  constructor(filters) {
    this.filters = makeNode("div", { class: "find-filters" }, ...filters);
    this.beside = makeNode("aside", { class: "find-beside", "aria-label": sayWords("filters.label") });
    this.opener = makeNode("button", { type: "button", class: "find-button find-open", "aria-haspopup": "dialog", onclick: () => this.sheet.showModal() });
    this.done = makeNode("button", { type: "button", class: "find-button find-primary", onclick: () => this.sheet.close() });
    this.sheet = /** @type {HTMLDialogElement} */ (makeNode("dialog", { class: "find-sheet md-typeset", "aria-labelledby": "find-sheet-name", onclick: (event) => event.target === this.sheet && this.sheet.close() },
      makeNode("div", { class: "find-sheet-head" },
        makeNode("h2", { id: "find-sheet-name" }, sayWords("filters.label")),
        makeNode("button", { type: "button", class: "find-button", onclick: () => this.sheet.close() }, sayWords("filters.close"))),
      makeNode("div", { class: "find-sheet-foot" }, this.done)));
    const screen = matchMedia(WIDE_SCREEN);
    screen.addEventListener("change", () => this.place(screen.matches));
    this.place(screen.matches);
  }

  /** @param {boolean} wide */
  place(wide) {
    if (wide) {
      if (this.sheet.open) this.sheet.close();
      this.beside.append(this.filters);
    } else this.sheet.lastElementChild.before(this.filters);
    this.opener.hidden = wide;
    this.beside.hidden = !wide;
  }

  /**
   * @param {number} conditions
   * @param {number} total
   * @param {boolean} verified
   */
  update(conditions, total, verified) {
    this.opener.textContent = conditions ? sayWords("filters.open.some", conditions) : sayWords("filters.open");
    this.done.textContent = sayWords(verified ? "filters.show" : "filters.show.about", sayNumber(total));
  }
}
