/**
 * The names of fields, in Chinese and English.
 * Knows: which names mean which field, and which are near them. Must not know: values, the grammar.
 */

import { isBar, isBlank, isClosedBracket, isOpenBracket, isQuote } from "./query-marks.js";

/** @typedef {"occasion" | "genre" | "role" | "region" | "year" | "state" | "level" | "speaker" | "title" | "heading" | "source"} Field */
/** @typedef {"year" | "date" | "length" | "minutes"} RangeField */

/** @type {[string, Field | RangeField][]} */
const FIELD_NAMES = [
  ["场合", "occasion"], ["occasion", "occasion"],
  ["体裁", "genre"], ["文体", "genre"], ["genre", "genre"],
  ["身份", "role"], ["role", "role"],
  ["地区", "region"], ["region", "region"],
  ["年", "year"], ["年份", "year"], ["year", "year"],
  ["状态", "state"], ["state", "state"],
  ["级别", "level"], ["校对", "level"], ["level", "level"],
  ["讲话人", "speaker"], ["speaker", "speaker"],
  ["题", "title"], ["题名", "title"], ["title", "title"],
  ["标题", "heading"], ["小标题", "heading"], ["heading", "heading"],
  ["来源", "source"], ["source", "source"],
  ["日期", "date"], ["date", "date"],
  ["字数", "length"], ["length", "length"],
  ["时长", "minutes"], ["minutes", "minutes"],
];

/** The names of fields, in Chinese and English, and the field that each means. */
export const QUERY_FIELDS = new Map(FIELD_NAMES);

const LONGEST_FIELD_NAME = 12;
const COLONS = new Set([":", "："]);
const COMPARISONS = new Set([">", "<", "≥", "≤", "＞", "＜"]);

/** @param {string | undefined} one */
export function isColon(one) {
  return one !== undefined && COLONS.has(one);
}

/**
 * The field of a name, if there is one.
 * @param {string} name
 */
export function fieldNamed(name) {
  return QUERY_FIELDS.get(name) ?? QUERY_FIELDS.get(name.normalize("NFKC").toLowerCase());
}

/**
 * Where the name of a field that begins here may end: at a colon or a comparison that comes soon; -1 if none does.
 * @param {string} text
 * @param {number} here
 */
export function nameEnd(text, here) {
  for (let at = here; at <= here + LONGEST_FIELD_NAME && at < text.length; at += 1) {
    const one = text[at];
    if (COLONS.has(one) || COMPARISONS.has(one)) return at;
    if (isBlank(one) || isBar(one) || isQuote(one) || isOpenBracket(one) || isClosedBracket(one)) return -1;
  }
  return -1;
}

/**
 * What stands before the colon of a word, and the names of fields that it is like.
 * @param {string} text
 */
export function namedBefore(text) {
  const end = nameEnd(text, 0);
  const name = text.slice(0, Math.max(end, 0));
  return { name, like: name && isColon(text[end]) ? fieldsLike(name) : [] };
}

/**
 * The names of fields that differ from a name by one character.
 * @param {string} name
 */
function fieldsLike(name) {
  const asked = name.normalize("NFKC").toLowerCase();
  return [...QUERY_FIELDS.keys()].filter((one) => differByOne(one, asked)).slice(0, 3);
}

/**
 * @param {string} one
 * @param {string} other
 */
function differByOne(one, other) {
  const most = Math.max(one.length, other.length);
  if (other.length < 2 || most - Math.min(one.length, other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return start + end > 0 && most - start - end <= 1;
}
