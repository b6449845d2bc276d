// The files of the index, from a site or from an unpacked folder: fetched when needed, checked, kept for a while.

import { SearchError } from "./failure.js";

const TRIES = 3;
const PAUSE = 150;
const ROOM = 6 * 1024 * 1024;
const PACK = 64;
const FOLDER = 512;
const GZIP_HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 0xff);

/** @typedef {{ packed: Uint8Array, size: number }} Beginning   packed bytes that a file goes on from, their size unpacked */

/** @param {number} time */
function pause(time) {
  return new Promise((resolve) => setTimeout(resolve, time));
}

/**
 * What gzip's bytes unpack to. The format's checksum is checked.
 * @param {Uint8Array} data
 * @param {Beginning} [before] of a file that goes on from it: without gzip's head
 */
async function unpacked(data, before) {
  if (!before && (data[0] !== 0x1f || data[1] !== 0x8b)) throw new SearchError("corrupt");
  const pieces = before ? [GZIP_HEAD, before.packed, data] : [data];
  try {
    const stream = new Blob(/** @type {BlobPart[]} */ (pieces)).stream().pipeThrough(new DecompressionStream("gzip"));
    const whole = new Uint8Array(await new Response(stream).arrayBuffer());
    return before ? whole.subarray(before.size) : whole;
  } catch {
    throw new SearchError("corrupt");
  }
}

/**
 * All results, or the first failure once nothing is under way any more: who tries again then meets no old failure.
 * @template Made
 * @param {Promise<Made>[]} promises
 * @returns {Promise<Made[]>}
 */
export async function together(promises) {
  const settled = await Promise.allSettled(promises);
  const failed = settled.find((one) => one.status === "rejected");
  if (failed) throw /** @type {PromiseRejectedResult} */ (failed).reason;
  return settled.map((one) => /** @type {PromiseFulfilledResult<Made>} */ (one).value);
}

/** Files of an index over HTTP. */
export class SiteFiles {
  /** @param {string} base the address of the folder with index.json, with a slash at its end */
  constructor(base) {
    this.base = base;
    this.version = "";
  }

  /** What index.json says; asked of the site itself, past any cache, if `anew`. */
  async manifest(anew = false) {
    const answer = await this.ask(`${this.base}index.json`, anew ? "reload" : "no-cache");
    if (!answer.ok) throw new SearchError("missing");
    try {
      return await answer.json();
    } catch {
      throw new SearchError("corrupt");
    }
  }

  /**
   * @param {string} path below the version's folder
   * @param {Beginning} [before]
   */
  async bytes(path, before) {
    const address = `${this.base}${this.version}/${path}`;
    for (let attempt = 0; ; attempt += 1) {
      const answer = await this.ask(address, attempt ? "reload" : "default");
      if (answer.ok) {
        try {
          return await unpacked(new Uint8Array(await answer.arrayBuffer()), before);
        } catch (failure) {
          if (attempt + 1 === TRIES) throw failure instanceof SearchError ? failure : new SearchError("offline");
          continue;
        }
      }
      if (answer.status < 500 || attempt + 1 === TRIES) {
        const now = await this.manifest(true);
        throw new SearchError(now.version === this.version ? "missing" : "changed");
      }
    }
  }

  /**
   * @param {string} address
   * @param {RequestCache} cache
   */
  async ask(address, cache) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await fetch(address, { cache });
      } catch {
        if (attempt === TRIES) throw new SearchError("offline");
        await pause(PAUSE * attempt);
      }
    }
  }
}

/** Files of an index in an unpacked folder, where nothing can be fetched but scripts: each file stands in one. */
export class ScriptFiles {
  /** @param {string} base */
  constructor(base) {
    this.base = base;
    this.version = "";
    /** @type {Map<string, string>} */
    this.waiting = new Map();
    /** @type {any} */
    this.told = null;
    const scope = /** @type {any} */ (globalThis);
    scope.anthologyIndex = (/** @type {unknown} */ told) => (this.told = told);
    scope.anthologyFile = (/** @type {string} */ path, /** @type {string} */ data) => this.waiting.set(path, data);
  }

  async manifest() {
    await this.script(`${this.base}index.js`);
    return this.told;
  }

  /**
   * @param {string} path
   * @param {Beginning} [before]
   */
  async bytes(path, before) {
    if (!this.waiting.has(path)) await this.script(`${this.base}${this.version}/offline/${scriptOf(path)}`);
    const data = this.waiting.get(path);
    this.waiting.delete(path);
    if (data === undefined) throw new SearchError("missing");
    return unpacked(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)), before);
  }

  /** @param {string} address */
  script(address) {
    return new Promise((resolve, reject) => {
      const element = document.createElement("script");
      element.src = address;
      element.onload = () => (element.remove(), resolve(undefined));
      element.onerror = () => (element.remove(), reject(new SearchError("missing")));
      document.head.append(element);
    });
  }
}

/**
 * The script that holds a file: texts stand PACK in one.
 * @param {string} path
 */
function scriptOf(path) {
  const [kind, folder, name] = path.split("/");
  if (kind !== "t") return `${path}.js`;
  return `t/${folder}/${Math.floor(parseInt(name, 10) / PACK)}.js`;
}

/**
 * The path of one of many files with numbers for names.
 * @param {string} folder
 * @param {number} number
 */
export function numbered(folder, number) {
  return `${folder}/${Math.floor(number / FOLDER)}/${number % FOLDER}.bin`;
}

/**
 * What was fetched and read, by path; the longest unused goes first.
 * @template Kept
 */
export class Kept {
  /** @param {(path: string) => Promise<{ value: Kept, size: number }>} load */
  constructor(load) {
    this.load = load;
    /** @type {Map<string, { promise: Promise<Kept>, size: number }>} */
    this.held = new Map();
    this.size = 0;
  }

  /**
   * @param {string} path
   * @returns {Promise<Kept>}
   */
  get(path) {
    const here = this.held.get(path);
    if (here) {
      this.held.delete(path);
      this.held.set(path, here);
      return here.promise;
    }
    const entry = { promise: /** @type {Promise<Kept>} */ (Promise.resolve()), size: 0 };
    entry.promise = this.load(path).then(
      ({ value, size }) => {
        entry.size = size;
        this.size += size;
        this.trim();
        return value;
      },
      (failure) => {
        this.held.delete(path);
        throw failure;
      },
    );
    this.held.set(path, entry);
    return entry.promise;
  }

  trim() {
    for (const [path, entry] of this.held) {
      if (this.size <= ROOM) return;
      if (!entry.size) continue;
      this.held.delete(path);
      this.size -= entry.size;
    }
  }
}
