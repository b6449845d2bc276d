/*
 * Three views of a speech's text without reload: as edited (the page as it was made), as sent, and with every edit and
 * finding marked. What differs stands in the page, in the attribute data-views of the choice (build_tools/pages/views.py).
 * A view is made of the page's own words, paragraph by paragraph; the page's own nodes come back when it is left.
 */
"use strict";

(() => {
  const choice = document.querySelector(".views");
  const { notes, sent, marks } = JSON.parse(choice.dataset.views);
  const TOOLS = ".place, .headerlink, [data-tool]"; // what stands in a paragraph and is none of its words
  const kept = new Map(); // paragraph → its own nodes, while others stand in their place
  const why = element("div", "why");
  let opener = null;

  function element(name, kind, ...inner) {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    made.append(...inner);
    return made;
  }

  function differences(id) {
    const flat = sent[id] ?? [];
    const list = [];
    for (let here = 0, at = 0; here < flat.length; here += 4) {
      const start = at + flat[here];
      at = start + flat[here + 2];
      list.push({ start, end: at, words: flat[here + 1], note: flat[here + 3] });
    }
    return list;
  }

  function doubts(id) {
    const flat = marks[id] ?? [];
    const list = [];
    for (let here = 0; here < flat.length; here += 3) list.push({ start: flat[here], end: flat[here + 1], note: flat[here + 2] });
    return list;
  }

  function words(block) {
    return [...block.childNodes].filter((node) => !(node instanceof Element && node.matches(TOOLS)));
  }

  /* Where the headings stand that run into the paragraph: they are elements of their own, which links lead to. */
  function headings(nodes) {
    const list = [];
    let at = 0;
    for (const node of nodes) {
      if (node instanceof Element && node.matches(".run-in")) list.push({ start: at, end: at + node.textContent.length, node });
      at += node.textContent.length;
    }
    return list;
  }

  function name(list) {
    return list.map((note) => `${notes[note][0]}：${notes[note][1]}`).join("；");
  }

  function opens(mark, list) {
    mark.tabIndex = 0;
    mark.setAttribute("role", "button");
    mark.setAttribute("aria-haspopup", "dialog");
    mark.setAttribute("aria-label", `${mark.textContent}（${name(list)}）`);
    return mark;
  }

  function edit(was, now, list) {
    const mark = element("span", /[\p{L}\p{N}]/u.test(was + now) ? "edit" : "edit slight");
    if (was) mark.append(element("del", "", was));
    if (now) mark.append(element("ins", "", now));
    mark.dataset.notes = list.join(" ");
    return opens(mark, list);
  }

  function doubt(text, list, first) {
    const mark = element("span", text ? "doubt" : "doubt at", text);
    mark.dataset.notes = list.join(" ");
    return first ? opens(mark, list) : mark;
  }

  /* The words of a paragraph in another view, in order of place: at each place what has no length of its own comes first. */
  function render(block, nodes, marked) {
    const text = nodes.map((node) => node.textContent).join("");
    const changes = differences(block.id);
    const doubted = marked ? doubts(block.id) : [];
    const runs = headings(nodes);
    const cuts = new Set([0, text.length]);
    for (const { start, end } of [...changes, ...doubted, ...runs]) cuts.add(start).add(end);
    const places = [...cuts].sort((one, other) => one - other);
    const all = document.createDocumentFragment();
    let into = all;
    let next = 0; // of changes
    let until = 0; // the end of the last change
    let from = 0; // doubts before this one are past
    places.forEach((at, number) => {
      if (runs.some(({ end }) => end === at)) into = all;
      for (; changes[next]?.start === at && changes[next].end === at; next++) change(changes[next]);
      for (const { start, end, note } of doubted.slice(from)) {
        if (start > at) break;
        if (start === at && end === at) into.append(doubt("", [note], true));
      }
      const run = runs.find(({ start }) => start === at);
      if (run) all.append((into = run.node.cloneNode(false)));
      if (changes[next]?.start === at) change(changes[next++]);
      for (; changes[next]?.start === at && changes[next].end === at; next++) change(changes[next]);
      if (at < until || number + 1 === places.length) return;
      const slice = text.slice(at, places[number + 1]);
      while (doubted[from] && doubted[from].end <= at && doubted[from].start < at) from++;
      const here = over(at, places[number + 1]);
      into.append(here.length ? doubt(slice, here.map(({ note }) => note), here.some(({ start }) => start === at)) : slice);
    });
    return all;

    function over(start, end) {
      const list = [];
      for (let here = from; here < doubted.length && doubted[here].start < end; here++)
        if (doubted[here].end > start && doubted[here].end > doubted[here].start) list.push(doubted[here]);
      return list;
    }

    function change({ start, end, words: was, note }) {
      until = Math.max(until, end);
      if (!marked) into.append(was);
      else if (note < 0) into.append(text.slice(start, end));
      else into.append(edit(was, text.slice(start, end), [note, ...over(start, end).map((other) => other.note)]));
    }
  }

  function show(block, view) {
    if (!kept.has(block)) kept.set(block, words(block));
    const own = kept.get(block);
    const now = view === "edited" ? own : [render(block, own, view === "marked")];
    for (const node of words(block)) node.remove();
    block.prepend(...now);
    block.classList.toggle("as-sent", view === "sent");
    if (!block.classList.length) block.removeAttribute("class");
    if (view === "edited") kept.delete(block);
  }

  /* What is read stays where it is on the screen, although the words above it grow or shrink. */
  function choose(view) {
    const blocks = Object.keys(sent).concat(Object.keys(marks).filter((id) => !(id in sent))).map((id) => document.getElementById(id)).filter(Boolean);
    const first = blocks.map((block) => [block, block.getBoundingClientRect()]).find(([, box]) => box.bottom > 80);
    if (why.matches(":popover-open")) why.hidePopover();
    for (const block of blocks) show(block, view);
    document.documentElement.dataset.view = view;
    if (first && first[1].top < 80) scrollBy({ top: first[0].getBoundingClientRect().top - first[1].top, behavior: "instant" });
    document.dispatchEvent(new CustomEvent("anthology:view", { detail: view }));
  }

  function address(view) {
    const url = new URL(location.href);
    if (view === "edited") url.searchParams.delete("view");
    else url.searchParams.set("view", view);
    history.replaceState(history.state, "", url);
  }

  /* ---- why something is marked ---- */
  function explain(mark) {
    opener = mark;
    const was = mark.querySelector("del")?.textContent ?? "";
    const now = mark.querySelector("ins")?.textContent ?? "";
    const rows = mark.dataset.notes.split(" ").map((number) => {
      const [what, zh, en, rule] = notes[number];
      const english = element("p", "why-en", en);
      english.lang = "en";
      return element("div", "why-row", element("p", "", element("b", "", what), `　${zh}`), english, element("small", "", rule));
    });
    if (mark.matches(".edit")) rows.unshift(element("p", "why-words", element("del", "", seen(was)), " → ", element("ins", "", now ? seen(now) : "（删）")));
    why.replaceChildren(...rows);
    why.showPopover();
    const box = mark.getClientRects()[0];
    const own = why.getBoundingClientRect();
    const above = box.bottom + own.height + 8 > innerHeight && box.top > own.height + 8;
    why.style.left = `${Math.max(8, Math.min(box.left, innerWidth - own.width - 8))}px`;
    why.style.top = `${above ? box.top - own.height - 6 : box.bottom + 6}px`;
    why.focus();
  }

  function seen(text) {
    return text.trim() ? text : "（空白）";
  }

  why.popover = "auto";
  why.tabIndex = -1;
  why.setAttribute("role", "dialog");
  why.setAttribute("aria-label", "为何如此标记 Why this is marked");
  why.addEventListener("toggle", (event) => {
    if (event.newState === "closed" && why.contains(document.activeElement)) opener?.focus();
  });
  document.querySelector("article.md-content__inner").append(why);
  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element && event.target.closest(".edit, .doubt");
    if (mark) explain(mark);
  });
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target instanceof Element && event.target.matches(".edit, .doubt")) {
      event.preventDefault();
      explain(event.target);
    }
  });

  /* ---- the choice ---- */
  choice.addEventListener("change", (event) => {
    address(event.target.value);
    choose(event.target.value);
  });
  const asked = new URLSearchParams(location.search).get("view");
  const wanted = choice.querySelector(asked ? `[value="${CSS.escape(asked)}"]` : ":checked");
  if (wanted && wanted.value !== "edited") {
    wanted.checked = true;
    address(wanted.value);
    choose(wanted.value);
  }
})();
