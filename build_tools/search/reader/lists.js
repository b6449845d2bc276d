// From a folded string to the documents that hold it: exactly, or as candidates to be verified.
// The order of keys and what they mean: docs/contributing/search-format.md.

import { Shard } from "./shard.js";
import { numbered, together } from "./store.js";

const MARK = "\u0000";
const LAST = "\uffff";
const FEW = 8;

/** @typedef {import("./shard.js").List} List */

/**
 * Documents that hold a string; or all that may, if `exact` is false.
 * @typedef {{ documents: Uint32Array, times: Uint16Array, exact: boolean }} Found
 */

/** @type {Found} */
const NOTHING = { documents: new Uint32Array(0), times: new Uint16Array(0), exact: true };

/** One index: the texts of speeches, or their fields. */
export class Lists {
  /**
   * @param {string} folder
   * @param {string[]} directory the first key of every shard
   * @param {number} space the number of documents
   * @param {(path: string) => Promise<Uint8Array>} bytes
   * @param {import("./store.js").Kept<Shard>} kept
   */
  constructor(folder, directory, space, bytes, kept) {
    this.folder = folder;
    this.directory = directory;
    this.space = space;
    this.bytes = bytes;
    this.kept = kept;
  }

  /** @param {number} number */
  shard(number) {
    return this.kept.get(numbered(this.folder, number));
  }

  /**
   * The last shard whose first key is not after this one; −1 if all are.
   * @param {string} key
   */
  locate(key) {
    let [low, high] = [0, this.directory.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.directory[middle] <= key) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /**
   * The documents of a string of ranks, or candidates: lists of its later parts are taken in until few are left.
   * @param {string} gram
   * @returns {Promise<Found>}
   */
  async find(gram) {
    let found = await this.longest(gram);
    for (const at of offsets(gram.length)) {
      if (found.exact || found.documents.length <= FEW) break;
      const other = await this.longest(gram.slice(at));
      found = common(found, other);
    }
    return found.documents.length ? found : NOTHING;
  }

  /**
   * The list of a string of ranks, or of the longest part of it from its beginning that has one.
   * @param {string} gram
   * @returns {Promise<Found>}
   */
  async longest(gram) {
    const here = Math.max(0, this.locate(gram));
    const shard = this.directory.length ? await this.shard(here) : null;
    if (!shard) return NOTHING;
    const at = shard.lower(gram);
    if (shard.keys[at] === gram) return { ...shard.list(at), exact: true };
    const next = at < shard.keys.length ? shard.keys[at] : this.directory[here + 1];
    if (next?.startsWith(gram)) return this.below(gram, here);
    const before = at ? shard.keys[at - 1] : "";
    if (!before.includes(MARK) && before && gram.startsWith(before)) return { ...shard.list(at - 1), exact: false };
    return this.lump(gram, sharedUnits(before, gram));
  }

  /**
   * All documents below a node: its own list, or all lists whose keys begin with it.
   * @param {string} gram
   * @param {number} here the shard in which its keys begin, or the one before
   * @returns {Promise<Found>}
   */
  async below(gram, here) {
    const own = gram + MARK;
    const first = Math.max(0, this.locate(own));
    const shard = await this.shard(first);
    const at = shard.lower(own);
    if (shard.keys[at] === own) return { ...shard.list(at), exact: true };
    const last = this.locate(gram + LAST);
    const shards = await together(Array.from({ length: last - here + 1 }, (_, place) => this.shard(here + place)));
    return united(shards, gram, this.space);
  }

  /**
   * The lump under the node of `length` units that would hold a string.
   * @param {string} gram
   * @param {number} length
   * @returns {Promise<Found>}
   */
  async lump(gram, length) {
    if (length < 2 || length >= gram.length) return NOTHING;
    const key = gram.slice(0, length) + MARK + gram[length];
    const here = this.locate(key);
    if (here < 0) return NOTHING;
    const shard = await this.shard(here);
    const at = shard.lower(key + MARK) - 1;
    const found = shard.keys[at] ?? "";
    if (found.length !== length + 2 || !found.startsWith(key.slice(0, length + 1))) return NOTHING;
    return { ...shard.list(at), exact: false };
  }
}

/**
 * Where else in a string to look, far parts first: they say most.
 * @param {number} length
 */
function offsets(length) {
  const all = Array.from({ length: Math.max(0, length - 2) }, (_, place) => place + 1);
  const far = all.filter((at) => at % 2 === 0 && at <= length - 3);
  return [...far, ...all.filter((at) => !far.includes(at))];
}

/**
 * @param {string} one
 * @param {string} other
 */
function sharedUnits(one, other) {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

/**
 * Documents in both; no longer exact.
 * @param {Found} one
 * @param {Found} other
 * @returns {Found}
 */
function common(one, other) {
  const documents = [];
  let place = 0;
  for (const document of one.documents) {
    while (place < other.documents.length && other.documents[place] < document) place += 1;
    if (other.documents[place] === document) documents.push(document);
  }
  return { documents: Uint32Array.from(documents), times: new Uint16Array(documents.length).fill(1), exact: false };
}

/**
 * The union of all lists whose keys begin with a gram.
 * @param {Shard[]} shards
 * @param {string} gram
 * @param {number} space
 * @returns {Found}
 */
function united(shards, gram, space) {
  const times = new Uint32Array(space);
  let count = 0;
  for (const shard of shards) {
    const from = shard.begins[shard.lower(gram)];
    const to = shard.begins[shard.lower(gram + LAST)];
    for (let at = from; at < to; at += 1) {
      if (!times[shard.documents[at]]) count += 1;
      times[shard.documents[at]] += shard.times[at];
    }
  }
  const documents = new Uint32Array(count);
  const counted = new Uint16Array(count);
  for (let document = 0, at = 0; at < count; document += 1) {
    if (!times[document]) continue;
    documents[at] = document;
    counted[at++] = Math.min(times[document], 0xffff);
  }
  return { documents, times: counted, exact: true };
}
