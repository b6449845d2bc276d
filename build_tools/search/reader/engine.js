// The search itself: opens an index, answers queries. It runs in a worker, or on the page where there is none.

import { Columns, chosen, count } from "./columns.js";
import { Evaluation, PERHAPS, YES } from "./evaluate.js";
import { AbortError, SearchError } from "./failure.js";
import { Alphabet } from "./fold.js";
import { Lists } from "./lists.js";
import { passages } from "./passages.js";
import { parse } from "./query.js";
import { LOOKED_AT, nearness, scores, sorted } from "./rank.js";
import { Shard, readText } from "./shard.js";
import { Kept, numbered, together } from "./store.js";
import { suggested } from "./suggest.js";
import { Text } from "./texts.js";

const FORMAT = 1;
const TOGETHER = 24;
const MOST_VERIFIED = 2000;
const TELL_AFTER = 48;

/**
 * @typedef {{ query: string, filters: Record<string, string[]>, minutes: [number | null, number | null], sort: string, offset: number, limit: number }} Request
 * `documents` are the numbers of all hits in their order: the place of a speech in the corpus. An early response has no
 * `hits` (null), its `documents` in no order, while texts are fetched: its counts are right.
 * @typedef {{ request: Request, verified: boolean, total: number, documents: Uint32Array, hits: any[] | null, facets: Record<string, Record<string, number>>, problems: any[], suggestions: any[] }} Response
 * @typedef {{ manifest: (anew?: boolean) => Promise<any>, bytes: (path: string, before?: import("./store.js").Beginning) => Promise<Uint8Array>, version: string }} Files
 */

/** One index, open. */
export class Engine {
  /** @param {Files} files */
  constructor(files) {
    this.files = files;
    this.turn = 0;
    /** @type {Columns | null} */
    this.columns = null;
    /** @type {Promise<Alphabet> | null} */
    this.letters = null;
    /** @type {Promise<any> | null} */
    this.terms = null;
  }

  /** Read what is needed before any query. */
  async open() {
    const manifest = await this.files.manifest();
    if (manifest?.format !== FORMAT || typeof manifest.version !== "string") throw new SearchError("changed");
    this.files.version = manifest.version;
    this.letters = null;
    this.terms = null;
    const columns = await this.read("start.bin", (data) => new Columns(data));
    this.columns = columns;
    const bytes = (/** @type {string} */ path) => this.files.bytes(path);
    const lists = (/** @type {string} */ folder, /** @type {string[]} */ directory, /** @type {number} */ space) => {
      const kept = new Kept(async (path) => {
        const value = await this.read(path, (data) => new Shard(data, space));
        return { value, size: value.size };
      });
      return new Lists(folder, directory, space, bytes, kept);
    };
    this.body = lists("b", columns.body, columns.documents);
    this.fields = lists("f", columns.fieldsDirectory, columns.documents * columns.fields.length);
    this.texts = new Kept(async (path) => {
      const alphabet = await this.alphabet();
      const value = await this.read(path, (data) => new Text(readText(data, alphabet.raw), alphabet), alphabet.usual);
      return { value, size: value.size };
    });
    return this.info();
  }

  /** What there is: how many speeches, which facets and values. */
  info() {
    const { documents, facets } = /** @type {Columns} */ (this.columns);
    return { documents, facets: facets.map(({ name, zh, en, values }) => ({ name, zh, en, values })) };
  }

  /**
   * @template Read
   * @param {string} path
   * @param {(data: Uint8Array) => Read} reading
   * @param {import("./store.js").Beginning} [before] what the file goes on from
   */
  async read(path, reading, before) {
    const data = await this.files.bytes(path, before);
    try {
      return reading(data);
    } catch {
      throw new SearchError("corrupt");
    }
  }

  /** @param {string} [query] read what this needs to be folded, too */
  async alphabet(query = "") {
    this.letters ??= this.read("alphabet.bin", (data) => new Alphabet(data)).catch((failure) => {
      this.letters = null;
      throw failure;
    });
    const alphabet = await this.letters;
    if (!alphabet.traditional.size && alphabet.needsTraditional(query)) {
      await this.read("traditional.bin", (data) => alphabet.learnTraditional(data));
    }
    return alphabet;
  }

  /** @param {number} document */
  text(document) {
    return /** @type {Kept<Text>} */ (this.texts).get(numbered("t", document));
  }

