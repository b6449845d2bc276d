// Shards, directories and stored texts, read as build_tools/search/shards.py writes them.

const ONE_BYTE = 192;
const TWO_BYTES = 63 * 256;
const SHARD_HEAD = 32;

/** Reads bytes one after the other. */
export class Bytes {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  /** A rank of one, two or three bytes. */
  rank() {
    const first = this.data[this.at++];
    if (first < ONE_BYTE) return first;
    if (first < 255) return ONE_BYTE + ((first - ONE_BYTE) << 8) + this.data[this.at++];
    const high = this.data[this.at++];
    return ONE_BYTE + TWO_BYTES + (high << 8) + this.data[this.at++];
  }

  /** A number, seven bits a byte, the lowest first. */
  varint() {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.data[this.at++];
      value += (byte & 127) << shift;
      if (byte < 128) return value;
    }
  }
}

/** Reads bits one after the other: codes are a run of ones, a zero, and plain bits. */
class Bits {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  ones() {
    let count = 0;
    while ((this.data[this.at >> 3] >> (7 - (this.at & 7))) & 1) {
      count += 1;
      this.at += 1;
    }
    this.at += 1;
    return count;
  }

  /** @param {number} width */
  plain(width) {
    let value = 0;
    let left = width;
    while (left > 0) {
      const room = 8 - (this.at & 7);
      const some = Math.min(room, left);
      value = (value << some) | ((this.data[this.at >> 3] >> (room - some)) & ((1 << some) - 1));
      this.at += some;
      left -= some;
    }
    return value;
  }

  /** @param {number} width */
  rice(width) {
    const high = this.ones();
    return high * 2 ** width + this.plain(width);
  }

  gamma() {
    const width = this.ones();
    return 2 ** width + this.plain(width);
  }
}

/**
 * The width of plain bits: as build_tools/search/coding.py, in whole numbers.
 * @param {number} space
 * @param {number} count
 */
function riceWidth(space, count) {
  let width = 0;
  while (count * 100 * 2 ** (width + 1) <= space * 69 && width < 31) width += 1;
  return width;
}

/**
 * Documents, rising, and how often the gram stands in each.
 * @typedef {{ documents: Uint32Array, times: Uint16Array }} List
 */

/** The lists of one shard by key. Keys are strings of ranks. */
export class Shard {
  /**
   * @param {Uint8Array} data
   * @param {number} space the number of documents of the index
   */
  constructor(data, space) {
    if (data.length < SHARD_HEAD || String.fromCharCode(...data.subarray(0, 4)) !== "AGS1") throw new RangeError("no shard");
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const [entries, postings, often, names, counts, gaps, again] = Array.from({ length: 7 }, (_, place) =>
      view.getUint32(4 + 4 * place, true),
    );
    if (data.length !== SHARD_HEAD + entries + names + counts + gaps + again) throw new RangeError("a shard cut short");
    /** @type {string[]} */
    this.keys = [];
    this.begins = new Uint32Array(entries + 1);
    this.documents = new Uint32Array(postings);
    this.times = new Uint16Array(postings).fill(1);
    let at = SHARD_HEAD;
    const part = (/** @type {number} */ size) => data.subarray(at, (at += size));
    this.readKeys(part(entries), new Bytes(part(names)));
    this.readLists(new Bytes(part(counts)), new Bits(part(gaps)), space);
    if (often) this.readTimes(new Bits(part(again)), often);
    this.size = 6 * postings + 60 * entries;
  }

  /**
   * @param {Uint8Array} heads
   * @param {Bytes} names
   */
  readKeys(heads, names) {
    let before = "";
    for (const head of heads) {
      before = nextKey(before, head, names);
      this.keys.push(before);
    }
  }

  /**
   * @param {Bytes} counts
   * @param {Bits} gaps
   * @param {number} space
   */
  readLists(counts, gaps, space) {
    let at = 0;
    for (let entry = 0; entry < this.keys.length; entry += 1) {
      const count = counts.varint();
      const width = riceWidth(space, count);
      let document = -1;
      for (let place = 0; place < count; place += 1) {
        document += 1 + gaps.rice(width);
        this.documents[at++] = document;
      }
      this.begins[entry + 1] = at;
    }
  }

  /**
   * @param {Bits} again
   * @param {number} often
   */
  readTimes(again, often) {
    const width = riceWidth(this.documents.length, often);
    let posting = -1;
    for (let place = 0; place < often; place += 1) {
      posting += 1 + again.rice(width);
      this.times[posting] = Math.min(again.gamma() + 1, 0xffff);
    }
  }

  /**
   * The first entry whose key is not before this one.
   * @param {string} key
   */
  lower(key) {
    let [low, high] = [0, this.keys.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.keys[middle] < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * @param {number} entry
   * @returns {List}
   */
  list(entry) {
    const [begin, end] = [this.begins[entry], this.begins[entry + 1]];
    return { documents: this.documents.subarray(begin, end), times: this.times.subarray(begin, end) };
  }
}

/**
 * A key from the one before it: units shared with that one, then new ones, the first of these as a difference.
 * @param {string} before
 * @param {number} head
 * @param {Bytes} names
 */
function nextKey(before, head, names) {
  const kept = head >> 4;
  let key = before.slice(0, kept);
  for (let place = 0; place < (head & 15); place += 1) {
    const base = place === 0 && kept < before.length ? before.charCodeAt(kept) : 0;
    key += String.fromCharCode(base + names.rank());
  }
  return key;
}

/**
 * The first keys of all shards.
 * @param {Uint8Array} data
 * @returns {string[]}
 */
export function readDirectory(data) {
  const bytes = new Bytes(data);
  const keys = [];
  let before = "";
  while (bytes.at < data.length) {
    const head = data[bytes.at++];
    let key = before.slice(0, head >> 4);
    for (let place = 0; place < (head & 15); place += 1) key += String.fromCharCode(bytes.rank());
    keys.push((before = key));
  }
  return keys;
}

/**
 * A stored text.
 * @param {Uint8Array} data
 * @param {Uint16Array} raw the units by rank
 */
export function readText(data, raw) {
  const bytes = new Bytes(data);
  const units = new Uint16Array(data.length);
  let length = 0;
  while (bytes.at < data.length) units[length++] = raw[bytes.rank()];
  let text = "";
  for (let at = 0; at < length; at += 8192) text += String.fromCharCode(...units.subarray(at, Math.min(at + 8192, length)));
  return text;
}
