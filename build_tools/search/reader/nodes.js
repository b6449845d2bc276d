/**
 * Elements of the page, made of tags, attributes and text. Nothing here reads markup: what is data stays text.
 * Knows: the document. Must not know: the search.
 */

/**
 * An element. Attributes that are null, undefined or false are left out; `on…` ones are listeners.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElement}
 */
export function makeNode(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, String(value));
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** Words for those who hear the page. @param {string} words */
export function makeHeard(words) {
  return makeNode("span", { class: "find-heard" }, words);
}

/**
 * Text of which parts are marked.
 * @param {{text: string, mark: boolean}[]} segments
 */
export function makeMarked(segments) {
  return segments.map(({ text, mark }) => (mark ? makeNode("mark", {}, text) : text));
}

/** True while an input method is composing: its keys are not ours. @param {KeyboardEvent | InputEvent} event */
export function isComposing(event) {
  return event.isComposing || /** @type {KeyboardEvent} */ (event).keyCode === 229;
}

/** True if what is typed there is text. @param {EventTarget | null} target */
export function takesText(target) {
  return target instanceof HTMLElement
    && (target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])"));
}
