/**
 * The characters that have a meaning in a query, and which of them belong together. One pass, whatever the query.
 * Knows: quotation marks, brackets, bars, white space. Must not know: words and operators.
 */

const CLOSING_MARKS = new Map([["“", "”"], ["「", "」"], ["『", "』"]]);
const STRAIGHT_MARKS = new Set(['"', "＂"]);
const OPEN_BRACKETS = new Set(["(", "（"]);
const CLOSED_BRACKETS = new Set([")", "）"]);
const BLANK = /[\s\u0000-\u001f\u007f]/;
const QUOTATION_MARK = /["＂“”「」『』]/;

/** @param {string | undefined} one */
export const isBlank = (one) => one !== undefined && BLANK.test(one);
/** @param {string | undefined} one */
export const isBar = (one) => one === "|" || one === "｜";
/** @param {string | undefined} one */
export const isOpenBracket = (one) => one !== undefined && OPEN_BRACKETS.has(one);
/** @param {string | undefined} one */
export const isClosedBracket = (one) => one !== undefined && CLOSED_BRACKETS.has(one);
/** @param {string | undefined} one */
export const isQuote = (one) => one !== undefined && QUOTATION_MARK.test(one);

/**
 * Of each place the place of its partner (-1: none), and the next white space or bar outside quotation marks.
 * @typedef {{ partner: Int32Array, breaks: Int32Array }} Marks
 */

/**
 * @param {string} text
 * @returns {Marks}
 */
export function readMarks(text) {
  const partner = pairedQuotes(text);
  const breaks = new Int32Array(text.length + 1).fill(text.length);
  const lastStraight = Math.max(...[...STRAIGHT_MARKS].map((mark) => text.lastIndexOf(mark)));
  /** @type {number[]} */
  const opened = [];
  for (let at = 0; at < text.length; at += 1) {
    const one = text[at];
    if (STRAIGHT_MARKS.has(one) && at < lastStraight) pairStraight(text, at, partner);
    if (isQuote(one) && partner[at] > at) at = partner[at];
    else if (isBlank(one) || isBar(one)) breaks[at] = at;
    else if (isOpenBracket(one)) opened.push(at);
    else if (isClosedBracket(one) && opened.length) joinMarks(partner, /** @type {number} */ (opened.pop()), at);
  }
  for (let at = text.length - 1; at >= 0; at -= 1) if (breaks[at] !== at) breaks[at] = breaks[at + 1];
  return { partner, breaks };
}

/**
 * Quotation marks with a left and a right form: each right one belongs to the last left one that is still open.
 * @param {string} text
 */
function pairedQuotes(text) {
  const partner = new Int32Array(text.length).fill(-1);
  const opened = new Map([...CLOSING_MARKS.values()].map((mark) => [mark, /** @type {number[]} */ ([])]));
  for (let at = 0; at < text.length; at += 1) {
    const closing = CLOSING_MARKS.get(text[at]);
    if (closing) opened.get(closing)?.push(at);
    const open = opened.get(text[at])?.pop();
    if (open !== undefined) joinMarks(partner, open, at);
  }
  return partner;
}

/**
 * Straight ones look alike: one that opens belongs to the next.
 * @param {string} text
 * @param {number} at
 * @param {Int32Array} partner
 */
function pairStraight(text, at, partner) {
  let next = at + 1;
  while (!STRAIGHT_MARKS.has(text[next])) next += 1;
  joinMarks(partner, at, next);
}

/**
 * @param {Int32Array} partner
 * @param {number} open
 * @param {number} closed
 */
function joinMarks(partner, open, closed) {
  partner[open] = closed;
  partner[closed] = open;
}
