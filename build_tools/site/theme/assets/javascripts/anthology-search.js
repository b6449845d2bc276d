/*
 * The search, in a worker of its own: every page that holds the words, as they were typed, and no other.
 *
 * It takes the place of Material's worker and speaks its messages. Material cuts Chinese into words at two places, by two
 * rules, and joins them by OR: 项目管家 leads to pages without it. Here a page is found if it holds each part of the
 * query (parts stand apart by white space; a leading - excludes). The index is text with HTML entities; it is taken apart
 * to plain text here, and whatever is handed back is escaped again.
 */
"use strict";

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const MOST = 200, BEFORE = 24, AFTER = 72;
const MARKUP = /<[^>]*>|\u200b/g;
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#34;": '"', "&#39;": "'", "&amp;": "&" };

let pages = [];

const plain = (html) => html.replace(MARKUP, "").replace(/&(?:lt|gt|quot|amp|#34|#39);/g, (found) => ENTITIES[found]).trim();
const escaped = (text) =>
  text.replace(/[&<>"']/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c]);

/* Case and width do not matter; the length stays, so that a place in one is a place in the other. */
const folded = (text) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ")
    .replace(/[A-Z]/g, (c) => c.toLowerCase());

function section(doc) {
  const title = plain(doc.title), text = plain(doc.text);
  return { location: doc.location, title, text, sought: folded(`${title}\n${text}`), head: folded(title) };
}

function setup(docs) {
  const found = new Map();
  for (const doc of docs) {
    const address = doc.location.split("#")[0];
    if (!found.has(address)) found.set(address, { sections: [], tags: (doc.tags || []).map(plain) });
    found.get(address).sections.push(section(doc));
  }
  pages = [...found.values()];
  for (const page of pages) page.marks = folded(page.tags.join("\n"));
}

function parts(query) {
  const words = folded(query).replace(/["“”]/g, " ").split(/\s+/).filter(Boolean);
  const wanted = words.filter((word) => !/^-./.test(word)).map((word) => word.replace(/^\+(?=.)|\*$/g, "") || word);
  return { wanted: [...new Set(wanted)], unwanted: words.filter((word) => /^-./.test(word)).map((word) => word.slice(1)) };
}

const holds = (page, word) => page.marks.includes(word) || page.sections.some((one) => one.sought.includes(word));

function count(text, word) {
  let number = 0;
  for (let at = text.indexOf(word); at >= 0 && number < 50; at = text.indexOf(word, at + word.length)) number += 1;
  return number;
}

const score = (one, words) =>
  words.reduce((sum, word) => sum + count(one.sought, word) * word.length + (one.head.includes(word) ? 100 : 0), 0);

/* Text with the words marked; every other character is escaped. */
function marked(text, words) {
  const here = folded(text);
  let made = "", from = 0;
  while (from < text.length) {
    let at = -1, length = 0;
    for (const word of words) {
      const found = here.indexOf(word, from);
      if (found >= 0 && (at < 0 || found < at || (found === at && word.length > length))) [at, length] = [found, word.length];
    }
    if (at < 0) break;
    made += `${escaped(text.slice(from, at))}<mark data-md-highlight>${escaped(text.slice(at, at + length))}</mark>`;
    from = at + length;
  }
  return made + escaped(text.slice(from));
}

function teaser(text, words) {
  const here = folded(text);
  const places = words.map((word) => here.indexOf(word)).filter((at) => at >= 0);
  const begin = Math.max(0, (places.length ? Math.min(...places) : 0) - BEFORE), end = begin + BEFORE + AFTER;
  return (begin ? "…" : "") + marked(text.slice(begin, end), words) + (end < text.length ? "…" : "");
}

function shown(one, words, terms, points) {
  return { location: one.location, title: marked(one.title, words), text: teaser(one.text, words), terms, score: points };
}

function result(page, words) {
  const terms = Object.fromEntries(words.map((word) => [word, holds(page, word)]));
  const [first, ...others] = page.sections;
  const hits = others
    .map((one) => shown(one, words, terms, score(one, words)))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score);
  const total = score(first, words) + hits.reduce((sum, one) => sum + one.score, 0) + 1;
  const article = shown(first, words, terms, total);
  if (!words.some((word) => folded(first.text).includes(word)) && hits.length) article.text = hits[0].text;
  if (page.tags.length) article.tags = page.tags.map((tag) => marked(tag, words));
  return [article, ...hits];
}

/* Speeches come before pages about the anthology. */
const isSpeech = ([article]) => Number(article.location.startsWith("speeches/"));

function search(query) {
  const { wanted, unwanted } = parts(query);
  if (!wanted.length) return [];
  const allowed = pages.filter((page) => !unwanted.some((word) => holds(page, word)));
  let found = allowed.filter((page) => wanted.every((word) => holds(page, word)));
  if (!found.length) found = allowed.filter((page) => wanted.some((word) => holds(page, word)));
  return found
    .map((page) => result(page, wanted))
    .sort((a, b) => isSpeech(b) - isSpeech(a) || b[0].score - a[0].score)
    .slice(0, MOST);
}

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    setup(message.data.docs);
    postMessage({ type: READY });
  } else if (message.type === QUERY) {
    postMessage({ type: RESULT, data: { items: search(message.data) } });
  }
});
