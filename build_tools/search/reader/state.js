/**
 * What the reader asked for, as the address of the page holds it: a copied address asks the same.
 * Knows: the address's parameters. Must not know: how it is shown or found.
 *
 * @typedef {{query: string, filters: Record<string, string[]>, minutes: [number | null, number | null],
 *   sort: string, page: number}} SearchState
 */

export const SORT_ORDERS = ["relevance", "newest", "oldest", "longest", "shortest"];
export const HITS_ON_A_PAGE = 10;
const STATE_NAMES = ["q", "minutes", "sort", "page", "h"];
const MOST_QUERY_CHARACTERS = 1000;
const MOST_VALUES = 200;

/** @returns {SearchState} */
export function emptyState() {
  return { query: "", filters: {}, minutes: [null, null], sort: "relevance", page: 1 };
}

/** @param {string} words */
function readMinutes(words) {
  const found = /^(\d{1,4}(?:\.\d)?)?-(\d{1,4}(?:\.\d)?)?$/.exec(words);
  return /** @type {[number | null, number | null]} */ ([found?.[1], found?.[2]].map((one) => (one ? Number(one) : null)));
}

/**
 * The state that an address holds; what it cannot mean is left out.
 * @param {string} parameters
 * @param {string[]} facets names of the facets
 * @returns {SearchState}
 */
export function readState(parameters, facets) {
  const read = new URLSearchParams(parameters);
  const state = emptyState();
  state.query = (read.get("q") ?? "").slice(0, MOST_QUERY_CHARACTERS);
  for (const facet of facets.filter((name) => !STATE_NAMES.includes(name) && read.has(name)))
    state.filters[facet] = [...new Set(read.getAll(facet))].filter(Boolean).slice(0, MOST_VALUES);
  state.minutes = readMinutes(read.get("minutes") ?? "");
  state.sort = SORT_ORDERS.find((order) => order === read.get("sort")) ?? "relevance";
  state.page = Math.min(100000, Math.max(1, Math.floor(Number(read.get("page"))) || 1));
  return state;
}

/**
 * A state as an address holds it; what is as always is not written.
 * @param {SearchState} state
 */
export function writeState(state) {
  const written = new URLSearchParams();
  if (state.query) written.set("q", state.query);
  for (const [facet, values] of Object.entries(state.filters)) for (const value of values) written.append(facet, value);
  const [least, most] = state.minutes;
  if (least !== null || most !== null) written.set("minutes", `${least ?? ""}-${most ?? ""}`);
  if (state.sort !== "relevance") written.set("sort", state.sort);
  if (state.page > 1) written.set("page", String(state.page));
  const words = written.toString();
  return words && `?${words}`;
}

/**
 * What the engine is asked for.
 * @param {SearchState} state
 */
export function requestOf(state) {
  const { query, filters, minutes, sort, page } = state;
  return { query, filters, minutes, sort, offset: (page - 1) * HITS_ON_A_PAGE, limit: HITS_ON_A_PAGE };
}

/**
 * The state with a value of a facet chosen, or no longer.
 * @param {SearchState} state
 * @param {string} facet
 * @param {string} value
 * @param {boolean} chosen
 * @returns {SearchState}
 */
export function withValue(state, facet, value, chosen) {
  const others = (state.filters[facet] ?? []).filter((one) => one !== value);
  const filters = { ...state.filters, [facet]: chosen ? [...others, value] : others };
  if (!filters[facet].length) delete filters[facet];
  return { ...state, filters, page: 1 };
}

/** How many conditions are chosen beside the query. @param {SearchState} state */
export function conditionsOf(state) {
  const chosen = Object.values(state.filters).reduce((sum, values) => sum + values.length, 0);
  return chosen + (state.minutes.some((one) => one !== null) ? 1 : 0);
}
