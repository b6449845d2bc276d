/**
 * The grammar of queries. Every string is a query: what is malformed is read in the nearest sensible way, and told.
 * For readers it stands in docs/search/help.md; tests/cases/search/queries.txt shows what becomes of what.
 *
 *   query = and { ("OR" | "|" | "或") and }
 *   and   = near { ["AND"] near }
 *   near  = not { "NEAR" ["/" number] not }
 *   not   = { "-" | "NOT" } one
 *   one   = "(" query ")" | field ":" (value | "(" query ")") | phrase ["~" number] | word
 *
 * Knows: what binds tighter. Must not know: how words are cut, what is in the index.
 */

import { QUERY_FIELDS } from "./query-names.js";
import { ProblemList } from "./query-problems.js";
import { isMaskedYear, isRanged, isUnknownYear, readRange } from "./query-ranges.js";
import { isOperand, readTokens } from "./query-tokens.js";
import { isSearched } from "./query-words.js";

/** @typedef {import("./query-names.js").Field} Field */
/** @typedef {import("./query-names.js").RangeField} RangeField */
/** @typedef {import("./query-problems.js").Problem} Problem */
/** @typedef {import("./query-tokens.js").Token} Token */
/** @typedef {{ type: "term", text: string, quoted: boolean }} Term */
/** @typedef {{ type: "near", distance: number, items: Term[] }} Near */
/**
 * @typedef {{ type: "all" } | Term | Near | { type: "and" | "or", items: QueryNode[] } | { type: "not", item: QueryNode }
 *   | { type: "field", field: Field, value: string }
 *   | { type: "range", field: RangeField, from: string | number | null, to: string | number | null }} QueryNode
 */

/** The names of fields, in Chinese and English, and the field that each means. */
export const FIELDS = QUERY_FIELDS;

/**
 * Read a query. Never throws; takes time in proportion to the length.
 * @param {string} text
 * @returns {{ node: QueryNode, problems: Problem[] }}
 */
export function parse(text) {
  const problems = new ProblemList();
  const node = new QueryReading(readTokens(String(text), problems), problems).or();
  return { node: node ?? { type: "all" }, problems: problems.inOrder() };
}

/** Makes a tree of tokens. Its depth is that of the brackets, which the tokens limit. */
class QueryReading {
  /**
   * @param {Token[]} tokens
   * @param {ProblemList} problems
   */
  constructor(tokens, problems) {
    this.tokens = tokens;
    this.problems = problems;
    this.at = 0;
  }

  /** @returns {Token | undefined} */
  get here() {
    return this.tokens[this.at];
  }

  /** @returns {QueryNode | null} */
  or() {
    const items = [];
    let wanting = null; // the operator before this, if nothing stands before it
    let item = this.and();
    while (this.here?.kind === "or") {
      const sign = this.here;
      this.at += 1;
      if (!item) this.lacks(wanting ?? sign);
      items.push(item);
      item = this.and();
      wanting = sign;
    }
    if (wanting && !item && items.some(Boolean)) this.lacks(wanting);
    return joinedNodes("or", [...items, item]);
  }

  /** @param {Token} sign */
  lacks(sign) {
    this.problems.add("no-operand", sign.at, sign.typed);
  }

  /** @returns {QueryNode | null} */
  and() {
    const items = [];
    let wanting = false;
    while (this.here && this.here.kind !== "or" && this.here.kind !== ")") {
      const sign = this.here;
      if (sign.kind === "and" || sign.kind === "near") {
        this.at += 1;
        if (wanting || !items.length || !isOperand(this.here)) this.lacks(sign);
        wanting = true;
      } else {
        wanting = false;
        items.push(this.near());
      }
    }
    return joinedNodes("and", items);
  }

  /** @returns {QueryNode | null} */
  near() {
    const items = [this.not()];
    /** @type {number[]} */
    const distances = [];
    const from = this.here?.at[0] ?? 0;
    while (this.here?.kind === "near" && isOperand(this.tokens[this.at + 1])) {
      distances.push(this.here.distance);
      this.at += 1;
      items.push(this.not());
    }
    if (!distances.length) return items[0];
    if (items.every((item) => item?.type === "term")) return nearNodes(/** @type {Term[]} */ (items), distances);
    this.problems.add("near-words", [from, this.tokens[this.at - 1].at[1]]);
    return joinedNodes("and", items);
  }

  /** @returns {QueryNode | null} */
  not() {
    let negated = false;
    while (this.here?.kind === "not") {
      const sign = this.here;
      this.at += 1;
      if (!isOperand(this.here)) {
        this.lacks(sign);
        return null;
      }
      negated = !negated;
    }
    const item = this.one();
    if (!negated || !item) return item;
    return item.type === "not" ? item.item : { type: "not", item };
  }

