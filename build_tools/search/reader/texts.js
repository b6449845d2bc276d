// The stored text of a speech: its lines, folded when they are searched, and the passages that show a match.

/** @typedef {import("./fold.js").Alphabet} Alphabet */
/** @typedef {{ kind: string, block: string, text: string }} Line */
/** @typedef {{ start: number, end: number }} Match   places in a line's text as it stands */

/** @type {Record<string, string>} */
const KINDS = {
  t: "title", h: "heading", p: "paragraph", l: "list item", s: "salutation", c: "closing", g: "signature",
  d: "date line", x: "stage direction", b: "byline", n: "note",
};

/** One speech as it was stored. */
export class Text {
  /**
   * @param {string} stored
   * @param {Alphabet} alphabet
   */
  constructor(stored, alphabet) {
    const [meta, ...blocks] = stored.split("\n");
    [this.id, this.title, this.speaker, this.source, this.date] = meta.split("\t");
    /** @type {Line[]} */
    this.lines = [{ kind: "speech", block: "", text: this.title }];
    for (const block of blocks) {
      const tab = block.indexOf("\t");
      this.lines.push({ kind: KINDS[block[0]] ?? "paragraph", block: block.slice(1, tab), text: block.slice(tab + 1) });
    }
    this.alphabet = alphabet;
    /** @type {(import("./fold.js").Folded | undefined)[]} */
    this.foldedLines = [];
    this.size = 16 * stored.length + 200 * blocks.length; // folded lines and their places included
  }

  /** @param {number} at */
  folded(at) {
    return (this.foldedLines[at] ??= this.alphabet.fold(this.lines[at].text));
  }

  /**
   * Where a folded string stands in a line, in folded units; also where it overlaps itself.
   * @param {number} at
   * @param {string} units
   */
  positions(at, units) {
    const line = this.folded(at).units;
    const found = [];
    for (let place = line.indexOf(units); place >= 0; place = line.indexOf(units, place + 1)) found.push(place);
    return found;
  }

  /**
   * How often a folded string stands in the speech, or in one of its fields.
   * @param {string} units
   * @param {string} [field]
   */
  count(units, field) {
    if (field === "title") return this.positions(0, units).length;
    if (field === "speaker" || field === "source") return this.alphabet.fold(this[field]).units.includes(units) ? 1 : 0;
    let count = 0;
    this.lines.forEach((line, at) => {
      if (!field || line.kind === field) count += this.positions(at, units).length;
    });
    return count;
  }

  /**
   * Whether all strings stand within a distance of each other in one line: at most so many units between the first
   * one's end and the last one's beginning.
   * @param {string[]} units
   * @param {number} distance
   */
  near(units, distance) {
    return this.lines.some((_, at) => span(units.map((one) => this.positions(at, one)), units) <= distance);
  }

  /**
   * The fewest units between strings that stand in one line; Infinity if no line holds them all.
   * @param {string[]} units
   */
  nearest(units) {
    return Math.min(...this.lines.map((_, at) => span(units.map((one) => this.positions(at, one)), units)));
  }

  /**
   * The matches of some strings in a line, in its own places, those that touch made one.
   * @param {number} at
   * @param {string[]} units
   * @returns {Match[]}
   */
  matches(at, units) {
    const { places } = this.folded(at);
    const found = units
      .flatMap((one) => this.positions(at, one).map((place) => ({ start: places[place], end: places[place + one.length - 1] + 1 })))
      .sort((one, other) => one.start - other.start || other.end - one.end);
    /** @type {Match[]} */
    const merged = [];
    for (const match of found) {
      const last = merged[merged.length - 1];
      if (last && match.start < last.end) last.end = Math.max(last.end, match.end);
      else merged.push({ ...match });
    }
    return merged;
  }
}

/**
 * The fewest units that lie between the first and the last of some strings, each taken once; 0 if they touch or overlap.
 * @param {number[][]} positions of each string, rising
 * @param {string[]} units
 */
function span(positions, units) {
  if (positions.some((some) => !some.length)) return Infinity;
  const at = positions.map(() => 0);
  let best = Infinity;
  for (;;) {
    let first = 0;
    let end = -1;
    let inside = 0;
    for (let place = 0; place < at.length; place += 1) {
      const here = positions[place][at[place]];
      if (here < positions[first][at[first]]) first = place;
      end = Math.max(end, here + units[place].length);
      inside += units[place].length;
    }
    best = Math.min(best, Math.max(0, end - positions[first][at[first]] - inside));
    at[first] += 1;
    if (at[first] >= positions[first].length) return best;
  }
}
