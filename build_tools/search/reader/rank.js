// The order of hits: BM25 over the words asked for, more for the title, headings and nearness.
// What readers are told of it: docs/search/help.md.

import { ofField } from "./evaluate.js";

const K1 = 1.2;
const B = 0.6;
const TITLE = 2;
const HEADING = 0.8;
const NEARNESS = 0.6;
const NEAR_SPAN = 12;

/** How many of the first hits are put in order anew by how near the words stand. */
export const LOOKED_AT = 20;

/**
 * The weight of a word that few speeches hold: Robertson and Spärck Jones's, never below nothing.
 * @param {number} documents
 * @param {number} holders
 */
function rarity(documents, holders) {
  return Math.log(1 + (documents - holders + 0.5) / (holders + 0.5));
}

/**
 * The score of every speech. Words found only as candidates in titles or headings add nothing there.
 * @param {import("./evaluate.js").Evaluation} evaluation
 */
export async function scores(evaluation) {
  const { columns } = evaluation;
  const score = new Float64Array(columns.documents);
  for (const leaf of evaluation.leaves) {
    const { times } = leaf;
    if (leaf.kind === "column" || leaf.negated || !times) continue;
    const weight = rarity(columns.documents, Math.max(0, leaf.holders));
    for (let document = 0; document < score.length; document += 1) {
      if (leaf.states[document] !== 1) continue;
      const often = Math.max(1, times[document]);
      const long = K1 * (1 - B + (B * columns.characters[document]) / columns.mean);
      score[document] += (weight * often * (K1 + 1)) / (often + long);
    }
    if (!leaf.field) await boost(evaluation, leaf, weight, score);
  }
  return score;
}

/**
 * @param {import("./evaluate.js").Evaluation} evaluation
 * @param {import("./evaluate.js").Leaf} leaf
 * @param {number} weight
 * @param {Float64Array} score
 */
async function boost(evaluation, leaf, weight, score) {
  const { columns, alphabet, fields } = evaluation;
  for (const units of leaf.units) {
    const gram = alphabet.ranks(units);
    const found = gram === null ? null : await fields.find(gram);
    if (!found?.exact) continue;
    const amounts = /** @type {[string, number][]} */ ([["title", TITLE], ["heading", HEADING]]);
    for (const [field, more] of amounts) {
      const { documents } = ofField(found, columns.fields.indexOf(field), columns.fields.length);
      for (const document of documents) score[document] += more * weight;
    }
  }
}

/**
 * What nearness adds to a speech that holds several words, by its text.
 * @param {import("./texts.js").Text} text
 * @param {string[]} units
 * @param {number} score
 */
export function nearness(text, units, score) {
  if (units.length < 2) return 0;
  const distance = text.nearest(units);
  return distance === Infinity ? 0 : (NEARNESS * score) / (1 + distance / NEAR_SPAN);
}

/**
 * Speeches in the order asked for; those that are even stay in the order of the corpus.
 * @param {number[]} documents
 * @param {string} sort
 * @param {Float64Array} score
 * @param {import("./columns.js").Columns} columns
 */
export function sorted(documents, sort, score, columns) {
  const { date, characters } = columns;
  /** @type {Record<string, (one: number, other: number) => number>} */
  const orders = {
    relevance: (one, other) => score[other] - score[one],
    newest: (one, other) => date[other] - date[one],
    oldest: (one, other) => (date[one] || Infinity) - (date[other] || Infinity) || 0,
    longest: (one, other) => characters[other] - characters[one],
    shortest: (one, other) => characters[one] - characters[other],
  };
  const order = orders[sort] ?? orders.relevance;
  return documents.sort((one, other) => order(one, other) || one - other);
}