  /** @returns {QueryNode | null} */
  one() {
    const token = /** @type {Token} */ (this.here);
    this.at += 1;
    if (token.kind === "(") return this.group(token);
    if (token.kind === "field") return this.field(token);
    if (token.kind === "phrase-near") return phraseNear(token);
    return { type: "term", text: token.text, quoted: token.quoted };
  }

  /**
   * @param {Token} opened
   * @returns {QueryNode | null}
   */
  group(opened) {
    const node = this.or();
    const closed = this.here;
    if (closed) this.at += 1;
    if (!node) this.problems.add("empty-group", [opened.at[0], closed?.at[1] ?? opened.at[1]]);
    return node;
  }

  /**
   * A field takes the value that touches its colon, else the word or group that comes next.
   * @param {Token} token
   * @returns {QueryNode | null}
   */
  field(token) {
    if (token.text) return this.valued(token.field, token.text, token.at);
    const next = this.here;
    if (next?.kind === "word") {
      this.at += 1;
      return this.valued(token.field, next.text, [token.at[0], next.at[1]]);
    }
    if (next?.kind === "(") {
      this.at += 1;
      const node = this.group(next);
      return node && this.within(token.field, node, token.at);
    }
    this.problems.add("empty-field", token.at, token.typed);
    return null;
  }

  /**
   * A group of values: each word of it is a value of the field.
   * @param {string} field
   * @param {QueryNode} node
   * @param {[number, number]} at
   * @returns {QueryNode | null}
   */
  within(field, node, at) {
    if (node.type === "term") return this.valued(field, node.text, at);
    if (node.type === "near") this.problems.add("near-words", at);
    if (node.type === "and" || node.type === "or" || node.type === "near") {
      const items = /** @type {QueryNode[]} */ (node.items);
      return joinedNodes(node.type === "or" ? "or" : "and", items.map((item) => this.within(field, item, at)));
    }
    if (node.type !== "not") return node;
    const item = this.within(field, node.item, at);
    return item && { type: "not", item };
  }

  /**
   * @param {string} field
   * @param {string} value
   * @param {[number, number]} at
   * @returns {QueryNode}
   */
  valued(field, value, at) {
    if (!isRanged(field)) return { type: "field", field: /** @type {Field} */ (field), value };
    const range = readRange(field, value);
    if (range) {
      if (range.reversed) this.problems.add("reversed-range", at, value);
      return { type: "range", field: /** @type {RangeField} */ (field), from: range.from, to: range.to };
    }
    const dated = field === "year" || field === "date";
    if (dated && isUnknownYear(value)) return { type: "field", field: "year", value: "unknown" };
    this.problems.add(dated && isMaskedYear(value) ? "masked-year" : "bad-range", at, value);
    return { type: "term", text: value, quoted: true };
  }
}

/**
 * Words near each other; if the distances differ, each two neighbours at their own.
 * @param {Term[]} items
 * @param {number[]} distances
 * @returns {QueryNode}
 */
function nearNodes(items, distances) {
  if (distances.every((one) => one === distances[0])) return { type: "near", distance: distances[0], items };
  return { type: "and", items: distances.map((distance, at) => ({ type: "near", distance, items: [items[at], items[at + 1]] })) };
}

/**
 * The words of a phrase that are to stand near each other.
 * @param {Token} token
 * @returns {QueryNode | null}
 */
function phraseNear(token) {
  const words = token.text.split(" ").filter(isSearched);
  const items = words.map((text) => /** @type {Term} */ ({ type: "term", text, quoted: true }));
  return items.length > 1 ? { type: "near", distance: token.distance, items } : { type: "term", text: token.text, quoted: true };
}

/**
 * Nodes as one: those of the same kind melt together, what is missing is left out.
 * @param {"and" | "or"} type
 * @param {(QueryNode | null)[]} nodes
 * @returns {QueryNode | null}
 */
function joinedNodes(type, nodes) {
  const items = nodes.flatMap((node) => (!node ? [] : node.type === type ? node.items : [node]));
  return items.length > 1 ? { type, items } : (items[0] ?? null);
}

/**
 * A query in its usual form: parsed again it gives the same node, and no problem.
 * @param {QueryNode} node
 * @returns {string}
 */
export function format(node) {
  switch (node.type) {
    case "all":
      return "";
    case "term":
      return node.quoted ? `"${node.text}"` : node.text;
    case "field":
      return `${node.field}:"${node.value}"`;
    case "range":
      return `${node.field}:${node.from ?? ""}..${node.to ?? ""}`;
    case "near":
      return node.items.map(format).join(` NEAR/${node.distance} `);
    case "not":
      return `-${["and", "or", "near"].includes(node.item.type) ? `(${format(node.item)})` : format(node.item)}`;
    case "and":
      return node.items.map((item) => (item.type === "or" ? `(${format(item)})` : format(item))).join(" ");
    default:
      return node.items.map(format).join(" OR ");
  }
}
