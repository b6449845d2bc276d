// The engine on the page itself: where the site lies on a disk there are no workers, and nothing can be fetched but scripts.

import { otherSides } from "./client.js";
import { Engine } from "./engine.js";
import { ScriptFiles } from "./store.js";

/** Asks an engine on the same page. */
class PageSide {
  /** @param {Engine} engine */
  constructor(engine) {
    this.engine = engine;
  }

  /**
   * @param {string} method
   * @param {any} given
   * @param {(told: any) => void} [onUpdate]
   */
  async ask(method, given, onUpdate) {
    if (method === "open") return this.engine.open();
    if (method === "search") return this.engine.search(given, onUpdate);
    if (method === "suggest") return this.engine.suggest(given);
    const found = [];
    for await (const occurrence of this.engine.occurrences(given)) found.push(occurrence);
    return found;
  }
}

otherSides.set("file:", (address) => new PageSide(new Engine(new ScriptFiles(address.href))));
