/**
 * The search page: what the reader does becomes a state, the state an address and a request, the response a page.
 * Knows: the views, the state, the engine's promise. Must not know: how anything is found.
 */
import { searchAddress } from "./addresses.js";
import { ChipsView } from "./chips-view.js";
import { connect } from "./client.js";
import { FacetPanel } from "./facet-view.js";
import { QueryForm } from "./form-view.js";
import { MinutesFilter, sayMinutes } from "./minutes-view.js";
import { makeNode } from "./nodes.js";
import { ResultsView } from "./results-view.js";
import { FilterSheet } from "./sheet-view.js";
import { conditionsOf, emptyState, readState, requestOf, withValue, writeState } from "./state.js";
import { sayLabel, sayWords } from "./strings.js";

const TYPING_PAUSE = 40;

/** The page. A step that is meant (a click, Enter) is one step back; letters typed are not. */
export class SearchPage {
  /** @param {HTMLElement} place @param {URL} root */
  constructor(place, root) {
    this.place = place;
    this.root = root;
    this.name = document.title;
    this.state = emptyState();
    this.form = new QueryForm({
      typed: (words) => this.type(words),
      asked: (words) => this.step({ ...this.state, query: words, page: 1 }),
      chosen: (suggestion) => this.choose(suggestion),
    });
    this.results = new ResultsView(root, {
      sorted: (sort) => this.step({ ...this.state, sort, page: 1 }),
      paged: (page) => this.turn(page),
      retried: () => this.retry(),
      cleared: () => this.clear(),
      addressOf: (page) => searchAddress(root, writeState({ ...this.state, page })),
    });
    this.chips = new ChipsView({ cleared: () => this.clear(), fallback: () => this.form.field });
    this.minutes = new MinutesFilter((minutes) => this.step({ ...this.state, minutes, page: 1 }));
    this.form.set(new URLSearchParams(location.search).get("q") ?? "");
  }

  /** Connect with the index and show what the address asks for. */
  async open() {
    const { results } = this;
    if (!this.body) {
      this.bar = makeNode("div", { class: "find-bar" }, results.count, results.sorting);
      this.main = makeNode("section", { class: "find-main", "aria-label": sayWords("results.label"), tabindex: "-1" },
        this.bar, this.chips.node, results.message, results.hits, results.pages);
      this.body = makeNode("div", { class: "find-body" }, this.main);
      this.place.replaceChildren(this.form.node, this.body, results.heard);
    }
    results.wait();
    try {
      this.search = await connect(new URL("search/", this.root));
    } catch (failure) {
      results.fail(failure);
      return;
    }
    this.begin();
  }

  begin() {
    const { facets } = this.search.info;
    this.facets = new Map(facets.map((facet) => [facet.name, facet]));
    this.panel = new FacetPanel(facets, (facet, value, chosen) => this.step(withValue(this.state, facet, value, chosen)));
    this.panel.insert(this.minutes.node, "year");
    this.sheet = new FilterSheet([this.panel.node]);
    this.body.prepend(this.sheet.beside);
    this.bar.append(this.sheet.opener);
    this.place.append(this.sheet.sheet);
    addEventListener("popstate", () => this.restore());
    addEventListener("pagehide", () => history.replaceState({ scroll: scrollY }, ""));
    const typed = this.form.field.value;
    this.state = this.read();
    this.settled = this.state.query !== "";
    this.run().then(() => this.scrollBack());
    if (!this.form.composing) this.type(typed);
  }

  /** After a reload, or coming back, the reader is where they were. */
  scrollBack() {
    if (history.state?.scroll && !location.hash) scrollTo(0, history.state.scroll);
  }

  /** The state that the address holds. */
  read() {
    return readState(location.search, [...this.facets.keys()]);
  }

  restore() {
    clearTimeout(this.typing);
    this.state = this.read();
    this.settled = true;
    this.form.set(this.state.query);
    this.run().then(() => this.scrollBack());
  }

  /** Letters are typed: the address follows, as one step. @param {string} query */
  type(query) {
    clearTimeout(this.typing);
    if (query === this.state.query || !this.search) return;
    this.typing = setTimeout(() => {
      this.go({ ...this.state, query, page: 1 }, this.settled);
      this.settled = false;
    }, TYPING_PAUSE);
  }

