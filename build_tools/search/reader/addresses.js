/**
 * Where things of the site are: over HTTP a folder's address, on a disk the file in it.
 * Knows: addresses. Must not know: what is shown.
 */

/**
 * An address below the site's root; the root itself for one that would lead out of it.
 * @param {URL} root
 * @param {string} path
 */
export function siteAddress(root, path) {
  const found = new URL(path, root);
  if (!found.href.startsWith(root.href)) return new URL(root);
  if (found.protocol === "file:" && found.pathname.endsWith("/")) found.pathname += "index.html";
  return found;
}

/**
 * Where a passage stands, its words to be marked; without a passage, the speech with these words marked.
 * @param {URL} root
 * @param {{path: string}} hit
 * @param {string[]} words
 * @param {string} block
 */
export function passageAddress(root, hit, words, block) {
  const found = siteAddress(root, hit.path);
  found.search = words.map((word) => `h=${encodeURIComponent(word)}`).join("&");
  found.hash = block;
  return found.href;
}

/**
 * The search page in a state.
 * @param {URL} root
 * @param {string} parameters
 */
export function searchAddress(root, parameters) {
  const found = siteAddress(root, "search/");
  found.search = parameters;
  return found.href;
}
