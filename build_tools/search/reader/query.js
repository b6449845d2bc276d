// The grammar of queries. Every string is a query: what is malformed is read in the nearest sensible way, and told.
// For readers it stands in docs/search/help.md; tests/cases/search/queries.txt shows what becomes of what.
//
//   query = and { ("OR" | "|" | "或") and }
//   and   = near { ["AND"] near }
//   near  = not { "NEAR" ["/" number] not }
//   not   = ["-" | "NOT"] one
//   one   = "(" query ")" | field ":" value | phrase ["~" number] | word

/** @typedef {"occasion" | "genre" | "role" | "region" | "year" | "state" | "level" | "speaker" | "title" | "heading" | "source"} Field */
/** @typedef {"year" | "date" | "length" | "minutes"} RangeField */
/** @typedef {{ code: string, at: [number, number], zh: string, en: string }} Problem */
/** @typedef {{ type: "term", text: string, quoted: boolean }} Term */
/**
 * @typedef {{ type: "all" } | Term | { type: "and" | "or", items: Node[] } | { type: "not", item: Node }
 *   | { type: "field", field: Field, value: string }
 *   | { type: "range", field: RangeField, from: string | number | null, to: string | number | null }
 *   | { type: "near", distance: number, items: Term[] }} Node
 */
/** @typedef {{ kind: string, text: string, at: [number, number], quoted?: boolean, field?: string, distance?: number }} Token */

/** The names of fields, in Chinese and English, and the field that each means. */
export const FIELDS = new Map([
  ["场合", "occasion"], ["occasion", "occasion"], ["文体", "genre"], ["体裁", "genre"], ["genre", "genre"],
  ["身份", "role"], ["role", "role"], ["地区", "region"], ["region", "region"], ["年", "year"], ["年份", "year"], ["year", "year"],
  ["状态", "state"], ["state", "state"], ["级别", "level"], ["校对", "level"], ["level", "level"],
  ["讲话人", "speaker"], ["speaker", "speaker"], ["题", "title"], ["题名", "title"], ["title", "title"],
  ["标题", "heading"], ["heading", "heading"], ["来源", "source"], ["source", "source"],
  ["日期", "date"], ["date", "date"], ["字数", "length"], ["length", "length"], ["时长", "minutes"], ["minutes", "minutes"],
]);