  /** Something is meant. @param {object} state */
  step(state) {
    clearTimeout(this.typing);
    if (!this.search) return;
    const query = state.query !== this.state.query ? state.query : this.form.field.value;
    this.go({ ...state, query }, true);
    this.settled = true;
  }

  /** @param {object} state @param {boolean} push */
  go(state, push) {
    this.state = state;
    const address = searchAddress(this.root, writeState(state));
    if (address === location.href) push = false;
    history[push ? "pushState" : "replaceState"]({}, "", address);
    return this.run();
  }

  /** @param {number} page */
  turn(page) {
    this.step({ ...this.state, page });
    this.main.focus({ preventScroll: true });
    this.bar.scrollIntoView({ block: "start" });
  }

  clear() {
    this.step({ ...this.state, filters: {}, minutes: [null, null], page: 1 });
    this.form.field.focus();
  }

  retry() {
    this.form.field.focus();
    if (this.search) this.run();
    else this.open();
  }

  /** A suggestion is taken: a value becomes a filter in place of the words, words become the query. */
  choose(suggestion) {
    const asFilter = this.facets.has(suggestion.field) && suggestion.value;
    const state = asFilter ? withValue(this.state, suggestion.field, suggestion.value, true) : this.state;
    this.form.field.value = asFilter ? "" : suggestion.text;
    this.step({ ...state, query: this.form.field.value, page: 1 });
    this.form.field.focus();
  }

  /** Ask for the present state; a later question makes this one void. */
  async run() {
    const { state } = this;
    this.results.wait();
    this.showConditions();
    try {
      const response = await this.search.search(requestOf(state), (early) => state === this.state && this.show(early, false));
      if (state === this.state) this.show(response, true);
    } catch (failure) {
      if (state === this.state && failure.name !== "AbortError") this.fail(failure);
    }
  }

  /** @param {object} failure */
  fail(failure) {
    this.results.fail(failure);
    this.form.show({ problems: [], suggestions: [] }, () => "");
  }

  /** @param {object} response @param {boolean} final */
  show(response, final) {
    const { state } = this;
    const conditions = conditionsOf(state);
    const last = Math.max(1, Math.ceil(response.total / response.request.limit));
    if (final && state.page > last) {
      this.go({ ...state, page: last }, false);
      return;
    }
    this.results.show(response, { page: state.page, all: !state.query && !conditions, conditions, final });
    this.panel.update(response.facets, state.filters);
    this.form.show(response, (suggestion) => sayLabel(this.facets.get(suggestion.field)));
    this.sheet.update(conditions, response.total, response.verified);
    document.title = state.query ? sayWords("page.title", state.query, this.name) : this.name;
  }

  /** Show at once what is chosen, before it is found. */
  showConditions() {
    const { filters, minutes } = this.state;
    this.minutes.update(minutes);
    for (const group of this.panel.groups) group.update(group.counts, filters[group.facet.name] ?? []);
    const chosen = Object.entries(filters).flatMap(([name, values]) => values.map((id) => this.condition(name, id)));
    if (minutes.some((end) => end !== null))
      chosen.push({
        words: sayWords("suggestion.facet", sayWords("minutes.label"), sayMinutes(minutes)),
        remove: () => this.step({ ...this.state, minutes: [null, null], page: 1 }),
      });
    this.chips.update(chosen);
  }

  /** @param {string} name @param {string} id */
  condition(name, id) {
    const facet = this.facets.get(name);
    const value = facet.values.find((one) => one.id === id);
    return {
      words: sayWords("suggestion.facet", sayLabel(facet), sayLabel(value) || id),
      remove: () => this.step(withValue(this.state, name, id, false)),
    };
  }
}

/** Put the search page into its place, once. */
export function startSearchPage() {
  const place = document.getElementById("anthology-search");
  const link = document.querySelector("[data-anthology-root]");
  if (!place || !link || place.dataset.started) return;
  place.dataset.started = "true";
  const page = new SearchPage(place, new URL(link.getAttribute("data-anthology-root"), location.href));
  page.open();
  if (!location.hash && matchMedia("(hover: hover)").matches && !page.form.field.value) page.form.field.focus();
}

startSearchPage();
