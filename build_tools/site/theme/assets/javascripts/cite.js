/*
 * A paragraph or a selected passage of a speech: its link, and its words with the citation that stands on the page, the
 * number of the paragraph and the link. The citation itself was made by a CSL processor when the page was built.
 *
 * A passage is addressed by its first paragraph, as every paragraph is, and by ?at=FROM-TO (or FROM-BLOCK.TO where it ends
 * in another), code units of the text as edited; ?words= has its first words, so that a text which was edited since is
 * marked where they are now, or not at all. Without JavaScript such an address leads to the paragraph.
 */
"use strict";

(() => {
  const TOOLS = ".place, .headerlink, [data-tool], del"; // what stands in a paragraph and is none of its words
  const STYLE = "anthology:style";
  const LONGEST = 24; // code units of words in an address
  const article = document.querySelector("article.md-content__inner");
  const root = new URL(document.querySelector(".find-box").dataset.anthologyRoot, location.href);
  const report = document.querySelector('meta[name="anthology-report"]')?.content;

  const blocks = () => [...article.querySelectorAll(":is(p, h2, h3, h4, h5, h6)[id^='p']")].filter((one) => /^p\d/.test(one.id));
  const blockOf = (node) => (node instanceof Element ? node : node.parentElement)?.closest(":is(p, h2, h3, h4, h5, h6)[id^='p']");
  const edited = () => (document.documentElement.dataset.view ?? "edited") === "edited";

  /* The text nodes of a paragraph that are its words. */
  function nodes(block) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, (node) => (node.parentElement.closest(TOOLS) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  }

  const words = (block) => nodes(block).map((node) => node.data).join("");

  function title() {
    const heading = article.querySelector("h1").cloneNode(true);
    for (const part of heading.querySelectorAll(TOOLS)) part.remove();
    return heading.textContent.trim();
  }

  /* The page's address without what only this reader chose. */
  function page() {
    const url = new URL(document.querySelector('link[rel="canonical"]')?.href ?? location.href);
    url.search = url.hash = "";
    return url;
  }

  /* ---- citing ---- */
  function styles() {
    const names = [...article.querySelectorAll(".citations dt")].filter((one) => one.textContent.includes("7714"));
    return names.map((one) => ({ name: one.textContent, words: one.nextElementSibling.firstChild.textContent.trim() }));
  }

  function chosen() {
    const all = styles();
    let name = "";
    try {
      name = localStorage.getItem(STYLE) ?? "";
    } catch {
      /* a browser that remembers nothing: the newest edition */
    }
    return all.find((style) => style.name === name) ?? all[0] ?? { name: "", words: `《${title()}》` };
  }

  function choose(name) {
    try {
      localStorage.setItem(STYLE, name);
    } catch {
      /* it holds for this once */
    }
  }

  function locator(first, last) {
    const all = blocks();
    const [from, to] = [all.indexOf(first) + 1, all.indexOf(last) + 1];
    return from === to ? `第 ${from} 段（${first.id}）` : `第 ${from}–${to} 段（${first.id}–${last.id}）`;
  }

  function citation(text, first, last, address) {
    return `“${text}”\n——${chosen().words} ${locator(first, last)}，${address}`;
  }

  function link(block) {
    const url = page();
    url.hash = block.id;
    return url.href;
  }

  /* ---- what is selected ---- */
  function offset(block, node, within) {
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, within);
    const part = range.cloneContents();
    for (const tool of part.querySelectorAll(TOOLS)) tool.remove();
    return part.textContent.length;
  }

  /* The selected passage within the speech's text: its words, first and last paragraph, and where it begins and ends in them. */
  function selected() {
    const selection = getSelection();
    if (!selection?.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const parts = blocks()
      .filter((block) => range.intersectsNode(block))
      .map((block) => {
        const whole = words(block);
        const from = block.contains(range.startContainer) ? offset(block, range.startContainer, range.startOffset) : 0;
        const to = block.contains(range.endContainer) ? offset(block, range.endContainer, range.endOffset) : whole.length;
        return { block, from, to, text: whole.slice(from, to) };
      })
      .filter(({ text }) => text.trim()); // three clicks on a paragraph reach to the start of the next one
    if (!parts.length) return null;
    const [first, last] = [parts[0], parts.at(-1)];
    return { text: parts.map(({ text }) => text).join("\n"), first: first.block, last: last.block, from: first.from, to: last.to };
  }

  function passage({ text, first, last, from, to }) {
    const url = page();
    url.searchParams.set("at", first === last ? `${from}-${to}` : `${from}-${last.id}.${to}`);
    url.searchParams.set("words", text.split("\n")[0].slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, "")); // no half of a rare character
    url.hash = first.id;
    return url.href;
  }

  /* ---- arriving ---- */
  function point(block, at) {
    for (const node of nodes(block)) {
      if (at <= node.length) return [node, at];
      at -= node.length;
    }
    return [block, block.childNodes.length];
  }

  /* The place of the words nearest to where they were; -1 if they are gone. */
  function nearest(text, wanted, at) {
    let best = -1;
    for (let found = text.indexOf(wanted); found >= 0; found = text.indexOf(wanted, found + 1)) if (best < 0 || Math.abs(found - at) < Math.abs(best - at)) best = found;
    return best;
  }

  function arrive() {
    globalThis.CSS?.highlights?.delete("passage");
    const asked = new URLSearchParams(location.search);
    const found = /^(\d{1,7})-(?:(p\w+)\.)?(\d{1,7})$/.exec(asked.get("at") ?? "");
    const first = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const last = found?.[2] ? document.getElementById(found[2]) : first;
    if (!found || !first || !last || !blocks().includes(first) || !edited()) return;
    const wanted = asked.get("words") ?? "";
    const from = nearest(words(first), wanted, Number(found[1]));
    if (!wanted || from < 0) return;
    const range = document.createRange();
    range.setStart(...point(first, from));
    range.setEnd(...point(last, Math.min(Number(found[3]) + (first === last ? from - Number(found[1]) : 0), words(last).length)));
    globalThis.CSS?.highlights?.set("passage", new Highlight(range));
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  }

  document.addEventListener("anthology:view", arrive);

  /* ---- the clipboard ---- */
  async function copy(text, button) {
    const name = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "已复制 Copied";
    } catch {
      button.textContent = "没有复制成 Not copied";
    }
    setTimeout(() => (button.textContent = name), 1500);
  }

  function button(name, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.addEventListener("click", () => act(made));
    return made;
  }

  /* ---- what can be done with a paragraph ---- */
  const menu = document.createElement("div");
  menu.className = "place-menu";
  menu.popover = "auto";
  menu.setAttribute("role", "dialog");
  menu.setAttribute("aria-label", "本段 This paragraph");
  article.append(menu);

  function which() {
    const all = styles();
    if (all.length < 2) return [];
    const label = document.createElement("label");
    const select = document.createElement("select");
    for (const style of all) select.append(new Option(style.name, style.name, false, style.name === chosen().name));
    select.addEventListener("change", () => choose(select.value));
    label.append("格式 Style ", select);
    return [label];
  }

  function reporting(block) {
    if (!report) return [];
    const made = document.createElement("a");
    const text = words(block);
    const short = text.length > 240 ? `${text.slice(0, 239)}…` : text;
    made.href = report.replaceAll("BLOCK", encodeURIComponent(block.id)).replaceAll("WORDS", encodeURIComponent(short));
    made.textContent = "报告本段有误 Report an error";
    made.rel = "noopener";
    return [made];
  }

  function open(place) {
    const block = blockOf(place);
    const near = place.parentElement.matches(".run-in[id]") ? place.parentElement : block;
    menu.replaceChildren(
      button("复制引文 Copy citation", (own) => copy(citation(words(block), block, block, link(block)), own)),
      ...which(),
      button("复制链接 Copy link", (own) => copy(link(near), own)),
      ...reporting(block),
    );
    menu.showPopover();
    const box = place.getBoundingClientRect();
    const own = menu.getBoundingClientRect();
    menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    menu.style.top = `${Math.max(8, Math.min(box.bottom + 4, innerHeight - own.height - 8))}px`;
    menu.querySelector("button").focus();
    menu.ontoggle = (event) => {
      if (event.newState === "closed" && (menu.contains(document.activeElement) || document.activeElement === document.body)) place.focus();
    };
  }

  globalThis.AnthologyCite = { open, arrive, selected, passage, citation, copy, button, words, root };
})();
