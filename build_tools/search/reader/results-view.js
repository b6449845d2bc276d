/**
 * What was found: how much, the speeches, the pages of them; or that nothing was, or that it went wrong.
 * Knows: responses. Must not know: the engine, the address.
 */
import { siteAddress } from "./addresses.js";
import { makeHit } from "./hit-view.js";
import { makeNode } from "./nodes.js";
import { HITS_ON_A_PAGE, SORT_ORDERS } from "./state.js";
import { sayLabel, sayNumber, sayWords } from "./strings.js";

const BROWSE_LISTS = ["occasions", "roles", "regions", "years"];
const HEARD_AFTER = 600;
const BUSY_AFTER = 200;

/**
 * How much was found, in words. Of very many, the last word may still be that not all were checked.
 * @param {{total: number, verified: boolean}} response
 * @param {boolean} all every speech there is
 * @param {boolean} final nothing more will be told
 */
export function sayCount({ total, verified }, all, final) {
  if (!verified) return sayWords(final ? "count.unchecked" : "count.about", sayNumber(total));
  if (!total) return sayWords("count.none");
  return sayWords(all ? "count.all" : "count.some", sayNumber(total));
}

export class ResultsView {
  /**
   * @param {URL} root
   * @param {{sorted: (order: string) => void, paged: (page: number) => void, retried: () => void, cleared: () => void,
   *   addressOf: (page: number) => string}} told
   */
  constructor(root, told) {
    this.root = root;
    this.told = told;
    this.count = makeNode("p", { class: "find-total" });
    this.heard = makeNode("p", { class: "find-heard", role: "status", "aria-live": "polite" });
    this.order = /** @type {HTMLSelectElement} */ (makeNode("select", { id: "find-sort", onchange: () => told.sorted(this.order.value) },
      ...SORT_ORDERS.map((order) => makeNode("option", { value: order }, sayWords(`sort.${order}`)))));
    this.message = makeNode("div", { class: "find-message" });
    this.hits = makeNode("ol", { class: "find-hits" });
    this.pages = makeNode("nav", { class: "find-pages", "aria-label": sayWords("pages.label"), hidden: true });
  }

  /** Parts of the bar over the results. */
  get sorting() {
    return makeNode("div", { class: "find-sorting" }, makeNode("label", { for: "find-sort" }, sayWords("sort.label")), this.order);
  }

  /** What is shown is no longer what was asked for. */
  wait() {
    clearTimeout(this.slow);
    this.hits.setAttribute("aria-busy", "true");
    this.slow = setTimeout(() => {
      this.count.textContent = sayWords("count.busy");
      this.hits.classList.add("find-stale");
    }, BUSY_AFTER);
  }

  /** Something that was asked for is shown, and more will come. */
  early() {
    clearTimeout(this.slow);
    this.hits.classList.remove("find-stale");
  }

  done() {
    clearTimeout(this.slow);
    this.hits.removeAttribute("aria-busy");
    this.hits.classList.remove("find-stale");
  }

  /**
   * @param {object} response
   * @param {{page: number, all: boolean, conditions: number, final: boolean}} asked
   */
  show(response, { page, all, conditions, final }) {
    if (final) this.done();
    else if (response.hits) this.early();
    const last = Math.max(1, Math.ceil(response.total / HITS_ON_A_PAGE));
    const words = sayCount(response, all, final) + (last > 1 ? sayWords("count.page", sayNumber(page), sayNumber(last)) : "");
    this.count.textContent = words;
    if (!response.hits) return;
    if (final) this.tell(words);
    this.order.value = response.request.sort;
    this.hits.setAttribute("start", String((page - 1) * HITS_ON_A_PAGE + 1));
    this.hits.replaceChildren(...response.hits.map((hit) => makeHit(hit, this.root)));
    this.message.replaceChildren(...(final && !response.total ? this.nothing(conditions) : []));
    this.turn(page, last);
  }

  /** Tell the count to those who hear the page, once it has settled. @param {string} words */
  tell(words) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.heard.replaceChildren(words), HEARD_AFTER);
  }

  /** @param {number} page @param {number} last */
  turn(page, last) {
    const leaf = (to, words, rel) => makeNode("a", {
      href: this.told.addressOf(to), rel, class: "find-button",
      onclick: (event) => event.metaKey || event.ctrlKey || event.shiftKey || (event.preventDefault(), this.told.paged(to)),
    }, words);
    this.pages.hidden = last === 1;
    this.pages.replaceChildren(
      page > 1 ? leaf(Math.min(page - 1, last), sayWords("pages.previous"), "prev") : "",
      makeNode("span", {}, sayWords("pages.now", sayNumber(page), sayNumber(last))),
      page < last ? leaf(page + 1, sayWords("pages.next"), "next") : "");
  }

  /** What to try where nothing was found. @param {number} conditions */
  nothing(conditions) {
    const lists = BROWSE_LISTS.flatMap((name, at) => [at ? " · " : "",
      makeNode("a", { href: siteAddress(this.root, `${name}/`).href }, sayWords(`browse.${name}`))]);
    return [
      makeNode("h2", {}, sayWords("empty.title")),
      makeNode("ul", {}, makeNode("li", {}, sayWords("empty.shorter")),
        conditions ? makeNode("li", {}, sayWords("empty.filters"), " ",
          makeNode("button", { type: "button", class: "find-button", onclick: () => this.told.cleared() }, sayWords("empty.clear"))) : null,
        makeNode("li", {}, sayWords("empty.browse"), ...lists)),
    ];
  }

  /** It went wrong: nothing that was found before is shown as found now. @param {{zh?: string, en?: string}} failure */
  fail(failure) {
    this.done();
    clearTimeout(this.telling);
    this.heard.replaceChildren();
    this.count.textContent = "";
    this.hits.replaceChildren();
    this.pages.hidden = true;
    this.message.replaceChildren(makeNode("div", { class: "find-failure", role: "alert" },
      makeNode("p", {}, failure.zh ? sayLabel(failure) : sayWords("error.other")),
      makeNode("button", { type: "button", class: "find-button find-primary", onclick: () => this.told.retried() }, sayWords("error.retry"))));
  }
}
