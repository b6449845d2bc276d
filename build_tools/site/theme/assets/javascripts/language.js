/*
 * The interface in English: every text of a page that the catalogue knows is put in its English, and marked as such; the
 * speeches and all that comes from sources stay as they are. Loaded only where a reader chose English. The catalogue
 * (build_tools/site/messages.yml and the tables with English of their own) stands before this, in the same file.
 */
"use strict";

(() => {
  const HAN = /\p{Script=Han}/u;
  const KEPT = "[translate=no], [lang|=en]:not(html), code, script, style, .as-sent";
  const SPEECH = /^p\d/; // the ids of a speech's paragraphs
  const GAPS = { n: "([\\d.,:–~?%/X-]+(?:–[\\d.,:]+)?)", t: "(.+?)", q: "(.*?)" };
  const NAMED = ["title", "aria-label", "placeholder", "alt"];
  const exact = new Map();
  const patterns = [];

  for (const [zh, en] of Object.entries(globalThis.AnthologyEnglish)) {
    if (!zh.includes("{")) {
      exact.set(zh, en);
      continue;
    }
    const kinds = [];
    const source = zh.split(/\{(\w)\}/).map((part, at) => (at % 2 ? (kinds.push(part), GAPS[part]) : part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")));
    patterns.push({ fits: new RegExp(`^${source.join("")}$`), kinds, en });
  }

  /* The English of a text; nothing if the catalogue has none. */
  function english(text) {
    const bare = text.trim();
    if (exact.has(bare)) return exact.get(bare);
    const both = /^[^A-Za-z]*\p{Script=Han}[^A-Za-z]* ([A-Z][A-Za-z ]+)$/u.exec(bare); // 复制 Copy
    if (both) return both[1];
    for (const { fits, kinds, en } of patterns) {
      const found = fits.exec(bare);
      if (!found) continue;
      const values = found.slice(1).map((words, at) => (kinds[at] === "t" ? english(words) ?? words : words));
      let next = 0;
      const left = { n: values.filter((_, at) => kinds[at] === "n"), t: values.filter((_, at) => kinds[at] === "t"), q: values.filter((_, at) => kinds[at] === "q") };
      return en.replace(/\{(\w)\}/g, (_, gap) => (gap in left ? left[gap].shift() : values[Number(gap)]) ?? values[next++]);
    }
    return null;
  }

  const NAMES = /\/(?:speeches|compilations)\/[^/]+\//.test(location.pathname) ? "h1, .md-header__topic + .md-header__topic" : "h1.none"; // a title is its source's
  const kept = (element) => element.closest(KEPT) || element.closest(NAMES) || SPEECH.test(element.closest("[id^='p']:is(p, h2, h3, h4, h5, h6, strong)")?.id ?? "");

  function text(node) {
    const own = node.parentElement;
    if (!HAN.test(node.data) || !own || kept(own)) return;
    const beside = node.nextSibling?.nodeType === Node.ELEMENT_NODE && node.nextSibling.matches("span[lang=en]");
    const made = beside ? "" : english(node.data);
    if (made === null) {
      if (own.childNodes.length === 1 && !own.lang) own.lang = "zh-Hans";
      return;
    }
    node.data = node.data.replace(/\S(?:.*\S)?/s, () => made);
    if (own.childNodes.length === 1) own.lang = "en";
  }

  function names(element) {
    if (kept(element) && !element.matches(".place")) return;
    for (const name of NAMED) {
      const value = element.getAttribute(name);
      const made = value && HAN.test(value) ? english(value.replace(/：\s*p\d\S*$/, "").replace(/: p\d\S*$/, "")) : null;
      if (made !== null) element.setAttribute(name, made);
    }
  }

  function put(root) {
    if (root.nodeType === Node.TEXT_NODE) return text(root);
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    for (const one of [root, ...root.querySelectorAll("[title], [aria-label], [placeholder], [alt]")]) names(one);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    found.forEach(text);
    for (const below of root.querySelectorAll("p.english")) if (below.previousElementSibling?.matches("p:not([id])")) below.previousElementSibling.hidden = true;
  }

  for (const words of document.querySelectorAll("article [id^='p']:is(p, h2, h3, h4, h5, h6)")) if (SPEECH.test(words.id)) words.lang = "zh-Hans";
  document.title = english(document.title) ?? document.title;
  put(document.body);
  new MutationObserver((changes) => {
    for (const { target, type, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach(put);
      else if (type === "characterData") put(target);
      else names(target);
    }
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: NAMED });
})();
