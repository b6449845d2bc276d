// What a query asks of each speech: yes, no, or perhaps, where only the text can tell.

import { chosen } from "./columns.js";
import { together } from "./store.js";

/** @typedef {import("./columns.js").Columns} Columns */
/** @typedef {import("./texts.js").Text} Text */
/** @typedef {{ code: string, at: [number, number], zh: string, en: string }} Problem */

export const NO = 0;
export const YES = 1;
export const PERHAPS = 2;

/**
 * One thing that is asked: words (in a field, or anywhere), words near each other, or what a column tells.
 * @typedef {{ kind: "words" | "near" | "column", units: string[], field: string, distance: number, negated: boolean,
 *   states: Uint8Array, times: Uint16Array | null, holders: number }} Leaf
 */
/**
 * @typedef {{ type: "leaf", leaf: Leaf } | { type: "and" | "or", items: Plan[] } | { type: "not", item: Plan }} Plan
 */

const TEXT_FIELDS = new Set(["title", "heading", "speaker", "source"]);

/** A query made ready: its plan, and all leaves in it. */
export class Evaluation {
  /**
   * @param {Columns} columns
   * @param {import("./fold.js").Alphabet} alphabet
   * @param {import("./lists.js").Lists} body
   * @param {import("./lists.js").Lists} fields
   */
  constructor(columns, alphabet, body, fields) {
    this.columns = columns;
    this.alphabet = alphabet;
    this.body = body;
    this.fields = fields;
    /** @type {Leaf[]} */
    this.leaves = [];
    /** @type {Problem[]} */
    this.problems = [];
    /** @type {Plan | null} */
    this.plan = null;
  }

  /**
   * Look up all that a query names.
   * @param {any} node as query.js gives it
   */
  async prepare(node) {
    this.plan = this.planned(node, false);
    await together(this.leaves.map((leaf) => this.look(leaf)));
  }

  /**
   * A node as a plan; null where nothing is asked.
   * @param {any} node
   * @param {boolean} negated
   * @returns {Plan | null}
   */
  planned(node, negated) {
    switch (node.type) {
      case "term":
        return this.words([node.text], "", 0, negated);
      case "near":
        return this.words(node.items.map((/** @type {any} */ item) => item.text), "", node.distance, negated, "near");
      case "field":
        return TEXT_FIELDS.has(node.field) ? this.words([node.value], node.field, 0, negated) : this.valued(node, negated);
      case "range":
        return this.ranged(node, negated);
      case "not": {
        const item = this.planned(node.item, !negated);
        return item && { type: "not", item };
      }
      case "and":
      case "or": {
        const items = /** @type {Plan[]} */ (node.items.map((/** @type {any} */ item) => this.planned(item, negated)).filter(Boolean));
        if (!items.length) return null;
        return items.length === 1 ? items[0] : { type: node.type, items };
      }
      default:
        return null;
    }
  }

  /**
   * @param {Leaf} leaf
   * @returns {Plan}
   */
  leaf(leaf) {
    this.leaves.push(leaf);
    return { type: "leaf", leaf };
  }

  /**
   * @param {string[]} texts
   * @param {string} field
   * @param {number} distance
   * @param {boolean} negated
   * @param {"words" | "near"} kind
   */
  words(texts, field, distance, negated, kind = "words") {
    const units = texts.map((text) => this.alphabet.fold(text).units).filter(Boolean);
    if (!units.length) return null;
    const states = new Uint8Array(this.columns.documents);
    return this.leaf({ kind, units, field, distance, negated, states, times: null, holders: 0 });
  }

  /**
   * @param {{ field: string, value: string }} node
   * @param {boolean} negated
   */
  valued(node, negated) {
    const facet = this.columns.facet(node.field);
    const places = this.valuesOf(facet, node.value);
    if (!places.length) this.problems.push(unknownValue(facet, node.value, this.alphabet));
    const marks = chosen(facet, places);
    return this.column(negated, (document) => marks[facet.column[document]] === 1);
  }

