/* The clipping list: what it holds, in this browser alone; and, on a speech's page, the bar that adds what is selected. */
"use strict";

(() => {
  const KEY = "anthology-clippings";

  function all() {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(kept) ? kept.filter((one) => one && typeof one.text === "string" && /^[a-z0-9-]+$/.test(one.speech) && /^[\w-]*$/.test(one.block)) : [];
    } catch {
      return [];
    }
  }

  /* Whether they are kept: a full or forbidden store says no. */
  function keep(clippings) {
    try {
      localStorage.setItem(KEY, JSON.stringify(clippings));
      return true;
    } catch {
      return false;
    }
  }

  const article = document.querySelector("article.md-content__inner");
  const speech = /\/speeches\/([a-z0-9-]+)\//.exec(location.pathname);
  globalThis.AnthologyClippings = { all, keep };
  if (!article || !speech) return;

  const root = new URL(document.querySelector(".find-box").dataset.anthologyRoot, location.href);

  /* The selected paragraphs, each as its words alone. */
  function selected() {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
    const range = selection.getRangeAt(0);
    const texts = [], blocks = [];
    for (const block of article.querySelectorAll(":is(p, h2, h3, h4, h5, h6, li)[id^='p']")) {
      if (!/^p\d/.test(block.id) || !range.intersectsNode(block)) continue;
      const part = document.createRange();
      part.selectNodeContents(block);
      if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
      if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
      const words = part.cloneContents();
      for (const link of words.querySelectorAll(".headerlink, button, del")) link.remove();
      const text = words.textContent.trim();
      if (text) {
        texts.push(text);
        blocks.push(block.id);
      }
    }
    return texts.length ? { text: texts.join("\n"), block: blocks[0] } : null;
  }

  const bar = document.createElement("aside");
  const button = document.createElement("button");
  const link = document.createElement("a");
  const said = document.createElement("span");
  bar.className = "clip-bar";
  bar.hidden = true;
  bar.setAttribute("aria-label", "素材夹");
  button.type = "button";
  button.textContent = "加入素材夹";
  link.textContent = "打开素材夹";
  link.href = new URL(location.protocol === "file:" ? "clippings/index.html" : "clippings/", root).href;
  said.setAttribute("role", "status");
  bar.append(button, link, said);
  article.after(bar);

  /* What else can be done with the words: cited, and linked to where the page shows the text as edited. */
  globalThis.AnthologyPlaces?.cite().then((tools) => {
    let passage = null;
    const cited = tools.button("复制引文 Copy citation", (own) => passage && tools.copy(tools.citation(passage.text, passage.first, passage.last, tools.passage(passage)), own));
    const linked = tools.button("复制所选链接 Copy link", (own) => passage && tools.copy(tools.passage(passage), own));
    button.after(cited, linked);
    document.addEventListener("selectionchange", () => {
      passage = tools.selected() ?? passage;
      linked.hidden = cited.hidden = (document.documentElement.dataset.view ?? "edited") !== "edited";
    });
    passage = tools.selected();
  });

  let waiting = null;
  function look() {
    const found = selected();
    if (found) {
      waiting = found;
      said.textContent = "";
    }
    bar.hidden = !found && !bar.contains(document.activeElement);
  }
  document.addEventListener("selectionchange", look);
  bar.addEventListener("focusout", () => setTimeout(look));
  button.addEventListener("click", () => {
    if (!waiting) return;
    const heading = article.querySelector("h1").cloneNode(true);
    for (const part of heading.querySelectorAll(".headerlink")) part.remove();
    const one = { ...waiting, speech: speech[1], title: heading.textContent.trim(), added: new Date().toISOString() };
    const clippings = all();
    said.textContent = keep([...clippings, one]) ? `已加入，共 ${clippings.length + 1} 条` : "浏览器不让保存";
  });
  look();
})();