  /**
   * Answer a request. If the site was updated meanwhile, the new index is opened and asked once.
   * @param {Request} request
   * @param {(response: Response) => void} [onUpdate]
   * @returns {Promise<Response>}
   */
  async search(request, onUpdate) {
    const turn = ++this.turn;
    const going = () => {
      if (turn !== this.turn) throw new AbortError();
    };
    try {
      return await this.answer(request, going, onUpdate);
    } catch (failure) {
      if (!(failure instanceof SearchError) || failure.code !== "changed") throw failure;
      going();
      await this.open();
      return this.answer(request, going, onUpdate);
    }
  }

  /**
   * @param {Request} request
   * @param {() => void} going throws if a newer search has begun
   * @param {(response: Response) => void} [onUpdate]
   */
  async answer(request, going, onUpdate) {
    const { evaluation, problems } = await this.evaluated(request.query, going);
    const states = this.statesOf(evaluation, request);
    const perhaps = places(states, PERHAPS);
    if (perhaps.length > TELL_AFTER && onUpdate) {
      const early = await this.response(request, evaluation, states, problems, false, going);
      onUpdate({ ...early, total: early.total + perhaps.length });
    }
    const left = await this.verified(evaluation, states, perhaps, going);
    if (left) problems.push(tooMany(left));
    const tellFirst = (/** @type {Response} */ counted) => onUpdate?.({ ...counted, total: counted.total + left });
    const response = await this.response(request, evaluation, states, problems, !left, going, tellFirst);
    response.total += left;
    if (!response.total && request.query.trim()) response.suggestions = await this.suggest(request.query);
    going();
    return response;
  }

  /**
   * A query parsed and looked up.
   * @param {string} query
   * @param {() => void} going
   */
  async evaluated(query, going) {
    const { node, problems } = parse(query);
    const columns = /** @type {Columns} */ (this.columns);
    const alphabet = node.type === "all" ? /** @type {any} */ (null) : await this.alphabet(query);
    going();
    const evaluation = new Evaluation(columns, alphabet, /** @type {Lists} */ (this.body), /** @type {Lists} */ (this.fields));
    await evaluation.prepare(node);
    going();
    return { evaluation, problems: [...problems, ...evaluation.problems] };
  }

  /**
   * The state of every speech: no for those that take another time to speak than is asked for.
   * @param {Evaluation} evaluation
   * @param {Request} request
   */
  statesOf(evaluation, request) {
    const fits = this.fitting(request.minutes);
    return evaluation.states().map((state, document) => (fits(document) ? state : 0));
  }

  /**
   * Let texts decide, many at a time; how many were left undecided because there were too many.
   * @param {Evaluation} evaluation
   * @param {Uint8Array} states
   * @param {number[]} perhaps
   * @param {() => void} going
   */
  async verified(evaluation, states, perhaps, going) {
    const now = perhaps.slice(0, MOST_VERIFIED);
    for (let at = 0; at < now.length; at += TOGETHER) {
      const some = now.slice(at, at + TOGETHER);
      const texts = await together(some.map((document) => this.text(document)));
      going();
      some.forEach((document, place) => (states[document] = evaluation.verify(document, texts[place])));
    }
    return perhaps.length - now.length;
  }

  /**
   * Whether a speech takes a time within bounds to speak.
   * @param {[number | null, number | null]} [minutes]
   * @returns {(document: number) => boolean}
   */
  fitting(minutes) {
    const [from, to] = minutes ?? [null, null];
    if (from === null && to === null) return () => true;
    const columns = /** @type {Columns} */ (this.columns);
    return (document) => {
      const [fast, slow] = columns.minutes(document);
      return (from === null || fast >= from) && (to === null || slow <= to);
    };
  }

  /**
   * @param {Request} request
   * @param {Evaluation} evaluation
   * @param {Uint8Array} states
   * @param {any[]} problems
   * @param {boolean} verified
   * @param {() => void} going
   * @param {(counted: Response) => void} [tellFirst] is told the counts if texts of hits must be fetched; `hits` is null
   * @returns {Promise<Response>}
   */
  async response(request, evaluation, states, problems, verified, going, tellFirst) {
    const columns = /** @type {Columns} */ (this.columns);
    const { counts, passing } = count(columns, states, this.filters(request.filters));
    const documents = places(passing, YES);
    const numbers = Uint32Array.from(documents);
    const counted = { request, verified, total: numbers.length, documents: numbers, facets: counts, problems, suggestions: [] };
    if (documents.length) tellFirst?.({ ...counted, hits: null });
    const ordered = await this.ordered(documents, request, evaluation);
    going();
    const page = ordered.slice(request.offset, request.offset + request.limit);
    const units = evaluation.marked();
    const texts = await together(page.map((document) => this.text(document)));
    going();
    const hits = page.map((document, at) => this.hit(document, texts[at], units));
    return { ...counted, documents: Uint32Array.from(ordered), hits };
  }

