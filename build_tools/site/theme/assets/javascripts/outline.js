/*
 * The outline on the clipboard: as lines of text, each deeper one set in by two spaces of a character's width, and as
 * a list in a list, which word processors make an outline of. Words and numerals are the speech's own; none is added.
 */
"use strict";

(() => {
  const outline = document.querySelector("details.outline");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "outline-copy";
  button.textContent = "复制提纲 Copy";

  function rows(list, depth) {
    return [...list.children].flatMap((item) => {
      const inner = item.querySelector(":scope > ul");
      const below = inner ? rows(inner, depth + 1) : [];
      return item.matches(".apart") ? below : [[depth, item.querySelector(":scope > a").textContent], ...below];
    });
  }

  function nested(lines) {
    const root = document.createElement("ul");
    const stack = [root];
    for (const [depth, words] of lines) {
      while (stack.length > depth + 1) stack.pop();
      while (stack.length < depth + 1) stack.push((stack.at(-1).lastElementChild ?? stack.at(-1)).appendChild(document.createElement("ul")));
      const item = document.createElement("li");
      item.textContent = words;
      stack.at(-1).append(item);
    }
    return root.outerHTML;
  }

  button.addEventListener("click", async () => {
    const lines = rows(outline.querySelector("ol"), 0);
    const plain = lines.map(([depth, words]) => "　　".repeat(depth) + words).join("\n");
    const kinds = { "text/plain": plain, "text/html": nested(lines) };
    try {
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(Object.entries(kinds).map(([kind, words]) => [kind, new Blob([words], { type: kind })])))]);
      button.textContent = "已复制 Copied";
    } catch {
      button.textContent = "没有复制成 Not copied";
    }
    setTimeout(() => (button.textContent = "复制提纲 Copy"), 2000);
  });
  outline.querySelector(".outline-note").append(button);
})();
