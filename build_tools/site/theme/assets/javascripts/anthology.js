/*
 * What every page needs of the search before it is used: the box's keys, and when to load the rest.
 * Nothing else is loaded until the box has the focus, the page is the search page, or its address asks for marked words.
 * On a disk there are no modules and no folders' addresses: classic scripts are loaded, and links lead to index.html.
 */
"use strict";

(() => {
  const onDisk = location.protocol === "file:";
  const box = document.querySelector(".find-box");
  const place = document.getElementById("anthology-search");
  if (!box) return;
  const root = new URL(box.dataset.anthologyRoot, location.href);
  const field = box.querySelector("input");

  function load(path, module) {
    return new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL(`search/reader/${path}`, root).href;
      if (module) script.type = "module";
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    });
  }

  async function start(name) {
    try {
      await (onDisk ? load(`classic/${name}.js`, false) : load(`${name}.js`, true));
    } catch {
      const told = document.querySelector(".find-not-loaded");
      if (told) told.hidden = false;
    }
  }

  function plainLinks() {
    for (const link of document.querySelectorAll("a[href]")) {
      const url = new URL(link.href);
      if (url.protocol === "file:" && url.href.startsWith(root.href) && url.pathname.endsWith("/")) {
        url.pathname += "index.html";
        link.href = url.href;
      }
    }
  }

  function takesText(target) {
    return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), textarea, select"));
  }

  function searchPage(words) {
    const url = new URL(onDisk ? "search/index.html" : "search/", root);
    if (words) url.searchParams.set("q", words);
    return url.href;
  }

  function tool(name) {
    const script = document.createElement("script");
    script.src = new URL(`assets/javascripts/${name}.js`, root).href;
    document.head.append(script);
  }

  /* Words that are selected on a speech's page can be clipped. */
  function clip() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !document.querySelector("article.md-content__inner")?.contains(selection.anchorNode)) return;
    document.removeEventListener("selectionchange", clip);
    tool("clip");
  }

  if (/\/speeches\/[^/]+\//.test(location.pathname)) {
    document.addEventListener("selectionchange", clip);
    tool("places");
  }

  const views = document.querySelector(".views");
  if (views) {
    views.hidden = false;
    if (new URLSearchParams(location.search).has("view")) tool("views");
    else views.addEventListener("change", () => tool("views"), { once: true });
  }

  if (onDisk) plainLinks();
  if (new URLSearchParams(location.search).has("h") && !place) start("mark");
  if (place) start("page");
  else if (document.activeElement === field) start("box");
  else field.addEventListener("focus", () => start("box"), { once: true });

  /* An input method may be composing while the box's script is fetched: what it has so far is no query. */
  for (const [name, composing] of [["compositionstart", true], ["compositionend", false]])
    field.addEventListener(name, () => box.toggleAttribute("data-composing", composing));

  box.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = searchPage(field.value);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || takesText(event.target)) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    event.stopPropagation();
    const here = document.getElementById("find-query") || field;
    if (here.getClientRects().length) {
      here.focus();
      here.select();
    } else location.href = searchPage("");
  }, true);
})();
