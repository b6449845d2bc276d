// What of a speech is shown for a query: its best lines, cut to a window, the matches marked.

const MOST = 3;
const BEFORE = 28;
const WINDOW = 110;
const ENDS = "。！？；!?;";

/** @typedef {import("./texts.js").Text} Text */
/** @typedef {import("./texts.js").Match} Match */
/** @typedef {{ text: string, mark: boolean }} Segment */
/** @typedef {{ block: string, kind: string, segments: Segment[], words: string[] }} Passage */

/**
 * The best lines of a speech, at most three: those with the most different words first, headings before the rest.
 * @param {Text} text
 * @param {string[]} units
 * @returns {{ passages: Passage[], occurrences: number }}
 */
export function passages(text, units) {
  if (!units.length) return { passages: opening(text), occurrences: 0 };
  const lines = text.lines.map((line, at) => {
    const kinds = units.filter((one) => text.positions(at, one).length).length;
    return { at, kinds, heading: line.kind === "heading" || line.kind === "speech" ? 1 : 0 };
  });
  const found = lines.filter(({ kinds }) => kinds);
  const occurrences = units.reduce((sum, one) => sum + text.count(one), 0);
  const best = found.sort((one, other) => other.kinds - one.kinds || other.heading - one.heading || one.at - other.at).slice(0, MOST);
  return { passages: best.map(({ at }) => passage(text, at, text.matches(at, units))), occurrences };
}

/**
 * How a speech begins, where no words are asked for.
 * @param {Text} text
 * @returns {Passage[]}
 */
function opening(text) {
  const at = text.lines.findIndex((line) => line.kind === "paragraph");
  return at < 0 ? [] : [passage(text, at, [])];
}

/**
 * @param {Text} text
 * @param {number} at
 * @param {Match[]} matches
 * @returns {Passage}
 */
function passage(text, at, matches) {
  const line = text.lines[at];
  const [start, end] = windowOf(line.text, matches);
  /** @type {Segment[]} */
  const segments = [];
  const say = (/** @type {string} */ words, mark = false) => words && segments.push({ text: words, mark });
  let place = start;
  say(start ? "…" : "");
  for (const match of matches) {
    if (match.start >= end) break;
    if (match.end <= start) continue;
    say(line.text.slice(place, Math.max(place, match.start)));
    say(line.text.slice(Math.max(place, match.start), Math.min(match.end, end)), true);
    place = Math.min(match.end, end);
  }
  say(line.text.slice(place, end));
  say(end < line.text.length ? "…" : "");
  const words = [...new Set(matches.map((match) => line.text.slice(match.start, match.end)))].slice(0, MOST);
  return { block: line.block, kind: line.kind, segments, words };
}

/**
 * Where a line is cut: from the sentence of the first match, or a little before it.
 * @param {string} line
 * @param {Match[]} matches
 * @returns {[number, number]}
 */
function windowOf(line, matches) {
  if (line.length <= WINDOW) return [0, line.length];
  const first = matches[0]?.start ?? 0;
  let start = Math.max(0, first - BEFORE);
  for (let at = first - 1; at > start; at -= 1) {
    if (ENDS.includes(line[at])) {
      start = at + 1;
      break;
    }
  }
  let end = Math.min(line.length, Math.max(start + WINDOW, matches[0]?.end ?? 0));
  if (isLow(line, start)) start -= 1;
  if (isLow(line, end)) end += 1;
  return [start, end];
}

/**
 * Whether a place lies within a pair of surrogates.
 * @param {string} line
 * @param {number} at
 */
function isLow(line, at) {
  const unit = line.charCodeAt(at);
  return at > 0 && unit >= 0xdc00 && unit < 0xe000;
}
