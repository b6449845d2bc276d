/**
 * The facets: their values with live counts, to be chosen; a region holds its regions.
 * Knows: facets, counts, what is chosen. Must not know: the query, the results.
 *
 * @typedef {{id: string, zh: string, en: string, parent: string | null, depth: number}} FacetValue
 * @typedef {{name: string, zh: string, en: string, values: FacetValue[]}} Facet
 */
import { makeNode } from "./nodes.js";
import { sayLabel, sayWords } from "./strings.js";
import { ValueRow } from "./value-view.js";

const VALUES_AT_FIRST = 8;
const FACETS_OPEN = ["occasion", "genre", "role", "region", "year"];

/** One facet. It is updated in place: the focus stays where it is. */
export class FacetGroup {
  /**
   * @param {Facet} facet
   * @param {(facet: string, value: string, chosen: boolean) => void} told
   */
  constructor(facet, told) {
    this.facet = facet;
    this.told = told;
    this.counts = {};
    this.chosen = [];
    /** Chosen values and those above them. @type {Set<string>} */
    this.paths = new Set();
    /** @type {Map<string, ValueRow>} */
    this.rows = new Map();
    this.below = this.sorted();
    this.isTree = this.below.size > 1;
    this.tops = this.makeRows(this.below.get(null) ?? []);
    this.number = makeNode("span", { class: "find-chosen" });
    const name = `find-facet-${facet.name}`;
    this.more = makeNode("button", { type: "button", class: "find-more", onclick: () => this.widen(!this.wide) });
    this.node = makeNode("details", { class: `find-facet${this.isTree ? " find-facet-tree" : ""}`, open: FACETS_OPEN.includes(facet.name) },
      makeNode("summary", {}, makeNode("span", { id: name }, sayLabel(facet)), this.number),
      makeNode("div", { role: "group", "aria-labelledby": name }, makeNode("ul", {}, ...this.tops.map((row) => row.node)), this.more));
  }

  /** Values by the value that they are below; those whose parent is not known are tops. */
  sorted() {
    const known = new Set(this.facet.values.map((value) => value.id));
    const below = new Map();
    for (const value of this.facet.values) {
      const parent = value.parent !== null && known.has(value.parent) ? value.parent : null;
      below.set(parent, [...(below.get(parent) ?? []), value]);
    }
    this.parents = new Map(this.facet.values.map((value) => [value.id, value.parent]));
    return below;
  }

  /** @param {FacetValue[]} values @returns {ValueRow[]} */
  makeRows(values) {
    return values.map((value) => {
      const row = new ValueRow(value, this.below.get(value.id) ?? [], this);
      this.rows.set(value.id, row);
      return row;
    });
  }

  /** Of many values show all, or the first that have speeches and whatever is chosen. @param {boolean} wide */
  widen(wide) {
    this.wide = wide;
    const many = this.tops.length > VALUES_AT_FIRST + 2;
    let room = VALUES_AT_FIRST;
    for (const { node, value } of this.tops) {
      const first = (this.counts[value.id] ?? 0) > 0 && room-- > 0;
      node.hidden = many && !wide && !first && !this.paths.has(value.id) && !node.contains(document.activeElement);
    }
    this.more.hidden = !many;
    this.more.setAttribute("aria-expanded", String(Boolean(wide)));
    this.more.textContent = wide ? sayWords("facet.fewer", VALUES_AT_FIRST) : sayWords("facet.more", this.tops.length);
  }

  /** Open what leads to a chosen value. */
  reveal() {
    this.paths = new Set(this.chosen);
    for (const id of this.chosen) {
      const path = [];
      for (let up = this.parents.get(id); up && !path.includes(up); up = this.parents.get(up)) path.unshift(up);
      for (const parent of path) {
        this.paths.add(parent);
        this.rows.get(parent)?.open(true);
      }
    }
  }

  /**
   * @param {Record<string, number>} counts
   * @param {string[]} chosen
   */
  update(counts, chosen) {
    const before = this.chosen.join();
    this.counts = counts;
    this.chosen = chosen;
    if (chosen.join() !== before) this.reveal();
    if (chosen.length && !before) this.node.open = true;
    this.rows.forEach((row) => row.update());
    this.number.textContent = chosen.length ? sayWords("facet.chosen", chosen.length) : "";
    this.widen(this.wide);
  }
}

/** All facets. */
export class FacetPanel {
  /**
   * @param {Facet[]} facets
   * @param {(facet: string, value: string, chosen: boolean) => void} told
   */
  constructor(facets, told) {
    this.groups = facets.filter((facet) => facet.values.length).map((facet) => new FacetGroup(facet, told));
    this.node = makeNode("div", { class: "find-facets" }, ...this.groups.map((group) => group.node));
  }

  /** Put another filter after a facet, or last. @param {HTMLElement} node @param {string} name */
  insert(node, name) {
    const group = this.groups.find(({ facet }) => facet.name === name);
    if (group) group.node.after(node);
    else this.node.append(node);
  }

  /**
   * @param {Record<string, Record<string, number>>} counts
   * @param {Record<string, string[]>} filters
   */
  update(counts, filters) {
    for (const group of this.groups) group.update(counts[group.facet.name] ?? {}, filters[group.facet.name] ?? []);
  }
}
