/* Two speeches with their outlines aligned: sections that answer to one another stand side by side, or one below the other. */
"use strict";

(() => {
  const place = document.getElementById("anthology-compare");
  if (!place) return;
  const root = new URL(document.querySelector(".find-box").dataset.anthologyRoot, location.href);
  const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const LEAST = 0.12;
  const NAMES = ["甲", "乙"];
  const received = new Map();
  globalThis.anthologySpeech = (speech) => received.set(speech.id, speech);

  function make(tag, words = "", more = {}) {
    return Object.assign(document.createElement(tag), { textContent: words }, more);
  }

  function load(id) {
    return new Promise((done, failed) => {
      const script = make("script", "", { src: new URL(`speeches/${id}/speech.js`, root).href });
      script.onload = () => (received.has(id) ? done(received.get(id)) : failed(new Error(id)));
      script.onerror = () => failed(new Error(id));
      document.head.append(script);
    });
  }

  function address(speech, block = "") {
    const path = `speeches/${speech.id}/${location.protocol === "file:" ? "index.html" : ""}`;
    return new URL(path, root).href + (block && `#${block}`);
  }

  /* The speech cut at the headings of its highest level; what stands before them is a section without a heading. */
  function sections(speech) {
    const level = Math.min(...speech.blocks.filter((one) => one.kind === "heading").map((one) => one.level));
    const found = [{ heading: null, blocks: [] }];
    for (const block of speech.blocks) {
      if (block.kind === "heading" && block.level === level) found.push({ heading: block, blocks: [] });
      else found.at(-1).blocks.push(block);
    }
    return found;
  }

  function pairs(text) {
    const bare = text.replace(/[^\p{L}\p{N}]/gu, "");
    return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)));
  }

  function likeness(one, two) {
    let shared = 0;
    for (const pair of one) if (two.has(pair)) shared += 1;
    const all = one.size + two.size - shared;
    return all ? shared / all : 0;
  }

  function bare(section) {
    const heading = section.heading ? section.heading.text.slice((section.heading.marker || "").length) : "";
    return { heading: pairs(heading), body: pairs(section.blocks.map((one) => one.text).join("")) };
  }

  /* Pairs of sections, in the order of both outlines, whose likenesses together are greatest; null where one has no like. */
  function aligned(one, two) {
    const mine = one.map(bare), theirs = two.map(bare);
    const gain = (i, j) => {
      const like = (likeness(mine[i].heading, theirs[j].heading) + likeness(mine[i].body, theirs[j].body)) / (one[i].heading ? 1 : 2);
      return like >= LEAST ? like : -1;
    };
    const gains = one.map((_, i) => two.map((__, j) => (!one[i].heading !== !two[j].heading ? -1 : one[i].heading ? gain(i, j) : 9)));
    const best = Array.from({ length: one.length + 1 }, () => new Float64Array(two.length + 1));
    for (let i = one.length - 1; i >= 0; i -= 1)
      for (let j = two.length - 1; j >= 0; j -= 1)
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], gains[i][j] > 0 ? gains[i][j] + best[i + 1][j + 1] : 0);
    const rows = [];
    for (let i = 0, j = 0; i < one.length || j < two.length; ) {
      if (i < one.length && j < two.length && gains[i][j] > 0 && best[i][j] === gains[i][j] + best[i + 1][j + 1]) rows.push([one[i++], two[j++]]);
      else if (j === two.length || (i < one.length && best[i][j] === best[i + 1][j])) rows.push([one[i++], null]);
      else rows.push([null, two[j++]]);
    }
    return rows.filter((row) => row.some((section) => section && (section.heading || section.blocks.length)));
  }

  function count(section) {
    return section.blocks.concat(section.heading || []).reduce((sum, one) => sum + (one.text.match(/\p{Script=Han}/gu) || []).length, 0);
  }

  function cell(section, speech, name) {
    const box = make("div", "", { className: "compare-cell" });
    if (!section) {
      box.append(make("p", `${name}没有相应的一段`, { className: "compare-none" }));
      return box;
    }
    const heading = make("h3");
    const words = section.heading ? section.heading.text : "开头";
    const block = section.heading || section.blocks[0];
    heading.append(make("span", `${name} `, { className: "compare-name" }), make("a", words, { href: address(speech, block.id) }));
    box.append(heading);
    if (section.blocks.length) {
      const details = make("details");
      details.append(make("summary", `${count(section)} 字`), ...section.blocks.map((one) => make("p", one.text, { className: one.kind === "heading" ? "compare-below" : "" })));
      box.append(details);
    }
    return box;
  }

  function show(speeches) {
    const names = make("ul", "", { className: "compare-speeches" });
    for (const [number, speech] of speeches.entries()) {
      const row = make("li", `${NAMES[number]}：`);
      row.append(make("a", speech.title, { href: address(speech) }), `　${speech.characters} 字`);
      names.append(row);
    }
    const open = make("button", "展开全部正文", { type: "button" });
    open.addEventListener("click", () => {
      const all = [...place.querySelectorAll("details")], shut = all.some((one) => !one.open);
      for (const one of all) one.open = shut;
      open.textContent = shut ? "收起全部正文" : "展开全部正文";
    });
    const rows = aligned(...speeches.map(sections)).map((sides) => {
      const row = make("div", "", { className: "compare-row" });
      row.append(...sides.map((section, number) => cell(section, speeches[number], NAMES[number])));
      return row;
    });
    place.replaceChildren(names, make("h2", "逐段对照"), open, ...rows);
  }

  function ask(problem) {
    const form = make("form");
    const said = make("p", problem);
    said.setAttribute("role", "status");
    form.append(said);
    for (const [number, key] of ["a", "b"].entries()) {
      const label = make("label", `${NAMES[number]}：讲话的网址或编号`);
      label.append(make("input", "", { name: key, value: new URLSearchParams(location.search).get(key) || "", autocomplete: "off", spellcheck: false }));
      form.append(label);
    }
    form.append(make("button", "对照"));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const url = new URL(location.href);
      for (const key of ["a", "b"]) {
        const given = String(new FormData(form).get(key)).trim();
        url.searchParams.set(key, (/speeches\/([a-z0-9-]+)/.exec(given) || [null, given])[1]);
      }
      location.href = url.href;
    });
    place.replaceChildren(form);
  }

  async function start() {
    const given = ["a", "b"].map((key) => new URLSearchParams(location.search).get(key) || "");
    if (!given.some(Boolean)) return ask("选两篇讲话。从讲话页下方的“相关讲话”进来，就不用填。");
    if (!given.every((id) => ID.test(id))) return ask("编号不对，请重填。");
    try {
      show(await Promise.all(given.map(load)));
    } catch (failed) {
      ask(`没有取到这一篇：${failed.message}`);
    }
  }

  start();
})();
