/**
 * A query cut into words, phrases, fields, operators and brackets.
 * What is written together stays together: a quotation mark or a bracket that touches words is their punctuation.
 * Knows: how each is written. Must not know: what binds tighter.
 */

import { isBar, isBlank, isClosedBracket, isOpenBracket, isQuote, readMarks } from "./query-marks.js";
import { fieldNamed, isColon, nameEnd, namedBefore } from "./query-names.js";
import { ProblemList } from "./query-problems.js";
import { isRanged } from "./query-ranges.js";
import { cleanWords, hasSigns, isLowerOperator, isSearched, operatorOf } from "./query-words.js";

/**
 * `typed` is how it begins as typed; `text` a word without quotation marks; of a field, its value, if that stands right
 * behind the colon.
 * @typedef {{ kind: "word" | "phrase-near" | "field" | "or" | "and" | "not" | "near" | "(" | ")", typed: string, text: string,
 *   at: [number, number], quoted: boolean, field: string, distance: number }} Token
 */
/** @typedef {{ text: string, quoted: boolean, behind: string | null }} Atom   `behind`: what touches a first phrase */

const DEEPEST_GROUP = 40;
const LONGEST_TYPED = 32;
const USUAL_DISTANCE = 20;
const MOST_DISTANCE = 9999;
const MINUS_SIGNS = new Set(["-", "－", "−"]);
const NEAR_TAIL = /^[~～](\d*)$/; // behind a phrase: ~20; not ~20个

/** Whether a token begins something that can be searched for. @param {Token | undefined} token */
export function isOperand(token) {
  return token !== undefined && ["word", "phrase-near", "field", "(", "not"].includes(token.kind);
}

/**
 * @param {string} text
 * @param {ProblemList} problems
 * @returns {Token[]}
 */
export function readTokens(text, problems) {
  return settledWords(new QueryScanner(text, problems).read());
}

/**
 * 或 is an operator only between two things to find; else it is the word.
 * @param {Token[]} tokens
 */
function settledWords(tokens) {
  tokens.forEach((token, at) => {
    if (token.kind !== "or" || token.typed !== "或") return;
    const [before, after] = [tokens[at - 1], tokens[at + 1]];
    const ends = before !== undefined && ["word", "phrase-near", "field", ")"].includes(before.kind);
    const waits = before?.kind === "field" && before.text === "";
    if (!ends || waits || !(isOperand(after) || after?.typed === "或")) Object.assign(token, { kind: "word", text: "或", quoted: true });
  });
  return tokens;
}

/** Goes through a query once, from left to right. */
class QueryScanner {
  /**
   * @param {string} text
   * @param {ProblemList} problems
   */
  constructor(text, problems) {
    this.text = text;
    this.problems = problems;
    this.marks = readMarks(text);
    this.at = 0;
    this.depth = 0;
    this.skipped = 0;
    /** @type {Set<number>} closing brackets that are punctuation, as their opening ones are */
    this.textual = new Set();
    /** @type {Token[]} */
    this.tokens = [];
  }

  read() {
    while (this.at < this.text.length) this.step();
    return this.tokens;
  }

  step() {
    const here = this.at;
    const one = this.text[here];
    if (isBlank(one)) this.at += 1;
    else if (isBar(one)) this.bars(here);
    else if (isOpenBracket(one) && this.isGroup(here, false)) this.open(here);
    else if (isClosedBracket(one) && this.marks.partner[here] >= 0) this.close(here);
    else if (this.isMinus(here)) this.push("not", here, (this.at = here + 1));
    else if (!this.field(here)) this.word(here);
  }

  /**
   * @param {Token["kind"]} kind
   * @param {number} from
   * @param {number} to
   * @param {Partial<Token>} more
   */
  push(kind, from, to, more = {}) {
    const typed = this.text.slice(from, Math.min(to, from + LONGEST_TYPED));
    this.tokens.push({ kind, typed, text: "", at: [from, to], quoted: false, field: "", distance: 0, ...more });
  }

  /** @param {number} here */
  bars(here) {
    while (isBar(this.text[this.at])) this.at += 1;
    this.push("or", here, this.at);
  }

  /**
   * Whether an opening bracket groups: at the beginning of a word if it holds white space or touches nothing behind it,
   * within a word only if it holds white space.
   * @param {number} here
   * @param {boolean} within
   */
  isGroup(here, within) {
    const closed = this.marks.partner[here];
    if (closed < 0) return !within;
    if (this.marks.breaks[here] < closed) return true;
    const next = this.text[closed + 1];
    return !within && (next === undefined || isBlank(next) || isBar(next) || isOpenBracket(next) || isClosedBracket(next));
  }

  /** @param {number} here */
  open(here) {
    this.at += 1;
    if (this.depth >= DEEPEST_GROUP) {
      if (!this.skipped) this.problems.add("too-deep", [here, here + 1]);
      this.skipped += 1;
      return;
    }
    this.depth += 1;
    if (this.marks.partner[here] < 0) this.problems.add("unclosed-group", [here, here + 1]);
    this.push("(", here, this.at);
  }

  /** @param {number} here */
  close(here) {
    this.at += 1;
    if (this.skipped) this.skipped -= 1;
    else {
      this.depth -= 1;
      this.push(")", here, this.at);
    }
  }