  /**
   * The places of the values that words name: those of this name, else those that begin with it, else that hold it.
   * @param {import("./columns.js").Facet} facet
   * @param {string} words
   */
  valuesOf(facet, words) {
    const asked = this.alphabet.fold(words).units;
    const names = facet.values.map((value) => [value.id, value.zh, value.en].map((name) => this.alphabet.fold(name).units));
    const tests = [
      (/** @type {string} */ name) => name === asked,
      (/** @type {string} */ name) => name.startsWith(asked),
      (/** @type {string} */ name) => name.includes(asked),
    ];
    for (const test of asked ? tests : []) {
      const places = names.flatMap((some, at) => (some.some(test) ? [at] : []));
      if (places.length) return places;
    }
    return [];
  }

  /**
   * @param {{ field: string, from: any, to: any }} node
   * @param {boolean} negated
   */
  ranged(node, negated) {
    const { columns } = this;
    if (node.field === "year" || node.field === "date") {
      const [from, to] = [day(node.from, "0"), day(node.to, "9")];
      return this.column(negated, (document) => columns.within(document, from, to));
    }
    const [from, to] = [number(node.from, -Infinity), number(node.to, Infinity)];
    if (node.field === "length") {
      return this.column(negated, (document) => columns.characters[document] >= from && columns.characters[document] <= to);
    }
    return this.column(negated, (document) => columns.minutes(document)[0] >= from && columns.minutes(document)[1] <= to);
  }

  /**
   * @param {boolean} negated
   * @param {(document: number) => boolean} test
   */
  column(negated, test) {
    const states = Uint8Array.from({ length: this.columns.documents }, (_, document) => (test(document) ? YES : NO));
    return this.leaf({ kind: "column", units: [], field: "", distance: 0, negated, states, times: null, holders: 0 });
  }

  /** @param {Leaf} leaf */
  async look(leaf) {
    if (leaf.kind === "column") return;
    const found = await together(leaf.units.map((units) => this.lookWord(units, leaf.field)));
    const exact = leaf.kind === "words" && found[0].exact;
    leaf.states.fill(exact ? YES : PERHAPS);
    for (const { documents } of found) {
      const here = new Uint8Array(leaf.states.length);
      for (const document of documents) here[document] = 1;
      for (let at = 0; at < here.length; at += 1) if (!here[at]) leaf.states[at] = NO;
    }
    leaf.holders = found[0].documents.length;
    leaf.times = new Uint16Array(leaf.states.length);
    found[0].documents.forEach((document, at) => (/** @type {Uint16Array} */ (leaf.times)[document] = found[0].times[at]));
  }

  /**
   * The speeches that hold a folded string.
   * @param {string} units
   * @param {string} field
   */
  async lookWord(units, field) {
    const gram = this.alphabet.ranks(units);
    if (gram === null) return { documents: new Uint32Array(0), times: new Uint16Array(0), exact: true };
    if (!field) return this.body.find(gram);
    const found = await this.fields.find(gram);
    return ofField(found, this.columns.fields.indexOf(field), this.columns.fields.length);
  }

  /** The state of every speech. */
  states() {
    return this.plan ? combined(this.plan, this.columns.documents) : new Uint8Array(this.columns.documents).fill(YES);
  }

  /**
   * Let the text of a speech decide what it perhaps answers; the state that comes of it.
   * @param {number} document
   * @param {Text} text
   */
  verify(document, text) {
    for (const leaf of this.leaves) {
      if (leaf.states[document] !== PERHAPS) continue;
      const times = leaf.kind === "near" ? Number(text.near(leaf.units, leaf.distance)) : text.count(leaf.units[0], leaf.field);
      leaf.states[document] = times ? YES : NO;
      if (leaf.times) leaf.times[document] = Math.min(times, 0xffff);
      if (!times) leaf.holders -= 1;
    }
    return this.plan ? stateAt(this.plan, document) : YES;
  }

  /** The words that are asked for, not excluded: those to be marked. */
  marked() {
    return [...new Set(this.leaves.filter((leaf) => leaf.kind !== "column" && !leaf.negated).flatMap((leaf) => leaf.units))];
  }
}

