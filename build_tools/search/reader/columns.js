// The file start.bin: facets, their columns, dates, lengths, and the directories of the indexes.

import { readDirectory } from "./shard.js";

const FAST = 200;
const SLOW = 160;
const UNKNOWN_DATE = 0;

/**
 * @typedef {{ id: string, zh: string, en: string, parent: string | null, depth: number }} Value
 * @typedef {{ name: string, zh: string, en: string, values: Value[], column: Uint8Array | Uint16Array, place: Map<string, number>, above: Int32Array }} Facet
 */

/** All that is known of the speeches before any of them is looked at. */
export class Columns {
  /** @param {Uint8Array} data */
  constructor(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    if (String.fromCharCode(...data.subarray(0, 4)) !== "AGI1") throw new RangeError("no start file");
    const length = view.getUint32(4, true);
    const head = JSON.parse(new TextDecoder().decode(data.subarray(8, 8 + length)));
    let at = 8 + length;
    /** @type {Uint8Array[]} */
    const sections = head.sections.map((/** @type {number} */ size) => data.subarray(at, (at += size)));
    /** @type {number} */
    this.documents = head.documents;
    /** @type {string[]} */
    this.fields = head.fields;
    this.body = readDirectory(sections[0]);
    this.fieldsDirectory = readDirectory(sections[1]);
    /** @type {Facet[]} */
    this.facets = head.facets.map((/** @type {any} */ told, /** @type {number} */ place) => facet(told, sections[2 + place], this.documents));
    /** @type {[string, number, number][]} */
    this.dates = [["", 0, 0], ...head.dates];
    const rest = sections.slice(2 + this.facets.length);
    this.date = cells(rest[0], this.dates.length, this.documents);
    this.characters = cells(rest[1], 0x10000, this.documents, true);
    this.mean = Math.max(1, this.characters.reduce((sum, one) => sum + one, 0) / Math.max(1, this.documents));
  }

  /** @param {string} name */
  facet(name) {
    return /** @type {Facet} */ (this.facets.find((facet) => facet.name === name));
  }

  /**
   * The shortest and the longest time that a speech takes to speak, in minutes.
   * @param {number} document
   * @returns {[number, number]}
   */
  minutes(document) {
    const characters = this.characters[document];
    return [Math.round((characters / FAST) * 10) / 10, Math.round((characters / SLOW) * 10) / 10];
  }

  /**
   * Whether all days that a speech's date may mean lie within two days, as numbers; a day left out bounds nothing.
   * @param {number} document
   * @param {number | null} from
   * @param {number | null} to
   */
  within(document, from, to) {
    const date = this.date[document];
    if (date === UNKNOWN_DATE) return false;
    return (from === null || this.dates[date][1] >= from) && (to === null || this.dates[date][2] <= to);
  }
}

/**
 * @param {any} told
 * @param {Uint8Array} section
 * @param {number} documents
 * @returns {Facet}
 */
function facet(told, section, documents) {
  /** @type {Map<string, number>} */
  const place = new Map(told.values.map((/** @type {Value} */ value, /** @type {number} */ at) => [value.id, at]));
  const above = Int32Array.from(told.values, (/** @type {Value} */ value) => place.get(value.parent ?? "") ?? -1);
  const depth = (/** @type {number} */ at) => {
    let steps = 0;
    for (let up = above[at]; up >= 0; up = above[up]) steps += 1;
    return steps;
  };
  const values = told.values.map((/** @type {any} */ value, /** @type {number} */ at) => ({
    ...value,
    parent: value.parent ?? null,
    depth: depth(at),
  }));
  return { ...told, values, column: cells(section, values.length, documents), place, above };
}

/**
 * A column: a byte a cell, or all low bytes and then all high ones (`paired`: low and high in turn).
 * @param {Uint8Array} section
 * @param {number} values
 * @param {number} documents
 */
function cells(section, values, documents, paired = false) {
  if (values <= 256) return section;
  const column = new Uint16Array(documents);
  for (let at = 0; at < documents; at += 1) {
    column[at] = paired ? section[2 * at] | (section[2 * at + 1] << 8) : section[at] | (section[documents + at] << 8);
  }
  return column;
}

/**
 * Which values of a facet are chosen, those below chosen ones too.
 * @param {Facet} facet
 * @param {Iterable<number>} places
 */
export function chosen(facet, places) {
  const marks = new Uint8Array(facet.values.length);
  for (const place of places) marks[place] = 1;
  for (let at = 0; at < marks.length; at += 1) {
    for (let up = facet.above[at]; up >= 0 && !marks[at]; up = facet.above[up]) marks[at] = marks[up];
  }
  return marks;
}

/**
 * How many speeches each value would leave: those that match, under the filters of all other facets.
 * @param {Columns} columns
 * @param {Uint8Array} matching 1 for the speeches that match
 * @param {Map<string, Uint8Array>} filters the chosen values of each facet that has any
 * @returns {{ counts: Record<string, Record<string, number>>, passing: Uint8Array }}
 */
export function count(columns, matching, filters) {
  const { facets, documents } = columns;
  const marks = facets.map((facet) => filters.get(facet.name));
  const counted = facets.map((facet) => new Uint32Array(facet.values.length));
  const passing = new Uint8Array(documents);
  for (let document = 0; document < documents; document += 1) {
    if (matching[document] !== 1) continue;
    let failed = -1;
    let failures = 0;
    for (let at = 0; at < facets.length && failures < 2; at += 1) {
      const mark = marks[at];
      if (mark && !mark[facets[at].column[document]]) {
        failed = at;
        failures += 1;
      }
    }
    if (failures === 0) {
      passing[document] = 1;
      for (let at = 0; at < facets.length; at += 1) counted[at][facets[at].column[document]] += 1;
    } else if (failures === 1) {
      counted[failed][facets[failed].column[document]] += 1;
    }
  }
  /** @type {Record<string, Record<string, number>>} */
  const counts = {};
  facets.forEach((facet, at) => (counts[facet.name] = told(facet, counted[at])));
  return { counts, passing };
}

/**
 * Counts by value, what lies below a value counted in it.
 * @param {Facet} facet
 * @param {Uint32Array} counted
 */
function told(facet, counted) {
  const total = Uint32Array.from(counted);
  counted.forEach((some, at) => {
    for (let up = facet.above[at]; up >= 0; up = facet.above[up]) total[up] += some;
  });
  return Object.fromEntries(facet.values.map((value, at) => [value.id, total[at]]));
}