const RANGES = new Set(["year", "date", "length", "minutes"]);
const CLOSERS = new Map([['"', '"'], ["“", "”"], ["＂", "＂"], ["「", "」"], ["『", "』"]]);
const QUOTES = /["“”＂「」『』]/g;
const BRACKETS = /[()（）]/;
const COLON_END = /[:：]$/;
const SPACE = /\s/;
const OPEN = new Set(["(", "（"]);
const CLOSE = new Set([")", "）"]);
const COLON = new Set([":", "："]);
const MINUS = new Set(["-", "－", "−"]);
const OR = new Set(["OR", "|", "｜", "或"]);
const NEAR = /^NEAR(?:\/(\d{1,4}))?$/;
const USUAL_DISTANCE = 20;
const DEEPEST = 40;
const LONGEST_NAME = 12;

/** @type {Record<string, [string, string]>} */
const PROBLEMS = {
  "unclosed-quote": ["这个引号没有另一半，其后按普通的词处理。", "This quotation mark has no partner; what follows is read as words."],
  "unclosed-group": ["这个括号没有另一半，当作到末尾为止。", "This bracket is not closed; the group is taken to end with the query."],
  "extra-close": ["这个括号没有另一半，略去。", "This bracket was never opened and is left out."],
  "no-operand": ["这个运算符旁边缺词，略去。", "A word is missing beside this operator; it is left out."],
  "near-words": ["NEAR 只能连接词，这里按“都有”处理。", "NEAR joins words only; here both sides are asked for."],
  "bad-range": ["范围没有看懂，按普通的词处理。写法如 年:2010..2015、字数:..2000。", "The range was not understood and is read as a word. Write year:2010..2015 or length:..2000."],
  "empty-field": ["冒号后面缺词，略去。", "A value is missing after the colon; it is left out."],
  "near-field": ["没有这个栏目，按普通的词处理。是不是：", "There is no such field; it is read as a word. Perhaps: "],
  "too-deep": ["括号套得太多，里层的略去。", "Brackets are nested too deeply; the inner ones are left out."],
};

/**
 * @param {string} code
 * @param {[number, number]} at
 * @param {string} more
 * @returns {Problem}
 */
function problem(code, at, more = "") {
  return { code, at, zh: PROBLEMS[code][0] + more, en: PROBLEMS[code][1] + more };
}

/**
 * Read a query.
 * @param {string} text
 * @returns {{ node: Node, problems: Problem[] }}
 */
export function parse(text) {
  const reading = new Reading(new Scanner(String(text)).tokens());
  const node = reading.all();
  const problems = [...reading.scanned, ...reading.problems].sort((one, other) => one.at[0] - other.at[0]);
  return { node: node ?? { type: "all" }, problems };
}

/** Cuts a query into tokens. */
class Scanner {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
    /** @type {Problem[]} */
    this.problems = [];
    /** @type {Token[]} */
    this.found = [];
    this.depth = 0;
    /** @type {Map<string, number>} where the last of each closing quotation mark stands */
    this.last = new Map([...CLOSERS.values()].map((closer) => [closer, text.lastIndexOf(closer)]));
  }

  tokens() {
    while (this.at < this.text.length) this.next();
    return { tokens: this.found, problems: this.problems };
  }

  next() {
    const one = this.text[this.at];
    const here = this.at;
    if (SPACE.test(one)) this.at += 1;
    else if (CLOSERS.has(one)) this.phrase("");
    else if (OPEN.has(one)) this.sign("(", here, 1);
    else if (CLOSE.has(one)) this.sign(")", here, -1);
    else if (MINUS.has(one)) this.minus(here);
    else this.word(here);
  }

  /**
   * @param {string} kind
   * @param {number} here
   * @param {number} deeper
   */
  sign(kind, here, deeper) {
    this.at += 1;
    if (deeper < 0 && this.depth === 0) {
      this.problems.push(problem("extra-close", [here, this.at]));
      return;
    }
    this.depth += deeper;
    this.found.push({ kind, text: this.text[here], at: [here, this.at] });
  }

  /** @param {number} here */
  minus(here) {
    this.at += 1;
    const next = this.text[this.at];
    if (next === undefined || SPACE.test(next)) return; // a dash that stands alone is punctuation
    this.found.push({ kind: "not", text: "-", at: [here, this.at] });
  }

  /**
   * What stands in quotation marks, from here.
   * @param {string} field
   */
  phrase(field) {
    const here = this.at;
    const closer = /** @type {string} */ (CLOSERS.get(this.text[here]));
    const end = /** @type {number} */ (this.last.get(closer)) > here ? this.text.indexOf(closer, here + 1) : -1;
    if (end < 0) {
      this.problems.push(problem("unclosed-quote", [here, here + 1]));
      this.at += 1;
      return false;
    }
    const text = this.text.slice(here + 1, end).replace(QUOTES, "").trim();
    this.at = end + 1;
    const near = field ? null : /^~(\d{1,4})/.exec(this.text.slice(this.at, this.at + 5));
    if (near) this.at += near[0].length;
    const at = /** @type {[number, number]} */ ([here, this.at]);
    if (near) this.found.push({ kind: "near-phrase", text, at, distance: Number(near[1]) });
    else if (text || field) this.found.push({ kind: field ? "field" : "word", text, at, quoted: true, field });
    return true;
  }

  /** @param {number} here */
  word(here) {
    const end = this.wordEnd(here);
    const colon = this.colon(here, end);
    const name = colon < 0 ? "" : this.text.slice(here, colon);
    const field = FIELDS.get(name) ?? FIELDS.get(name.toLowerCase());
    if (field) return this.field(field, here, colon + 1, end);
    if (name) this.hint(name, here, colon);
    this.at = end;
    const text = this.text.slice(here, end);
    const near = NEAR.exec(text);
    const kind = OR.has(text) ? "or" : text === "AND" ? "and" : text === "NOT" ? "not" : near ? "near" : "word";
    const distance = near ? Number(near[1] ?? USUAL_DISTANCE) : undefined;
    const plain = text.replace(QUOTES, "");
    const quoted = plain !== text || BRACKETS.test(text) || (kind === "word" && COLON_END.test(text));
    if (plain || kind !== "word") this.found.push({ kind, text: plain, at: [here, end], quoted, distance });
    return undefined;
  }

  /**
   * Where a word ends: at white space, a quotation mark, a bar, or a bracket that was not opened within it.
   * @param {number} here
   */
  wordEnd(here) {
    let inner = 0;
    for (let at = here; at < this.text.length; at += 1) {
      const one = this.text[at];
      if (SPACE.test(one) || CLOSERS.has(one)) return at;
      if (one === "|" || one === "｜") return at === here ? at + 1 : at;
      if (OPEN.has(one)) inner += 1;
      if (CLOSE.has(one) && --inner < 0) return at;
    }
    return this.text.length;
  }

  /**
   * @param {number} here
   * @param {number} end
   */
  colon(here, end) {
    for (let at = here; at < Math.min(end, here + LONGEST_NAME + 1); at += 1) if (COLON.has(this.text[at])) return at;
    return -1;
  }

  /**
   * @param {string} field
   * @param {number} here
   * @param {number} from where the value begins
   * @param {number} end
   */
  field(field, here, from, end) {
    this.at = from;
    if (from === end && CLOSERS.has(this.text[from])) {
      if (this.phrase(field)) return;
    } else {
      this.at = end;
      if (end > from) {
        const text = this.text.slice(from, end).replace(QUOTES, "");
        this.found.push({ kind: "field", text, at: [here, end], quoted: false, field });
        return;
      }
    }
    this.problems.push(problem("empty-field", [here, from]));
  }

  /**
   * @param {string} name
   * @param {number} here
   * @param {number} colon
   */
  hint(name, here, colon) {
    const like = [...FIELDS.keys()].filter((one) => isLike(one, name.toLowerCase()));
    if (like.length) this.problems.push(problem("near-field", [here, colon], like.slice(0, 3).join(" ")));
  }
}

