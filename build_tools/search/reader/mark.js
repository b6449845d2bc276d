/**
 * The words of ?h=… marked on the page: strongly in the paragraph that the address leads to, lightly elsewhere.
 * Only <mark> elements are put around what stands there: what is copied is the text as it was.
 * Knows: the page's text. Must not know: the index.
 */

const MARKED_BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, summary, dt, dd, figcaption, pre";
const MOST_MARKED_WORDS = 20;
const MOST_MARKED_CHARACTERS = 200;
const MOST_MARKS = 5000;

/**
 * Text as it is compared: letters, digits, percent signs and points between digits, each with its place.
 * @param {string} text
 * @returns {{unit: string, from: number, to: number}[]}
 */
export function comparedUnits(text) {
  const units = [];
  let from = 0;
  for (const character of text) {
    const to = from + character.length;
    for (const unit of character.normalize("NFKC").toLowerCase()) {
      const point = unit === "." && /\p{Nd}/u.test(text[from - 1] ?? "") && /\p{Nd}/u.test(text[to] ?? "");
      if (point || /[\p{L}\p{N}%‰]/u.test(unit)) units.push({ unit, from, to });
    }
    from = to;
  }
  return units;
}

/** The words that an address asks to mark, as they are compared. @param {string} parameters */
export function markedWords(parameters) {
  const words = new URLSearchParams(parameters).getAll("h").slice(0, MOST_MARKED_WORDS);
  const plain = words.map((word) => comparedUnits(word.slice(0, MOST_MARKED_CHARACTERS)).map(({ unit }) => unit).join(""));
  return [...new Set(plain)].filter(Boolean);
}

/**
 * Where words stand in a text: spans that do not overlap, in order.
 * @param {string} text
 * @param {string[]} words
 * @returns {[number, number][]}
 */
export function markedSpans(text, words) {
  const units = comparedUnits(text);
  // places of units in the string that is searched: a unit may be two of its code units
  const starts = new Map();
  let sought = "";
  units.forEach(({ unit }, at) => {
    starts.set(sought.length, at);
    sought += unit;
  });
  starts.set(sought.length, units.length);
  const found = [];
  for (const word of words)
    for (let at = sought.indexOf(word); at >= 0; at = sought.indexOf(word, at + 1)) {
      const first = starts.get(at), after = starts.get(at + word.length);
      if (first !== undefined && after !== undefined) found.push([units[first].from, units[after - 1].to]);
    }
  return joinedSpans(found);
}

/** @param {[number, number][]} spans @returns {[number, number][]} */
function joinedSpans(spans) {
  const joined = [];
  for (const [from, to] of spans.sort((one, other) => one[0] - other[0])) {
    const last = joined[joined.length - 1];
    if (last && from < last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * The text nodes of an article, by the block that they stand in.
 * @param {Element} article
 * @returns {Map<Element, Text[]>}
 */
function textsByBlock(article) {
  const found = new Map();
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    const block = text.parentElement.closest(MARKED_BLOCKS);
    if (!block || !article.contains(block) || text.parentElement.closest(".headerlink, .outline, script, style, mark")) continue;
    if (!found.has(block)) found.set(block, []);
    found.get(block).push(text);
  }
  return found;
}

/**
 * Put <mark> around a span of a text that is spread over nodes; the elements made.
 * @param {{node: Text, from: number}[]} pieces
 * @param {[number, number]} span
 * @param {string} kind
 */
function markSpan(pieces, [from, to], kind) {
  const made = [];
  for (const piece of pieces) {
    const begin = Math.max(from - piece.from, 0), end = Math.min(to - piece.from, piece.node.length);
    if (begin >= end) continue;
    if (end < piece.node.length) piece.node.splitText(end);
    const marked = begin > 0 ? piece.node.splitText(begin) : piece.node;
    const mark = document.createElement("mark");
    mark.className = kind;
    marked.replaceWith(mark);
    mark.append(marked);
    made.push(mark);
  }
  return made;
}

/** What the address's fragment names; nothing if it names nothing. @returns {Element | null} */
function fragmentTarget() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  } catch {
    return null;
  }
}

/** Mark what the address asks for, once, and bring it into view. */
export function markFromAddress() {
  const article = document.querySelector("article.md-content__inner");
  const words = markedWords(location.search);
  if (!article || !words.length || article.hasAttribute("data-marked")) return;
  article.setAttribute("data-marked", "");
  const target = fragmentTarget();
  let first = null, number = 0;
  for (const [block, texts] of textsByBlock(article)) {
    let length = 0;
    const pieces = texts.map((node) => ({ node, from: (length += node.length) - node.length }));
    const here = target !== null && target.contains(block);
    const spans = markedSpans(texts.map((node) => node.data).join(""), words);
    if ((number += spans.length) > MOST_MARKS) break;
    // from the last to the first: what comes before a mark keeps its places
    const marks = spans.reverse().flatMap((span) => markSpan(pieces, span, here ? "find-here" : "find-there"));
    if (marks.length && (here ? !first?.matches(".find-here") : !first)) first = block.querySelector("mark");
  }
  const shown = first && (!target || target === document.body || first.matches(".find-here")) ? first : target;
  showMarked(shown);
}

/** @param {Element | null} shown */
function showMarked(shown) {
  const show = () => shown?.scrollIntoView({ block: "center", behavior: "instant" });
  show();
  if (document.readyState !== "complete") addEventListener("load", () => requestAnimationFrame(show), { once: true });
}

markFromAddress();