  /**
   * Whether what stands here excludes: one sign that touches what follows. Two signs are a dash, and so is one that has
   * another at the word's end: -6- is a page number.
   * @param {number} here
   */
  isMinus(here) {
    const next = this.text[here + 1];
    if (!MINUS_SIGNS.has(this.text[here]) || next === undefined) return false;
    if (!isOpenBracket(next) && MINUS_SIGNS.has(this.text[this.marks.breaks[here] - 1])) return false;
    return !isBlank(next) && !isBar(next) && !isClosedBracket(next) && !MINUS_SIGNS.has(next);
  }

  /**
   * Read a field, if one stands here.
   * @param {number} here
   */
  field(here) {
    const sign = nameEnd(this.text, here);
    const field = sign > here ? fieldNamed(this.text.slice(here, sign)) : undefined;
    const compared = !isColon(this.text[sign]);
    if (!field || (compared && !isRanged(field))) return false;
    this.at = compared ? sign : sign + 1;
    const next = this.text[this.at];
    const bare = next === undefined || isBlank(next) || isBar(next) || isClosedBracket(next);
    if (bare || (isOpenBracket(next) && this.isGroup(this.at, false))) {
      this.push("field", here, this.at, { field });
      return true;
    }
    const { text, quoted } = this.atom();
    if (isSearched(text)) this.push("field", here, this.at, { field, text, quoted });
    else this.problems.add("empty-field", [here, this.at], this.text.slice(here, this.at));
    return true;
  }

  /** @param {number} here */
  word(here) {
    const atom = this.atom();
    const at = /** @type {[number, number]} */ ([here, this.at]);
    const tail = atom.behind === null ? null : NEAR_TAIL.exec(atom.behind);
    if (tail) this.phraseNear(atom, at, tail[1]);
    else if (!isSearched(atom.text)) {
      if (atom.text || atom.quoted) this.problems.add("punctuation", at, this.text.slice(...at));
    } else if (atom.quoted || !this.operator(atom.text, at)) {
      this.push("word", ...at, { text: atom.text, quoted: atom.quoted || this.needsMarks(atom.text, at) });
    }
  }

  /**
   * @param {Atom} atom
   * @param {[number, number]} at
   * @param {string} digits
   */
  phraseNear({ text }, at, digits) {
    const words = text.slice(0, text.length - digits.length - 1).trim();
    if (isSearched(words)) this.push("phrase-near", ...at, { text: words, distance: this.distance(digits, at) });
    else this.problems.add("punctuation", at, this.text.slice(...at));
  }

  /**
   * @param {string} digits
   * @param {[number, number]} at
   */
  distance(digits, at) {
    if (Number(digits) > MOST_DISTANCE) this.problems.add("near-distance", at);
    return digits ? Math.min(Number(digits), MOST_DISTANCE) : USUAL_DISTANCE;
  }

  /**
   * Read an operator, if the word is one.
   * @param {string} text
   * @param {[number, number]} at
   */
  operator(text, at) {
    const found = operatorOf(text);
    if (found) this.push(found.kind, ...at, found.kind === "near" ? { distance: this.distance(found.digits, at) } : {});
    return found !== null;
  }

  /**
   * Whether a word would mean something else without quotation marks, or might be taken to; then that is told.
   * @param {string} text
   * @param {[number, number]} at
   */
  needsMarks(text, at) {
    if (hasSigns(text)) return true;
    const { name, like } = namedBefore(text);
    if (isLowerOperator(text)) this.problems.add("lower-operator", at, text);
    else if (like.length) this.problems.add("near-field", at, name, { zh: `是不是：${like.join("、")}？`, en: ` Perhaps: ${like.join(", ")}?` });
    else return fieldNamed(name) !== undefined;
    return true;
  }

  /** All that is written together from here on, its quotation marks taken away. @returns {Atom} */
  atom() {
    const from = this.at;
    const parts = [];
    let [plain, quoted, phrase] = [from, false, -1];
    for (;;) {
      const one = this.text[this.at];
      if (isQuote(one)) {
        parts.push(this.text.slice(plain, this.at));
        const inner = this.phrase();
        parts.push(inner ?? "");
        if (inner !== null) quoted = true;
        if (parts.length === 2 && !parts[0] && inner) phrase = this.at;
        plain = this.at;
      } else if (this.ends(one)) break;
      else this.at += 1;
    }
    parts.push(this.text.slice(plain, this.at));
    const behind = phrase < 0 ? null : this.text.slice(phrase, this.at);
    return { text: cleanWords(parts.join("")), quoted, behind };
  }

  /** What stands between quotation marks from here on; null if the mark has no partner. */
  phrase() {
    const here = this.at;
    const closed = this.marks.partner[here];
    this.at = Math.max(closed, here) + 1;
    if (closed > here) return this.text.slice(here + 1, closed);
    this.problems.add("lone-quote", [here, here + 1]);
    return null;
  }

  /**
   * Whether a word ends here. Brackets that are punctuation do not end it.
   * @param {string | undefined} one
   */
  ends(one) {
    const here = this.at;
    if (one === undefined || isBlank(one) || isBar(one)) return true;
    const partner = this.marks.partner[here];
    if (isOpenBracket(one)) {
      if (this.isGroup(here, true)) return true;
      if (partner >= 0) this.textual.add(partner);
      else this.problems.add("lone-bracket", [here, here + 1]);
    } else if (isClosedBracket(one)) {
      if (partner >= 0 && !this.textual.has(here)) return true;
      if (partner < 0) this.problems.add("lone-bracket", [here, here + 1]);
    }
    return false;
  }
}
