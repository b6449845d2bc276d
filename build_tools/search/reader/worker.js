// The engine in a worker: a message asks, messages answer.

import { Engine } from "./engine.js";
import { SiteFiles } from "./store.js";

/** @type {Engine | null} */
let engine = null;
const reply = (/** @type {unknown} */ message) => postMessage(message);

/**
 * @param {string} method
 * @param {any} given
 * @param {number} id
 */
async function answered(method, given, id) {
  if (method === "open") {
    engine = new Engine(new SiteFiles(given));
    return engine.open();
  }
  const open = /** @type {Engine} */ (engine);
  if (method === "search") return open.search(given, (update) => reply({ id, update }));
  if (method === "suggest") return open.suggest(given);
  let some = [];
  for await (const occurrence of open.occurrences(given)) {
    some.push(occurrence);
    if (some.length >= 200) reply({ id, update: some.splice(0) });
  }
  return some;
}

addEventListener("message", async ({ data: { id, method, given } }) => {
  try {
    reply({ id, result: await answered(method, given, id) });
  } catch (failure) {
    const { name, message, code, zh, en } = /** @type {any} */ (failure);
    reply({ id, failure: { name, message, code, zh, en } });
  }
});
