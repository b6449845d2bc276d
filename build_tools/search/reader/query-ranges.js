/**
 * The values of fields that are ranges: years, dates, lengths and minutes.
 * Knows: how years and numbers are written. Must not know: the grammar around them, the index.
 */

/** @typedef {import("./query-names.js").RangeField} RangeField */
/** @typedef {{ from: string | number | null, to: string | number | null, reversed: boolean }} Range */

const RANGED_FIELDS = new Set(["year", "date", "length", "minutes"]);
const LONGEST_RANGE = 48;
const HAN_DIGITS = "〇一二三四五六七八九";
const HAN_YEAR = /[〇零一二三四五六七八九]{4}/g; // 二〇一〇; not 二〇一
const DAY_IN_WORDS = /年(\d{1,2})月(?:(\d{1,2})[日号])?/g; // 2010年3月5日, 2010年3月; not 2010年
const DAY_IN_FIGURES = /(\d)[/.](?=\d)/g; // 2010/3/5, 2010.3.5; not 2010..2015
const DASHES = /[—–―~至到]+/g;
const DATE = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/;
const NUMBER = /^\d{1,9}(?:\.\d{1,3})?$/;
const PAIR = /^([\d.]+)-([\d.]*)$/; // 1000-2000, 2010-
const PAIR_OF_YEARS = /^(\d{4})-(\d{4}|)$/; // 2010-2015, 2010-; not 2010-03
const MASKED = /^\d{0,3}[x×]{1,4}年?$/i; // 20xx, 201x, xx年; not 2010
const YEAR_UNKNOWN = /^(?:未详|不详|未注明|未知|unknown)$/i;

/**
 * Whether the values of a field are years, dates or numbers.
 * @param {string} field
 */
export function isRanged(field) {
  return RANGED_FIELDS.has(field);
}

/**
 * Whether a value is a year of which digits were masked.
 * @param {string} value
 */
export function isMaskedYear(value) {
  return MASKED.test(value.normalize("NFKC"));
}

/**
 * Whether a value asks for speeches whose year is not known.
 * @param {string} value
 */
export function isUnknownYear(value) {
  return YEAR_UNKNOWN.test(value);
}

/**
 * A range: 2010, 2010..2015, 2010-2015, 2010.., ..2015, >=2010, <=2015; null if it is none.
 * @param {string} field
 * @param {string} value
 * @returns {Range | null}
 */
export function readRange(field, value) {
  if (value.length > LONGEST_RANGE) return null;
  const ends = endsOf(field, plainRange(field, value));
  if (!ends || (!ends[0] && !ends[1])) return null;
  const [from, to] = ends.map((end) => (end ? readEnd(field, end) : null));
  if (from === undefined || to === undefined) return null;
  return isReversed(from, to) ? { from: to, to: from, reversed: true } : { from, to, reversed: false };
}

/**
 * A range as written, in one way of writing: half-width figures, `..` or `-` between them, no units.
 * @param {string} field
 * @param {string} value
 */
function plainRange(field, value) {
  const plain = value.normalize("NFKC").replace(/\s+/g, "").replace("≥", ">=").replace("≤", "<=").replace(/−/g, "-").replace(DASHES, "..");
  if (field === "length") return plain.replace(/[字,]/g, "");
  if (field === "minutes") return plain.replace(/分钟?|min(?:ute)?s?/gi, "");
  const years = plain.replace(HAN_YEAR, (digits) => [...digits].map((one) => (one === "零" ? 0 : HAN_DIGITS.indexOf(one))).join(""));
  if (field === "year") return years.replace(/年/g, "");
  return years.replace(DAY_IN_WORDS, (_, month, day) => (day ? `-${month}-${day}` : `-${month}`)).replace(/年/g, "").replace(DAY_IN_FIGURES, "$1-");
}

/**
 * The two ends of a range, "" for an open one.
 * @param {string} field
 * @param {string} plain
 * @returns {string[] | null}
 */
function endsOf(field, plain) {
  if (plain.startsWith(">=")) return [plain.slice(2), ""];
  if (plain.startsWith("<=")) return ["", plain.slice(2)];
  const parts = plain.split(/\.{2,}/);
  if (parts.length === 2) return parts;
  if (parts.length > 2) return null;
  const pair = (field === "year" || field === "date" ? PAIR_OF_YEARS : PAIR).exec(plain);
  if (pair) return [pair[1], pair[2]];
  return field === "minutes" ? ["", plain] : [plain, plain];
}

/**
 * An end of a range: a year or date as text, a length or time as a number; undefined if it is none.
 * @param {string} field
 * @param {string} text
 * @returns {string | number | undefined}
 */
function readEnd(field, text) {
  if (field === "length" || field === "minutes") return NUMBER.test(text) ? Number(text) : undefined;
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (!year || (field === "year" && month)) return undefined;
  if (month && (Number(month) < 1 || Number(month) > 12)) return undefined;
  if (day && (Number(day) < 1 || Number(day) > 31)) return undefined;
  return [year, month, day].filter(Boolean).map((part) => part.padStart(2, "0")).join("-");
}

/**
 * @param {string | number | null} from
 * @param {string | number | null} to
 */
function isReversed(from, to) {
  if (from === null || to === null) return false;
  if (typeof from === "number" || typeof to === "number") return from > to;
  return `${from}-00-00`.slice(0, 10) > `${to}-99-99`.slice(0, 10);
}
