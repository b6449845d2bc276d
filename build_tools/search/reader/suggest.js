// Suggestions: what may be meant by pinyin or by part of a name. They are never hits.

const MOST_SUGGESTED = 8;

/** @typedef {[text: string, kind: string, field: string, value: string, en: string, pinyin: string, initials: string]} Term */
/** @typedef {{ text: string, kind: string, field?: string, value?: string, zh: string, en: string }} Suggestion */

/**
 * The terms that what was typed may mean: by pinyin, whole or initials, or as part of a name.
 * @param {string} typed
 * @param {Term[]} terms the most frequent first
 * @returns {Suggestion[]}
 */
export function suggested(typed, terms) {
  const asked = typed.normalize("NFKC").toLowerCase().replace(/[\s'’"“”]/g, "");
  if (!asked) return [];
  const latin = /^[a-zü]{2,}$/.test(asked);
  /** @type {[number, Term][]} */
  const found = [];
  for (const term of terms) {
    const rank = latin ? byPinyin(asked, term) : byName(asked, term);
    if (rank < 9) found.push([rank, term]);
  }
  return found
    .sort((one, other) => one[0] - other[0])
    .slice(0, MOST_SUGGESTED)
    .map(([, [text, kind, field, value, en]]) => ({
      text,
      kind: latin ? "pinyin" : kind,
      ...(field ? { field, value } : {}),
      zh: text,
      en: en || text,
    }));
}

/**
 * @param {string} asked
 * @param {Term} term
 */
function byPinyin(asked, term) {
  const [pinyin, initials] = [term[5], term[6]];
  if (pinyin === asked) return 0;
  if (initials === asked) return 1;
  if (pinyin.startsWith(asked)) return 2;
  if (asked.length > 2 && initials.startsWith(asked)) return 3;
  return 9;
}

/**
 * @param {string} asked
 * @param {Term} term
 */
function byName(asked, term) {
  const name = term[0].toLowerCase();
  if (name === asked) return 9; // it was asked for, and is no suggestion
  if (name.startsWith(asked)) return 0;
  if (name.includes(asked)) return 1;
  return asked.length > 2 && asked.includes(name) && name.length > 1 ? 2 : 9;
}
