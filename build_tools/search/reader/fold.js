// Folding, as build_tools/search/folding.py does it: unit by unit, by the table of the corpus.

const DROP = 0xffff;
const MANY = 0xfffe;
const POINT = 0x2e;
const WIDE_POINT = 0xff0e;
const HEAD = 20;

/**
 * A folded text: its units as a string, and of each unit its place in the text as given.
 * @typedef {{ units: string, places: number[] }} Folded
 */

/** The units of a corpus: what each is folded to, its rank in grams, and the unit of each rank in stored texts. */
export class Alphabet {
  /** @param {Uint8Array} data the file alphabet.bin */
  constructor(data) {
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
    const [raw, grams, told, usual] = Array.from({ length: 4 }, (_, place) => view.getUint32(4 + 4 * place, true));
    this.raw = new Uint16Array(raw);
    this.foldOf = new Uint16Array(0x10000);
    this.known = new Uint8Array(0x10000);
    this.rankOf = new Uint16Array(0x10000);
    for (let rank = 0; rank < raw; rank += 1) {
      const unit = view.getUint16(HEAD + 2 * rank, true);
      this.raw[rank] = unit;
      this.known[unit] = 1;
      this.foldOf[unit] = (unit + view.getUint16(HEAD + 2 * (raw + rank), true)) & 0xffff;
    }
    for (let rank = 0; rank < grams; rank += 1) {
      this.rankOf[view.getUint16(HEAD + 2 * (2 * raw + rank), true)] = rank + 2;
    }
    const at = HEAD + 2 * (2 * raw + grams);
    /** @type {Record<string, string>} */
    this.many = JSON.parse(new TextDecoder().decode(data.subarray(at, at + told)));
    /** what all stored texts go on from, packed, and how many bytes it is unpacked */
    this.usual = { packed: data.slice(at + told), size: usual };
    /** @type {Map<string, string>} */
    this.traditional = new Map();
  }

  /** @param {Uint8Array} data the file traditional.bin */
  learnTraditional(data) {
    const text = new TextDecoder("utf-16le").decode(data);
    for (let at = 0; at < text.length; at += 2) this.traditional.set(text[at], text[at + 1]);
  }

  /**
   * Whether a query holds Han characters that the corpus does not: then the table of traditional ones is needed.
   * @param {string} text
   */
  needsTraditional(text) {
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      if (!this.known[unit] && unit >= 0x3400 && unit < 0xfb00) return true;
    }
    return false;
  }

  /**
   * What one unit is folded to.
   * @param {number} unit
   * @returns {string}
   */
  foldUnit(unit) {
    if (this.known[unit]) {
      const to = this.foldOf[unit];
      if (to === DROP) return "";
      return to === MANY ? this.many[unit] : String.fromCharCode(to);
    }
    if (unit >= 0xd800 && unit < 0xe000) return String.fromCharCode(unit);
    const plain = String.fromCharCode(unit).normalize("NFKD").toLowerCase();
    return Array.from(plain)
      .filter((one) => /[\p{L}\p{N}%‰]/u.test(one) && one.length === 1)
      .map((one) => this.traditional.get(one) ?? one)
      .join("");
  }

  /**
   * A text folded.
   * @param {string} text
   * @returns {Folded}
   */
  fold(text) {
    const units = [];
    /** @type {number[]} */
    const places = [];
    for (let at = 0; at < text.length; at += 1) {
      const unit = text.charCodeAt(at);
      const point = unit === POINT || unit === WIDE_POINT;
      const to = point ? (this.isDigit(text, at - 1) && this.isDigit(text, at + 1) ? "." : "") : this.foldUnit(unit);
      for (let one = 0; one < to.length; one += 1) {
        units.push(to[one]);
        places.push(at);
      }
    }
    return { units: units.join(""), places };
  }

  /**
   * @param {string} text
   * @param {number} at
   */
  isDigit(text, at) {
    if (at < 0 || at >= text.length) return false;
    const to = this.foldUnit(text.charCodeAt(at));
    return to.length === 1 && to >= "0" && to <= "9";
  }

  /**
   * Folded units as ranks, one UTF-16 unit each, as keys have them; nothing if a unit never occurs in the corpus.
   * @param {string} units
   * @returns {string | null}
   */
  ranks(units) {
    let out = "";
    for (let at = 0; at < units.length; at += 1) {
      const rank = this.rankOf[units.charCodeAt(at)];
      if (!rank) return null;
      out += String.fromCharCode(rank);
    }
    return out;
  }
}
