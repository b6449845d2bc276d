/**
 * The search box in the header: a combobox that lists suggestions and the first speeches while the reader types.
 * Pattern: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (list autocomplete, manual selection).
 * Knows: the box, the engine's promise. Must not know: how anything is found.
 */
import { passageAddress, searchAddress } from "./addresses.js";
import { connect } from "./client.js";
import { suggestionWords } from "./form-view.js";
import { factsOf, wordsOf } from "./hit-view.js";
import { isComposing, makeMarked, makeNode } from "./nodes.js";
import { sayCount } from "./results-view.js";
import { emptyState, requestOf, withValue, writeState } from "./state.js";
import { sayLabel, sayNumber, sayWords } from "./strings.js";

const HITS_IN_THE_BOX = 6;
const SUGGESTIONS_IN_THE_BOX = 3;
const BOX_PAUSE = 60;
const BOX_HEARD_AFTER = 600;

export class SearchBox {
  /** @param {HTMLElement} node @param {URL} root */
  constructor(node, root) {
    this.root = root;
    this.field = /** @type {HTMLInputElement} */ (node.querySelector("input"));
    this.panel = node.querySelector(".find-box-panel");
    this.list = node.querySelector("[role=listbox]");
    this.message = node.querySelector(".find-box-message");
    this.heard = node.querySelector("[role=status]");
    this.active = -1;
    this.field.addEventListener("input", (event) => isComposing(/** @type {InputEvent} */ (event)) || this.type());
    this.field.addEventListener("compositionend", () => this.type());
    this.field.addEventListener("keydown", (event) => isComposing(event) || this.press(event));
    this.field.addEventListener("focus", () => this.list.firstChild && this.open());
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    node.addEventListener("focusout", (event) => node.contains(/** @type {Node} */ (event.relatedTarget)) || this.close());
    if (!node.hasAttribute("data-composing")) this.type();
  }

  /** The options that are listed. @returns {HTMLElement[]} */
  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  type() {
    clearTimeout(this.typing);
    const words = this.field.value;
    if (words === this.asked) return;
    this.asked = words;
    if (words.trim()) this.typing = setTimeout(() => this.find(words), BOX_PAUSE);
    else this.empty();
  }

  empty() {
    this.close();
    this.list.replaceChildren();
    this.message.replaceChildren();
    this.heard.replaceChildren();
  }

  /** Find and list; what is typed meanwhile makes it void. @param {string} words */
  async find(words) {
    const current = () => words === this.asked;
    try {
      this.connected ??= connect(new URL("search/", this.root));
      const search = await this.connected;
      if (!current()) return;
      this.facets ??= new Map(search.info.facets.map((facet) => [facet.name, facet]));
      const request = { ...requestOf({ ...emptyState(), query: words }), limit: HITS_IN_THE_BOX };
      let offered = [];
      search.suggest(words).then((found) => { offered = found; }, () => undefined)
        .then(() => current() && this.latest && this.show(words, this.latest, offered));
      this.latest = null;
      const show = (response, final) => current() && this.show(words, (this.latest = { ...response, final }), offered);
      show(await search.search(request, (early) => early.hits && show(early, false)), true);
    } catch (failure) {
      if (failure.name !== "AbortError" && current()) this.fail(failure);
    }
  }

  /** @param {{zh?: string, en?: string}} failure */
  fail(failure) {
    this.connected = undefined;
    this.asked = undefined; // the next key asks again
    this.list.replaceChildren();
    const words = failure.zh ? sayLabel(failure) : sayWords("error.other");
    this.message.replaceChildren(makeNode("span", {}, words), " ",
      makeNode("button", { type: "button", class: "find-button", onclick: () => { this.field.focus(); this.type(); } }, sayWords("error.retry")));
    this.heard.replaceChildren(words);
    this.open();
  }

