/**
 * One value of a facet: a box to tick, its name, its count; a value with values below it can be opened.
 * Knows: values and counts. Must not know: why they are what they are.
 */
import { makeHeard, makeNode } from "./nodes.js";
import { sayLabel, sayNumber, sayWords } from "./strings.js";

/** A row for a value. Its values below are made when it is first opened: a country has thousands. */
export class ValueRow {
  /**
   * @param {{id: string, zh: string, en: string}} value
   * @param {object[]} below values whose parent it is
   * @param {import("./facet-view.js").FacetGroup} group
   */
  constructor(value, below, group) {
    this.value = value;
    this.below = below;
    this.group = group;
    this.number = makeNode("span", { "aria-hidden": "true" });
    this.heard = makeHeard("");
    this.box = /** @type {HTMLInputElement} */ (makeNode("input", {
      type: "checkbox", value: value.id, name: group.facet.name,
      onchange: () => group.told(group.facet.name, value.id, this.box.checked),
      onblur: () => this.update(),
    }));
    this.line = makeNode("div", { class: "find-value" },
      makeNode("label", {}, this.box, makeNode("span", { class: "find-name" }, sayLabel(value)),
        makeNode("span", { class: "find-count" }, this.number, this.heard)));
    this.node = makeNode("li", {}, this.line);
    if (below.length) this.addOpener();
  }

  addOpener() {
    this.list = makeNode("ul", { id: `find-below-${this.group.facet.name}-${this.value.id}`, hidden: true });
    this.opener = makeNode("button", {
      type: "button", class: "find-opener", "aria-expanded": "false", "aria-controls": this.list.id,
      "aria-label": sayWords("facet.inside", sayLabel(this.value)), onclick: () => this.open(this.list.hidden),
    });
    this.line.prepend(this.opener);
    this.node.append(this.list);
  }

  /** @param {boolean} open */
  open(open) {
    if (!this.list || this.list.hidden === !open) return;
    if (open && !this.list.firstChild) {
      const rows = this.group.makeRows(this.below);
      rows.forEach((row) => row.update());
      this.list.append(...rows.map((row) => row.node));
    }
    this.list.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
  }

  /** Show the count and whether it is chosen. A value without speeches cannot be chosen, only given up. */
  update() {
    const { id } = this.value;
    const count = this.group.counts[id] ?? 0;
    this.box.checked = this.group.chosen.includes(id);
    this.box.disabled = count === 0 && !this.box.checked && this.box !== document.activeElement;
    this.line.classList.toggle("find-none", count === 0);
    this.number.textContent = sayNumber(count);
    this.heard.textContent = sayWords("facet.count", sayNumber(count));
  }
}
