/*
 * A link at the end of each paragraph of a speech, and of each heading that runs on into one: seen when the paragraph is
 * pointed at, or the link has the focus. It has no text of its own (the sign is drawn by the stylesheet), so what is copied
 * from the page is the speech alone. Followed, it opens what can be done with the paragraph; the rest of that, and what
 * marks a passage that the address names, is loaded when it is asked for (cite.js).
 * Without JavaScript the facts and the apparatus still lead to every paragraph.
 */
"use strict";

(() => {
  const here = document.currentScript.src;
  let loading = null;

  function cite() {
    loading ??= new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = new URL("cite.js", here).href;
      script.onload = () => done(globalThis.AnthologyCite);
      script.onerror = failed;
      document.head.append(script);
    });
    return loading;
  }

  for (const block of document.querySelectorAll("article.md-content__inner :is(p[id], .run-in[id])")) {
    const link = document.createElement("a");
    link.className = "place";
    link.href = `#${encodeURIComponent(block.id)}`;
    link.setAttribute("aria-label", `本段链接与引用 Link and citation: ${block.id}`);
    block.append(link);
  }
  for (const words of document.querySelectorAll(".citations dd")) {
    const text = words.textContent.trim();
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "复制 Copy";
    button.addEventListener("click", async () => (await cite()).copy(text, button));
    words.append(" ", button);
  }
  globalThis.AnthologyPlaces = { cite };
  document.addEventListener("click", async (event) => {
    const link = event.target instanceof Element && event.target.closest("a.place");
    if (link) (await cite()).open(link);
  });
  if (new URLSearchParams(location.search).has("at")) cite().then((tools) => tools.arrive());
})();
