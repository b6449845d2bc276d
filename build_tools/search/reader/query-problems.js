/**
 * What may be said of a query that was not understood: what is wrong, and how it was read.
 * Knows: the sentences. Must not know: how queries are read.
 */

/** @typedef {{ code: string, at: [number, number], zh: string, en: string }} Problem */

const MOST_PROBLEMS = 12;
const LONGEST_SAID = 24;

/** @type {Record<string, [string, string]>} */
const QUERY_SENTENCES = {
  "lone-quote": [
    "有一个引号没有另一半，当作标点，其余按普通的词处理。",
    "A quotation mark has no partner: it is read as punctuation, the rest as words.",
  ],
  "unclosed-group": [
    "有一个括号没有另一半，当作到末尾为止。",
    "A bracket is not closed: its group is read to the end of the query.",
  ],
  "lone-bracket": [
    "有一个括号没有另一半，当作标点。",
    "A bracket has no partner and is read as punctuation.",
  ],
  "empty-group": ["括号里没有词，略去。", "There is nothing in the brackets; they are left out."],
  "no-operand": ["“{}”旁边缺词，略去；要查这个词本身，请加引号。", "A word is missing beside {}, which is left out; to find the word itself, quote it."],
  "punctuation": ["“{}”只有标点，标点不参加搜索，略去。", "{} is punctuation only, which is not searched for; it is left out."],
  "lower-operator": [
    "“{}”按普通的词处理；要用作运算符请全部大写。",
    "{} is read as a word; operators are written in capitals.",
  ],
  "near-words": [
    "NEAR 只能连接词，这里按“都要有”处理。",
    "NEAR joins words only; here all of them are asked for, near or not.",
  ],
  "near-distance": ["NEAR 的距离最多 9999，按 9999 处理。", "The distance of NEAR is at most 9999, which is taken."],
  "bad-range": [
    "没有看懂“{}”这个范围，按普通的词处理。写法如 年:2010..2015、日期:2010-03..2011、字数:..2000、时长:5..10。",
    "The range {} was not understood and is read as a word. Write year:2010..2015, date:2010-03..2011, length:..2000, minutes:5..10.",
  ],
  "reversed-range": ["“{}”的两端颠倒，对调处理。", "The ends of {} are the wrong way round; they were swapped."],
  "masked-year": [
    "“{}”是来源里隐去的年份，按原文的字查找。",
    "{} is a year that the source masks; it is looked for as it stands in the text.",
  ],
  "empty-field": ["“{}”后面缺词，略去。", "A value is missing after {}, which is left out."],
  "near-field": ["没有“{}”这个栏目，按普通的词处理。", "There is no field {}; it is read as words."],
  "too-deep": [
    "括号套得太深，最里面的括号不起作用。",
    "Brackets are nested too deeply; the innermost do not group.",
  ],
};

/** Problems, up to as many as anybody would read. */
export class ProblemList {
  constructor() {
    /** @type {Problem[]} */
    this.found = [];
  }

  /**
   * @param {string} code
   * @param {[number, number]} at where in the query, in UTF-16 units
   * @param {string} [words] of the query, told in the sentence
   * @param {{ zh: string, en: string }} [more] said after it
   */
  add(code, at, words = "", more = { zh: "", en: "" }) {
    if (this.found.length >= MOST_PROBLEMS) return;
    const short = words.length > LONGEST_SAID ? `${words.slice(0, LONGEST_SAID)}…` : words;
    const [zh, en] = QUERY_SENTENCES[code].map((sentence) => sentence.replace("{}", () => short));
    this.found.push({ code, at, zh: zh + more.zh, en: en + more.en });
  }

  /** In the order of the query. */
  inOrder() {
    return this.found.sort((one, other) => one.at[0] - other.at[0]);
  }
}
