/*
 * A link at the end of each paragraph of a speech, to be copied or followed: seen when the paragraph is pointed at, or
 * the link has the focus. It has no text of its own (the sign is drawn by the stylesheet), so what is copied from the page
 * is the speech alone. Without JavaScript the facts and the apparatus still lead to every paragraph.
 */
"use strict";

(() => {
  for (const block of document.querySelectorAll("article.md-content__inner p[id]")) {
    const link = document.createElement("a");
    link.className = "place";
    link.href = `#${encodeURIComponent(block.id)}`;
    link.setAttribute("aria-label", `本段链接 Link to this paragraph: ${block.id}`);
    block.append(link);
  }
})();