  /**
   * @param {string} words
   * @param {object} response
   * @param {object[]} offered
   */
  show(words, response, offered) {
    const chosen = this.options[this.active]?.getAttribute("href");
    const address = searchAddress(this.root, writeState({ ...emptyState(), query: words }));
    const all = response.total ? sayWords(response.verified ? "box.all" : "box.all.about", sayNumber(response.total)) : sayWords("box.page", words);
    const suggestions = [...offered, ...(response.total ? [] : response.suggestions)].map((one) => this.suggestionOption(one));
    const different = new Map(suggestions.map((option) => [option.getAttribute("href"), option]));
    this.list.replaceChildren(
      ...makeGroup("box.suggestions", [...different.values()].slice(0, SUGGESTIONS_IN_THE_BOX)),
      ...makeGroup("box.hits", response.hits.map((hit) => this.hitOption(hit))),
      makeNode("a", { role: "option", class: "find-option find-all", href: address }, all));
    this.options.forEach((option, at) => {
      option.id = `find-option-${at}`;
      option.tabIndex = -1;
      option.setAttribute("aria-selected", "false");
    });
    this.message.replaceChildren(response.final && !response.total ? sayCount(response, false, response.final) : "");
    this.choose(chosen ? this.options.findIndex((option) => option.getAttribute("href") === chosen) : -1);
    if (response.final) this.tell(sayWords("box.status", sayCount(response, false, response.final), this.options.length));
    if (this.field === document.activeElement) this.open();
  }

  /** @param {string} words */
  tell(words) {
    clearTimeout(this.telling);
    this.telling = setTimeout(() => this.heard.replaceChildren(words), BOX_HEARD_AFTER);
  }

  /** @param {object} suggestion */
  suggestionOption(suggestion) {
    const facet = this.facets.get(suggestion.field);
    const state = facet && suggestion.value
      ? withValue(emptyState(), suggestion.field, suggestion.value, true)
      : { ...emptyState(), query: suggestion.text };
    const does = facet ? sayWords("suggestion.filter", sayLabel(facet)) : sayWords("suggestion.words");
    return makeNode("a", { role: "option", class: "find-option", href: searchAddress(this.root, writeState(state)) },
      makeNode("span", { class: "find-option-name" }, suggestionWords(suggestion, "")), " ", makeNode("small", {}, does));
  }

  /** @param {object} hit */
  hitOption(hit) {
    const best = hit.passages.find((passage) => passage.block !== "");
    const named = hit.passages.find((passage) => passage.block === "");
    const address = passageAddress(this.root, hit, best ? best.words : wordsOf(hit), best ? best.block : "");
    const facts = factsOf(hit).join(" · ");
    return makeNode("a", { role: "option", class: "find-option", href: address },
      makeNode("span", { class: "find-option-name" }, ...(named ? makeMarked(named.segments) : [hit.title])), " ",
      best ? makeNode("span", { class: "find-option-text" }, ...makeMarked(best.segments)) : null, " ",
      makeNode("small", {}, facts));
  }

  open() {
    this.panel.hidden = false;
    this.field.setAttribute("aria-expanded", String(this.list.firstChild !== null));
  }

  close() {
    this.panel.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.choose(-1);
  }

  /** Make an option the active one; -1 is the field itself. @param {number} at */
  choose(at) {
    this.active = at;
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const option = this.options[at];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const places = this.options.length + 1; // the options, and the field
    if ((event.key === "ArrowDown" || event.key === "ArrowUp") && places > 1) {
      event.preventDefault();
      if (this.panel.hidden) this.open();
      this.choose(((this.active + 1 + (event.key === "ArrowDown" ? 1 : places - 1)) % places) - 1);
    } else if (event.key === "Enter" && this.active >= 0 && !this.panel.hidden) {
      event.preventDefault();
      this.options[this.active].click();
    } else if (event.key === "Escape") this.escape(event);
  }

  /** The list closes; then the words go; then the field is left. @param {KeyboardEvent} event */
  escape(event) {
    event.preventDefault();
    if (!this.panel.hidden) this.close();
    else if (this.field.value) {
      this.field.value = "";
      this.type();
    } else this.field.blur();
  }
}

/** @param {string} name @param {HTMLElement[]} options */
function makeGroup(name, options) {
  if (!options.length) return [];
  const head = makeNode("div", { class: "find-group-name", "aria-hidden": "true" }, sayWords(name));
  return [makeNode("div", { role: "group", "aria-label": sayWords(name) }, head, ...options)];
}

/** Bring the header's box to life, once. */
export function startSearchBox() {
  const node = document.querySelector(".find-box");
  if (!(node instanceof HTMLElement) || node.dataset.started) return;
  node.dataset.started = "true";
  new SearchBox(node, new URL(node.getAttribute("data-anthology-root"), location.href));
}

startSearchBox();
