"""A built site checked by itself: every page is there, every link of ours leads somewhere.

Knows: HTML, and which address a page of Markdown has.
Must not know: MkDocs: what checks a program's work must not be that program.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from build_tools.site import live

REFERS: Final = ("href", "src")
MOST: Final = 50  # faults told: a mistake in a template is on every page


@dataclass(frozen=True, slots=True)
class Read:
    """What a page holds: anchors, those that stand twice, what it refers to, its scripts, what else is alive on it."""

    anchors: frozenset[str]
    twice: frozenset[str]
    targets: frozenset[str]
    scripts: frozenset[str]
    live: frozenset[str]


def faults(site: Path, expected: Iterable[str]) -> list[str]:
    """What is wrong with a site: foreign markup that came alive, missing files, broken links, pages that none leads to.

    The theme's own scripts are those on 404.html, which holds no foreign text.
    """
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    missing = [f"没有生成 / was not made: {name}" for name in expected if name not in files]
    pages = {name: _read(site / name) for name in sorted(files) if name.endswith(".html")}
    reached = {"index.html", "404.html"}
    broken = [fault for name in pages if name != "404.html" for fault in _broken(name, pages, files, reached)]
    orphans = [f"{name}: 没有任何链接通到这一页 / no link leads to this page" for name in pages if name not in reached]
    theirs = pages["404.html"].scripts if "404.html" in pages else frozenset()
    alive = [
        f"{name}: 页面上有不该有的活动内容 / something on the page is alive: {what}"
        for name, page in pages.items()
        for what in sorted({*page.live, *(words[:60] for words in page.scripts - theirs)})
    ]
    return (alive + missing + sorted(broken) + orphans)[:MOST]


def address(page: str) -> str:
    """The file of a Markdown page in the site: `speeches/a.md` → `speeches/a/index.html`."""
    stem = page.removesuffix(".md")
    return f"{stem}.html" if posixpath.basename(stem) == "index" else f"{stem}/index.html"


def _read(path: Path) -> Read:
    tree = etree.parse(str(path), etree.HTMLParser(encoding="utf-8", huge_tree=True))
    anchors, twice, targets, scripts, alive = set[str](), set[str](), set[str](), set[str](), set[str]()
    for element in tree.iter(etree.Element):
        if named := element.get("id") or (element.get("name") if element.tag == "a" else None):
            (twice if named in anchors else anchors).add(named)
        for attribute in REFERS:
            if target := element.get(attribute):
                targets.add(target)
        alive.update(live.faults(element))
        if words := live.script(element):
            scripts.add(words)
    return Read(*map(frozenset, (anchors, twice, targets, scripts, alive)))


def _broken(name: str, pages: Mapping[str, Read], files: set[str], reached: set[str]) -> Iterator[str]:
    """What is wrong with a page; `reached` takes the pages to which it leads."""
    folder = posixpath.dirname(name)
    for anchor in pages[name].twice:
        yield f"{name}: 同一编号出现两次 / an id stands twice: {anchor}"
    for target in pages[name].targets:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        path, anchor = unquote(parts.path), unquote(parts.fragment)
        found = posixpath.normpath(posixpath.join(folder, path)) if path else name
        if path.endswith("/") or found == "." or f"{found}/index.html" in files:
            found = posixpath.normpath(f"{found}/index.html")
        if found != name:
            reached.add(found)
        if found not in files:
            yield f"{name}: 链接无处可去 / a link leads nowhere: {target}"
        elif anchor and found in pages and anchor not in pages[found].anchors and not anchor.startswith("__"):
            yield f"{name}: 没有这个锚点 / there is no such anchor: {target}"
