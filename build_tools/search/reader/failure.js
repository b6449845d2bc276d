// What can go wrong between the reader and the files of the index, in a sentence for the reader.

/** @typedef {"offline" | "missing" | "corrupt" | "changed"} FailureCode */

/** @type {Record<FailureCode, [string, string]>} */
const SENTENCES = {
  offline: [
    "连不上网站，检索所需的文件没有取到。请检查网络后重试。",
    "The site cannot be reached, so the files that the search needs were not fetched. Check the connection and try again.",
  ],
  missing: [
    "检索所需的一个文件不在网站上。请重试；若仍不行，请告诉维护者。",
    "A file that the search needs is not on the site. Try again; if that does not help, tell the maintainers.",
  ],
  corrupt: [
    "检索所需的一个文件已损坏，没有使用它。请重试；若仍不行，请告诉维护者。",
    "A file that the search needs is damaged and was not used. Try again; if that does not help, tell the maintainers.",
  ],
  changed: [
    "网站刚刚更新，本页用的还是旧的索引。请刷新页面。",
    "The site has just been updated and this page still uses the old index. Reload the page.",
  ],
};

/** A failure that the reader is told of, instead of results. */
export class SearchError extends Error {
  /** @param {FailureCode} code */
  constructor(code) {
    super(SENTENCES[code][1]);
    this.name = "SearchError";
    this.code = code;
    this.zh = SENTENCES[code][0];
    this.en = SENTENCES[code][1];
  }
}

/** A search that a newer one has replaced. */
export class AbortError extends Error {
  constructor() {
    super("replaced by a newer search");
    this.name = "AbortError";
  }
}
