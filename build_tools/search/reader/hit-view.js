/**
 * One speech that was found: what is known of it, and its best passages, each a link to the paragraph.
 * Knows: hits. Must not know: how they were found.
 */
import { passageAddress } from "./addresses.js";
import { sayDate } from "./dates.js";
import { makeMarked, makeNode } from "./nodes.js";
import { sayLabel, sayNumber, sayWords } from "./strings.js";

const LABELS_OF_A_HIT = ["occasion", "role", "region"];

/** A speaking time in words. @param {[number, number]} minutes */
export function saySpeakingTime([least, most]) {
  return least === most ? sayWords("hit.minutes", least) : sayWords("hit.minutes.range", least, most);
}

/** What is known of a speech, in short. @param {object} hit */
export function factsOf(hit) {
  const labels = LABELS_OF_A_HIT.map((name) => sayLabel(hit.labels[name]));
  const size = [sayWords("hit.characters", sayNumber(hit.characters)), saySpeakingTime(hit.minutes)];
  return [hit.date ? sayDate(hit.date) : "", ...labels, ...size].filter(Boolean);
}

/** What is not known of it; empty if all is. @param {object} hit */
export function unknownOf(hit) {
  const names = [...(hit.date ? [] : ["date"]), ...LABELS_OF_A_HIT.filter((name) => !sayLabel(hit.labels[name]))];
  if (!names.length) return "";
  return sayWords("hit.unknown", names.map((name) => sayWords(`hit.${name}`)).join(sayWords("hit.and")));
}

/** All matched words of a hit, each once. @param {object} hit */
export function wordsOf(hit) {
  return [...new Set(hit.passages.flatMap((passage) => passage.words))].slice(0, 8);
}

/**
 * @param {object} hit
 * @param {URL} root
 */
export function makeHit(hit, root) {
  const words = wordsOf(hit);
  const named = hit.passages.find((passage) => passage.block === "");
  const passages = hit.passages.filter((passage) => passage.block !== "").slice(0, 3);
  const places = hit.occurrences ? sayWords("hit.occurrences", sayNumber(hit.occurrences)) : "";
  const facts = [...factsOf(hit), places, unknownOf(hit)].filter(Boolean).map((told) => makeNode("li", {}, told));
  return makeNode("li", { class: "find-hit" },
    makeNode("h2", {}, makeNode("a", { href: passageAddress(root, hit, words, "") },
      ...(named ? makeMarked(named.segments) : [hit.title]))),
    makeNode("ul", { class: "find-facts", "aria-label": sayWords("hit.facts") }, ...facts),
    passages.length ? makeNode("ul", { class: "find-passages", "aria-label": sayWords("hit.passages") },
      ...passages.map((passage) => makePassage(hit, passage, root))) : null);
}

/**
 * @param {object} hit
 * @param {{block: string, segments: {text: string, mark: boolean}[], words: string[]}} passage
 * @param {URL} root
 */
function makePassage(hit, passage, root) {
  const address = passageAddress(root, hit, passage.words, passage.block);
  return makeNode("li", {}, makeNode("a", { href: address }, ...makeMarked(passage.segments)));
}