/**
 * The speeches among the documents of the index of fields, of one field.
 * @param {import("./lists.js").Found} found
 * @param {number} field
 * @param {number} each
 */
export function ofField(found, field, each) {
  const places = [...found.documents.keys()].filter((at) => found.documents[at] % each === field);
  return {
    documents: Uint32Array.from(places, (at) => Math.floor(found.documents[at] / each)),
    times: Uint16Array.from(places, (at) => found.times[at]),
    exact: found.exact,
  };
}

/**
 * @param {Plan} plan
 * @param {number} documents
 * @returns {Uint8Array}
 */
function combined(plan, documents) {
  if (plan.type === "leaf") return plan.leaf.states;
  if (plan.type === "not") return combined(plan.item, documents).map((state) => (state === PERHAPS ? PERHAPS : 1 - state));
  const parts = plan.items.map((item) => combined(item, documents));
  const join = plan.type === "and" ? both : either;
  const out = Uint8Array.from(parts[0]);
  for (const part of parts.slice(1)) for (let at = 0; at < documents; at += 1) out[at] = join(out[at], part[at]);
  return out;
}

/**
 * @param {Plan} plan
 * @param {number} document
 * @returns {number}
 */
function stateAt(plan, document) {
  if (plan.type === "leaf") return plan.leaf.states[document];
  if (plan.type === "not") {
    const state = stateAt(plan.item, document);
    return state === PERHAPS ? PERHAPS : 1 - state;
  }
  return plan.items.map((item) => stateAt(item, document)).reduce(plan.type === "and" ? both : either);
}

/**
 * @param {number} one
 * @param {number} other
 */
function both(one, other) {
  if (one === NO || other === NO) return NO;
  return one === YES && other === YES ? YES : PERHAPS;
}

/**
 * @param {number} one
 * @param {number} other
 */
function either(one, other) {
  if (one === YES || other === YES) return YES;
  return one === NO && other === NO ? NO : PERHAPS;
}

/**
 * A year, month or day as the first (fill 0) or last (fill 9) day that it may mean; null for an open end.
 * @param {string | number | null} value
 * @param {string} fill
 */
function day(value, fill) {
  const digits = String(value ?? "").replace(/\D/g, "").slice(0, 8);
  return digits.length < 4 ? null : Number(digits.padEnd(8, fill));
}

/**
 * @param {string | number | null} value
 * @param {number} open
 */
function number(value, open) {
  return value === null || value === "" || Number.isNaN(Number(value)) ? open : Number(value);
}

/**
 * The sentence for a value that no speech has, with the values nearest to it.
 * @param {import("./columns.js").Facet} facet
 * @param {string} words
 * @param {import("./fold.js").Alphabet} alphabet
 * @returns {Problem}
 */
function unknownValue(facet, words, alphabet) {
  const asked = alphabet.fold(words).units;
  const scored = facet.values
    .map((value) => ({ value, score: likeness(asked, alphabet.fold(value.zh).units) }))
    .filter(({ score }) => score > 0.3)
    .sort((one, other) => other.score - one.score)
    .slice(0, 3);
  const zh = scored.map(({ value }) => value.zh).join("、");
  const en = scored.map(({ value }) => value.en).join(", ");
  return {
    code: "unknown-value",
    at: [0, 0],
    zh: `“${facet.zh}”里没有“${words}”。${zh ? `相近的有：${zh}。` : ""}`,
    en: `No ${facet.en.toLowerCase()} is called “${words}”.${en ? ` Near it: ${en}.` : ""}`,
  };
}

/**
 * How alike two strings are: twice the units in common by all units (Dice).
 * @param {string} one
 * @param {string} other
 */
function likeness(one, other) {
  const left = [...other];
  let common = 0;
  for (const unit of one) {
    const at = left.indexOf(unit);
    if (at >= 0) {
      left.splice(at, 1);
      common += 1;
    }
  }
  return (2 * common) / Math.max(1, one.length + other.length);
}
