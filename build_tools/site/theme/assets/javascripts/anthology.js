/*
 * What every page needs: the colours that the reader chose, before anything is painted; the menu on a phone; which part of
 * the page is being read; and of the search, the box's keys, and when to load the rest.
 * Nothing else is loaded until the box has the focus, the page is the search page, or its address asks for marked words.
 * On a disk there are no modules and no folders' addresses: classic scripts are loaded, and links lead to index.html.
 */
"use strict";

(() => {
  const SCHEMES = ["", "light", "dark"]; // after the system, light, dark
  const NAMES = ["现随系统，改用浅色", "现为浅色，改用深色", "现为深色，改随系统"];
  const html = document.documentElement;
  let scheme = 0;

  function remembered(value) {
    try {
      if (value !== undefined) localStorage.setItem("anthology:scheme", value);
      return localStorage.getItem("anthology:scheme") ?? "";
    } catch {
      return value ?? ""; // a browser that remembers nothing
    }
  }

  function dress(value) {
    scheme = Math.max(SCHEMES.indexOf(value), 0);
    if (scheme) html.dataset.scheme = SCHEMES[scheme];
    else delete html.dataset.scheme;
  }

  /* The language of the interface: by the address, else as it was chosen before; Chinese if nobody did. */
  function language() {
    const asked = new URLSearchParams(location.search).get("lang");
    try {
      if (asked) localStorage.setItem("anthology:language", asked);
      return asked ?? localStorage.getItem("anthology:language");
    } catch {
      return asked;
    }
  }

  function speak() {
    const link = document.querySelector(".language");
    if (!link) return;
    const url = new URL(location.href);
    url.searchParams.set("lang", html.lang === "en" ? "zh" : "en");
    link.href = url.href;
    link.hidden = false;
    if (html.lang !== "en") return;
    link.textContent = "中文";
    link.lang = link.hreflang = "zh-Hans";
    const script = document.createElement("script");
    script.src = new URL("english.js", here).href;
    document.head.append(script);
  }

  const here = document.currentScript.src;
  if (language() === "en") html.lang = "en";
  dress(remembered());
  html.classList.replace("no-js", "js");
  document.addEventListener("DOMContentLoaded", () => {
    colours();
    menu();
    heading();
    contents();
    speak();
  });

  function colours() {
    const button = document.querySelector(".scheme-button");
    if (!button) return;
    const tell = () => {
      button.title = NAMES[scheme];
      button.setAttribute("aria-label", NAMES[scheme]);
      [...button.children].forEach((icon, number) => (icon.hidden = number !== scheme));
    };
    button.addEventListener("click", () => {
      dress(remembered(SCHEMES[(scheme + 1) % SCHEMES.length]));
      tell();
    });
    tell();
    button.hidden = false;
  }

  /* The menu of a narrow screen: a box to tick opens it without scripts; here a button does. */
  function menu() {
    const open = document.getElementById("__drawer");
    const button = document.querySelector(".menu-button");
    if (!open || !button) return;
    const tell = () => {
      button.setAttribute("aria-expanded", String(open.checked));
      if (open.checked) document.querySelector("#__nav a")?.focus();
    };
    button.hidden = false;
    button.addEventListener("click", () => open.click());
    open.addEventListener("change", tell);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !open.checked) return;
      open.checked = false;
      tell();
      button.focus();
    });
  }

  /* The page's title stands in the header once it is out of sight. */
  function heading() {
    const title = document.querySelector(".md-content h1");
    const place = document.querySelector(".md-header__title");
    if (title && place)
      new IntersectionObserver(([seen]) => place.classList.toggle("md-header__title--active", !seen.isIntersecting && seen.boundingClientRect.top < 60), {
        rootMargin: "-60px 0px 0px",
      }).observe(title);
  }

  /* The part that is being read is marked in the table of contents. */
  function contents() {
    const parts = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")]
      .map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
      .filter(([, part]) => part);
    let now = null;
    let waiting = false;
    const see = () => {
      waiting = false;
      const read = parts.findLast(([, part]) => part.getBoundingClientRect().top < 120)?.[0] ?? null;
      if (read === now) return;
      now?.classList.remove("md-nav__link--active");
      read?.classList.add("md-nav__link--active");
      now = read;
      const frame = read?.closest(".md-sidebar__scrollwrap");
      if (frame) frame.scrollTop = read.offsetTop - frame.clientHeight / 2;
    };
    if (!parts.length) return;
    addEventListener("scroll", () => {
      if (!waiting) requestAnimationFrame(see);
      waiting = true;
    }, { passive: true });
    see();
  }
})();

document.addEventListener("DOMContentLoaded", () => {
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

  document.querySelector("details.outline")?.addEventListener("toggle", () => tool("outline"), { once: true });
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
});
