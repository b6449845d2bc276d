/**
 * Single words of a query: which are operators, which would be taken for something else, which can be searched for.
 * Knows: how operators are written. Must not know: what stands around a word.
 */

/** @typedef {{ kind: "or" | "and" | "not" | "near", digits: string }} Operator */

const LONGEST_OPERATOR = 24;
const NEAR_OPERATOR = /^NEAR(?:\/(\d+))?$/; // NEAR, NEAR/20; not NEARBY, NEAR/
const NEEDS_MARKS = /[\s|｜()（）]|^[-－−]|[-－−]$/;
const SEARCHED = /[\p{L}\p{N}%‰\p{Cs}\u{10000}-\u{10ffff}]/u;
const QUOTATION_MARKS = /["＂“”「」『』]/g;
const BLANKS = /[\s\u0000-\u001f\u007f]+/g;

/** @type {Map<string, "or" | "and" | "not">} */
const OPERATOR_WORDS = new Map([["OR", "or"], ["或", "or"], ["AND", "and"], ["NOT", "not"]]);

/**
 * The operator that a word is, full-width letters and figures too.
 * @param {string} text
 * @returns {Operator | null}
 */
export function operatorOf(text) {
  if (text.length > LONGEST_OPERATOR) return null;
  const plain = text.normalize("NFKC");
  const kind = OPERATOR_WORDS.get(plain);
  if (kind) return { kind, digits: "" };
  const near = NEAR_OPERATOR.exec(plain);
  return near && { kind: "near", digits: near[1] ?? "" };
}

/**
 * Whether a word would be an operator in capitals.
 * @param {string} text
 */
export function isLowerOperator(text) {
  return text.length <= LONGEST_OPERATOR && operatorOf(text.toUpperCase()) !== null;
}

/**
 * Whether a word would mean something else if it stood without quotation marks.
 * @param {string} text
 */
export function hasSigns(text) {
  return NEEDS_MARKS.test(text);
}

/**
 * Whether anything is left of a text once punctuation is folded away.
 * @param {string} text
 */
export function isSearched(text) {
  return SEARCHED.test(text) || SEARCHED.test(text.normalize("NFKD"));
}

/**
 * Words without quotation marks, white space and controls as one space.
 * @param {string} text
 */
export function cleanWords(text) {
  return text.replace(QUOTATION_MARKS, "").replace(BLANKS, " ").trim();
}