/**
 * Whether a name is a field's with one letter wrong, or holds it.
 * @param {string} field
 * @param {string} name
 */
function isLike(field, name) {
  if (name.length < 2 || Math.abs(field.length - name.length) > 1) return false;
  let start = 0;
  while (start < field.length && field[start] === name[start]) start += 1;
  let end = 0;
  while (end < field.length - start && end < name.length - start && field.at(-1 - end) === name.at(-1 - end)) end += 1;
  return start + end > 0 && Math.max(field.length, name.length) - start - end <= 1;
}

/** Makes a tree of tokens. */
class Reading {
  /** @param {{ tokens: Token[], problems: Problem[] }} scanned */
  constructor({ tokens, problems }) {
    this.tokens = tokens;
    this.scanned = problems;
    this.at = 0;
    this.depth = 0;
    /** @type {Problem[]} */
    this.problems = [];
  }

  get here() {
    return this.tokens[this.at];
  }

  all() {
    return this.or();
  }

  /** @returns {Node | null} */
  or() {
    const items = [this.and()];
    while (this.here?.kind === "or") {
      const sign = this.here;
      this.at += 1;
      const item = this.and();
      if (!item || !items[items.length - 1]) items.push(this.lonely(sign, items, item));
      items.push(item);
    }
    return joined("or", items);
  }

  /**
   * An operator with nothing on one side: 或 alone is a word, any other is left out.
   * @param {Token} sign
   * @param {(Node | null)[]} items
   * @param {Node | null} item
   * @returns {Node | null}
   */
  lonely(sign, items, item) {
    if (sign.text === "或" && !item && !items.some(Boolean)) return { type: "term", text: "或", quoted: true };
    this.problems.push(problem("no-operand", sign.at));
    return null;
  }

  /** @returns {Node | null} */
  and() {
    const items = [];
    while (this.here && this.here.kind !== "or" && this.here.kind !== ")") {
      if (this.here.kind === "and" || this.here.kind === "near") {
        const sign = this.here;
        this.at += 1;
        if (!items.length || !this.here || this.here.kind === "or" || this.here.kind === ")") {
          this.problems.push(problem("no-operand", sign.at));
        }
        continue;
      }
      items.push(this.near());
    }
    return joined("and", items);
  }

  /** @returns {Node | null} */
  near() {
    const items = [this.not()];
    let distance = 0;
    while (this.here?.kind === "near" && this.begins(this.tokens[this.at + 1])) {
      distance = Math.max(distance, this.here.distance ?? 0);
      this.at += 1;
      items.push(this.not());
    }
    if (items.length === 1) return items[0];
    if (items.every((item) => item?.type === "term")) return { type: "near", distance, items: /** @type {Term[]} */ (items) };
    this.problems.push(problem("near-words", this.tokens[this.at - 1].at));
    return joined("and", items);
  }

  /** @param {Token | undefined} token */
  begins(token) {
    return token !== undefined && ["word", "(", "not", "field", "near-phrase"].includes(token.kind);
  }

  /** @returns {Node | null} */
  not() {
    let negated = false;
    while (this.here?.kind === "not") {
      const sign = this.here;
      this.at += 1;
      if (!this.begins(this.here)) {
        this.problems.push(problem("no-operand", sign.at));
        return null;
      }
      negated = !negated;
    }
    const item = this.one();
    if (!negated || !item) return item;
    return item.type === "not" ? item.item : { type: "not", item };
  }