  /**
   * The chosen values of each facet that has any; a value that no speech has chooses nothing.
   * @param {Record<string, string[]>} filters
   */
  filters(filters) {
    const columns = /** @type {Columns} */ (this.columns);
    /** @type {Map<string, Uint8Array>} */
    const marks = new Map();
    for (const facet of columns.facets) {
      const asked = filters?.[facet.name] ?? [];
      if (!asked.length) continue;
      const known = asked.map((id) => facet.place.get(id)).filter((place) => place !== undefined);
      marks.set(facet.name, chosen(facet, /** @type {number[]} */ (known)));
    }
    return marks;
  }

  /**
   * @param {number[]} documents
   * @param {Request} request
   * @param {Evaluation} evaluation
   */
  async ordered(documents, request, evaluation) {
    const columns = /** @type {Columns} */ (this.columns);
    const score = await scores(evaluation);
    const ordered = sorted(documents, request.sort, score, columns);
    const units = evaluation.marked();
    if ((request.sort || "relevance") !== "relevance" || units.length < 2) return ordered;
    const first = ordered.slice(0, LOOKED_AT);
    const texts = await together(first.map((document) => this.text(document)));
    first.forEach((document, at) => (score[document] += nearness(texts[at], units, score[document])));
    return [...sorted(first, "relevance", score, columns), ...ordered.slice(LOOKED_AT)];
  }

  /**
   * @param {number} document
   * @param {Text} text
   * @param {string[]} units
   */
  hit(document, text, units) {
    const columns = /** @type {Columns} */ (this.columns);
    const labels = columns.facets.map((facet) => {
      const { id, zh, en } = facet.values[facet.column[document]];
      return [facet.name, id === "unknown" ? null : { zh, en }];
    });
    return {
      id: text.id,
      path: `speeches/${text.id}/`,
      title: text.title,
      date: text.date || null,
      characters: columns.characters[document],
      minutes: columns.minutes(document),
      labels: Object.fromEntries(labels),
      ...passages(text, units),
    };
  }

  /**
   * Every place where the words of a request stand, speech by speech, in the order of the corpus: what a concordance
   * is made of. `before` and `after` are at most `width` units of the same line.
   * @param {Request & { width?: number }} request
   */
  async *occurrences(request) {
    const going = () => {};
    const { evaluation } = await this.evaluated(request.query, going);
    const states = this.statesOf(evaluation, request);
    const marks = this.filters(request.filters);
    const { passing } = count(/** @type {Columns} */ (this.columns), states.map((state) => Number(state !== 0)), marks);
    const units = evaluation.marked();
    for (const document of places(passing, YES)) {
      const text = await this.text(document);
      if (states[document] === PERHAPS && evaluation.verify(document, text) !== YES) continue;
      yield* lines(text, units, request.width ?? 30);
    }
  }

  /** @param {string} text */
  async suggest(text) {
    this.terms ??= this.files.bytes("suggestions.bin").then((data) => JSON.parse(new TextDecoder().decode(data)));
    return suggested(text, await this.terms);
  }
}

/**
 * The places of a value.
 * @param {Uint8Array} states
 * @param {number} value
 */
function places(states, value) {
  const found = [];
  for (let at = 0; at < states.length; at += 1) if (states[at] === value) found.push(at);
  return found;
}

/**
 * @param {Text} text
 * @param {string[]} units
 * @param {number} width
 */
function* lines(text, units, width) {
  for (let at = 0; at < text.lines.length; at += 1) {
    const line = text.lines[at];
    for (const { start, end } of text.matches(at, units)) {
      const before = line.text.slice(Math.max(0, start - width), start);
      const after = line.text.slice(end, end + width);
      yield { id: text.id, block: line.block, offset: start, before, match: line.text.slice(start, end), after };
    }
  }
}

/** @param {number} left */
function tooMany(left) {
  return {
    code: "too-many",
    at: [0, 0],
    zh: `可能的结果太多，还有 ${left} 篇没有核对原文，未列出；把词写得更长或加上筛选，就能核对完。`,
    en: `Too many candidates: ${left} were not checked against their text and are not listed. Longer words or filters help.`,
  };
}
