/**
 * Every word of the search's interface, in the languages of the site. Chinese comes first; English stands beside it.
 * {0}, {1} … are filled in. Knows: words. Must not know: where they are shown.
 */

/** @type {Record<"zh" | "en", Record<string, string>>} */
export const INTERFACE_STRINGS = __MESSAGES__;

/** The language of the page that the reader sees. @returns {"zh" | "en"} */
export function interfaceLanguage() {
  return document.documentElement.lang.toLowerCase().startsWith("en") ? "en" : "zh";
}

/**
 * A sentence of the interface, its gaps filled.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function sayWords(key, ...values) {
  const words = INTERFACE_STRINGS[interfaceLanguage()][key];
  return words.replace(/\{(\d)\}/g, (_, number) => String(values[Number(number)]));
}

/**
 * Something that the index tells in two languages, in the reader's.
 * @param {{zh: string, en: string} | null | undefined} label
 */
export function sayLabel(label) {
  return (label && (label[interfaceLanguage()] || label.zh || label.en)) || "";
}

/** A count as people read it. @param {number} number */
export function sayNumber(number) {
  return number.toLocaleString("en-US");
}