  /** @returns {Node | null} */
  one() {
    const token = this.here;
    this.at += 1;
    if (token.kind === "(") return this.group(token);
    if (token.kind === "field") return this.fieldOf(token);
    if (token.kind === "near-phrase") return nearOf(token);
    return { type: "term", text: token.text, quoted: token.quoted === true };
  }

  /**
   * @param {Token} opened
   * @returns {Node | null}
   */
  group(opened) {
    if (this.depth >= DEEPEST) {
      this.problems.push(problem("too-deep", opened.at));
      for (let depth = 1; depth && this.here; this.at += 1) depth += Number(this.here.kind === "(") - Number(this.here.kind === ")");
      return null;
    }
    this.depth += 1;
    const node = this.or();
    this.depth -= 1;
    if (this.here?.kind === ")") this.at += 1;
    else this.problems.push(problem("unclosed-group", opened.at));
    return node;
  }

  /**
   * @param {Token} token
   * @returns {Node | null}
   */
  fieldOf(token) {
    const field = /** @type {string} */ (token.field);
    if (!token.text) {
      this.problems.push(problem("empty-field", token.at));
      return null;
    }
    const range = RANGES.has(field) ? rangeOf(field, token.text) : null;
    if (range) return range;
    if (!RANGES.has(field)) return { type: "field", field: /** @type {Field} */ (field), value: token.text };
    if (field === "year" && /^(?:未详|未注明|unknown)$/i.test(token.text)) return { type: "field", field: "year", value: "unknown" };
    if (!/[xX×]/.test(token.text)) this.problems.push(problem("bad-range", token.at));
    return { type: "term", text: token.text, quoted: true };
  }
}

/**
 * Words of a phrase that are to stand near each other.
 * @param {Token} token
 * @returns {Node | null}
 */
function nearOf(token) {
  const words = token.text.split(/\s+/).filter(Boolean);
  const items = words.map((text) => /** @type {Term} */ ({ type: "term", text, quoted: true }));
  if (items.length < 2) return items[0] ?? null;
  return { type: "near", distance: token.distance ?? USUAL_DISTANCE, items };
}

/**
 * A range: 2010, 2010..2015, 2010-2015 (years), 2010.., ..2015, >=2010, <=2015.
 * @param {string} field
 * @param {string} text
 * @returns {Node | null}
 */
function rangeOf(field, text) {
  const plain = text.normalize("NFKC").replace(/[—–～~]/g, "-").replace("≥", ">=").replace("≤", "<=");
  const years = field === "year" ? /^(\d{4})-(\d{4})$/.exec(plain) : null;
  const dots = /^(.*?)\.\.+(.*)$/.exec(plain);
  const bound = /^([<>])=(.+)$/.exec(plain);
  let pair = [plain, plain];
  if (years) pair = [years[1], years[2]];
  else if (dots) pair = [dots[1], dots[2]];
  else if (bound) pair = bound[1] === ">" ? [bound[2], ""] : ["", bound[2]];
  else if (field === "minutes") pair = ["", plain];
  if (!pair[0] && !pair[1]) return null;
  const [from, to] = pair.map((one) => (one ? bounding(field, one) : null));
  if (from === undefined || to === undefined) return null;
  return { type: "range", field: /** @type {RangeField} */ (field), from, to };
}

/**
 * An end of a range; undefined if it is none.
 * @param {string} field
 * @param {string} text
 * @returns {string | number | undefined}
 */
function bounding(field, text) {
  if (field === "year") return /^\d{4}$/.test(text) ? text : undefined;
  if (field === "date") {
    const parts = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
    return parts?.slice(1).filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
  }
  return /^\d{1,9}(?:\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

/**
 * Some nodes as one: those of the same kind melt together, what is missing is left out.
 * @param {"and" | "or"} type
 * @param {(Node | null)[]} nodes
 * @returns {Node | null}
 */
function joined(type, nodes) {
  const items = nodes.flatMap((node) => (!node ? [] : node.type === type ? node.items : [node]));
  if (items.length < 2) return items[0] ?? null;
  return { type, items };
}

/**
 * A query in its usual form: parsed again, it gives the same node.
 * @param {Node} node
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
      return `-${enclosed(node.item)}`;
    case "and":
      return node.items.map((item) => (item.type === "or" ? `(${format(item)})` : format(item))).join(" ");
    default:
      return node.items.map(format).join(" OR ");
  }
}

/** @param {Node} node */
function enclosed(node) {
  return ["and", "or", "near"].includes(node.type) ? `(${format(node)})` : format(node);
}
