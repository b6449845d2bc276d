// What a page talks to: the engine in a worker over HTTP, or what disk.js registers where the site lies on a disk.

import { AbortError, SearchError } from "./failure.js";

/** @typedef {import("./engine.js").Request} SearchRequest */
/** @typedef {import("./engine.js").Response} SearchResponse */
/** @typedef {{ ask: (method: string, given: any, onUpdate?: (told: any) => void) => Promise<any> }} Side */

/** Other ways to the engine than a worker, by the protocol of the site's address. */
export const otherSides = new Map(/** @type {[string, (address: URL) => Side][]} */ ([]));

/** The search as a page sees it. */
export class Search {
  /** @param {Side} side */
  constructor(side) {
    this.side = side;
    /** @type {any} */
    this.info = null;
  }

  /**
   * @param {SearchRequest} request
   * @param {(response: SearchResponse) => void} [onUpdate]
   * @returns {Promise<SearchResponse>}
   */
  search(request, onUpdate) {
    return this.side.ask("search", request, onUpdate);
  }

  /** @param {string} text */
  suggest(text) {
    return this.side.ask("suggest", text);
  }

  /** @param {SearchRequest & { width?: number }} request */
  async *occurrences(request) {
    /** @type {any[]} */
    const waiting = [];
    let wake = () => {};
    let ended = false;
    const all = this.side
      .ask("occurrences", request, (some) => (waiting.push(...some), wake()))
      .then((rest) => waiting.push(...rest))
      .finally(() => ((ended = true), wake()));
    while (!ended || waiting.length) {
      if (waiting.length) yield waiting.shift();
      else await Promise.race([all, new Promise((resolve) => (wake = () => resolve(undefined)))]);
    }
    await all;
  }
}

/** Asks a worker. */
class WorkerSide {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    this.last = 0;
    /** @type {Map<number, { resolve: (told: any) => void, reject: (failure: any) => void, onUpdate?: (told: any) => void }>} */
    this.open = new Map();
    worker.onmessage = ({ data }) => this.told(data);
    worker.onerror = () => {
      for (const { reject } of this.open.values()) reject(new SearchError("missing"));
      this.open.clear();
    };
  }

  /**
   * @param {string} method
   * @param {any} given
   * @param {(told: any) => void} [onUpdate]
   */
  ask(method, given, onUpdate) {
    const id = ++this.last;
    return new Promise((resolve, reject) => {
      this.open.set(id, { resolve, reject, onUpdate });
      this.worker.postMessage({ id, method, given });
    });
  }

  /** @param {any} data */
  told(data) {
    const asked = this.open.get(data.id);
    if (!asked) return;
    if ("update" in data) return asked.onUpdate?.(data.update);
    this.open.delete(data.id);
    if ("result" in data) asked.resolve(data.result);
    else asked.reject(failureOf(data.failure));
  }
}

/** @param {any} told */
function failureOf(told) {
  if (told.name === "AbortError") return new AbortError();
  if (told.name === "SearchError") return new SearchError(told.code);
  return new Error(told.message);
}

/**
 * Open the search of a site.
 * @param {string | URL} base the address of the site's folder search/
 * @returns {Promise<Search>}
 */
export async function connect(base) {
  const address = new URL(base, document.baseURI);
  const side = (otherSides.get(address.protocol) ?? workerSide)(address);
  const search = new Search(side);
  search.info = await side.ask("open", address.href);
  return search;
}

/** @param {URL} address */
function workerSide(address) {
  return new WorkerSide(new Worker(new URL("reader/worker.js", address), { type: "module" }));
}
