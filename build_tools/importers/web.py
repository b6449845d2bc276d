"""Web pages → the text that a browser shows, with marks over headings and over what belongs to the page alone.

Knows: HTML's elements, and how pages name their menus and sidebars.
Must not know: encodings but for what a page declares of itself; what a speech is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from build_tools.importers.characters import FORBIDDEN
from build_tools.importers.encodings import decode_page
from build_tools.importers.limits import PAGE_DEPTH, PAGE_TAGS
from build_tools.importers.reading import Reading, refuse, trimmed
from build_tools.model import Mark, RawFile, Span


def _words(row: str) -> frozenset[str]:
    return frozenset(row.split())


HIDDEN: Final = _words(
    "head script style noscript template title select datalist textarea svg iframe object audio video canvas noframes"
)
BLOCKS: Final = _words(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary "
    "table tbody tfoot thead tr ul"
)
CELLS: Final = ("td", "th")
VOID: Final = _words("area base br col embed hr img input link meta param source track wbr")
HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
FURNITURE: Final = ("nav", "aside", "footer", "menu", "button")
BODIES: Final = ("html", "body", "main", "article")
ROLES: Final = ("navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar")
NAMES: Final = _words(
    "nav navbar navigation navi menu submenu topnav subnav footer foot sidebar aside ad ads adv advert "
    "advertisement adsbygoogle breadcrumb breadcrumbs crumb crumbs related recommend recommended share sharing "
    "sharebar comment comments copyright pagination pager toolbar topbar qrcode login search friendlink friendlinks"
)
NAME: Final = re.compile(r"[A-Za-z]+")
SET_ASIDE: Final = ("has", "no", "with", "is", "without", "content", "main", "article")  # "has-sidebar", "main-content"
INVISIBLE: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
SPACE: Final = re.compile(r"[ \t\n\r\f]+")  # no-break and ideographic spaces are characters like others
MOSTLY: Final = 0.5
PIECE: Final = 16_384  # bytes


@dataclass(frozen=True, slots=True)
class Element:
    """An open element: where its text starts, and what it makes of it."""

    tag: str
    start: int
    hidden: bool
    kind: str = ""
    by_name: bool = False
    holds_article: bool = False


@dataclass(slots=True)
class Page:
    """The text so far. The parser calls `start`, `data`, `end` and `close` (lxml's target protocol)."""

    raw: RawFile
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    fresh: bool = True  # at the start of a line
    spaced: bool = False  # a space is due before the next word
    open: list[Element] = field(default_factory=list)
    marks: list[tuple[Mark, bool]] = field(default_factory=list)  # with: known by its name alone
    tags: int = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self.tags += 1
        if self.tags > PAGE_TAGS or len(self.open) > PAGE_DEPTH:
            refuse(self.raw, "F029", tags=PAGE_TAGS, depth=PAGE_DEPTH)
        hidden = bool(self.open and self.open[-1].hidden) or tag in HIDDEN or _invisible(attributes)
        if not hidden:
            self._part(tag)
            self._cell(tag)
        kind, by_name = ("", False) if hidden else self._kind(tag, attributes)
        if tag not in VOID:
            inside = tag in ("article", "main") or bool(self.open and self.open[-1].holds_article)
            self.open.append(Element(tag, self.length, hidden, kind, by_name, inside))

    def end(self, tag: str) -> None:
        """An element ends; the parser has seen to it that it is the last one open."""
        if tag in VOID or not self.open or self.open[-1].tag != tag:
            return
        element = self.open.pop()
        if element.kind and self.length > element.start:
            self.marks.append(
                (Mark(Span(element.start, self.length), element.kind, HEADINGS.get(tag, 0)), element.by_name)
            )
        if not element.hidden:
            self._part(tag)

    def data(self, words: str) -> None:
        """Text between elements."""
        if self.open and self.open[-1].hidden:
            return
        if any(element.tag == "pre" for element in self.open[-8:]):
            self._add(words)
            return
        shown = SPACE.sub(" ", words)
        if shown.strip(" ") and (self.spaced or shown[0] == " ") and not self.fresh and self.pieces[-1] != "\t":
            self._add(" ")
        self.spaced = shown[-1:] == " " if shown.strip(" ") else self.spaced or bool(shown)
        self._add(shown.strip(" "))

    def comment(self, words: str) -> None:
        """Comments are not shown."""

    def close(self) -> None:
        """The page is read to its end."""
        for element in self.open[::-1]:
            self.end(element.tag)

    def reading(self, encoding: str) -> Reading:
        """What was read."""
        text = "".join(self.pieces).rstrip("\n")
        return Reading(text, encoding, tuple(_told(self.marks, text)))

    def _part(self, tag: str) -> None:
        """What the borders of an element show: a new line."""
        if tag == "br" or (tag in BLOCKS and not self.fresh):
            self.spaced = False
            self._add("\n")

    def _cell(self, tag: str) -> None:
        if tag in CELLS and not self.fresh:
            self.spaced = False
            self._add("\t")

    def _add(self, words: str) -> None:
        if words:
            self.pieces.append(words)
            self.length += len(words)
            self.fresh = words[-1] == "\n"

    def _kind(self, tag: str, attributes: Mapping[str, str]) -> tuple[str, bool]:
        """The kind of mark that an element makes, and whether only its class or id says so."""
        if tag in HEADINGS:
            return ("title" if tag == "h1" else "heading"), False
        in_article = bool(self.open and self.open[-1].holds_article)
        if tag in FURNITURE or (tag == "header" and not in_article) or attributes.get("role", "").lower() in ROLES:
            return "furniture", False
        if tag not in BODIES and _named(attributes):
            return "furniture", True
        return "", False


def _invisible(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or INVISIBLE.search(attributes.get("style", "")[:2_000]) is not None


def _named(attributes: Mapping[str, str]) -> bool:
    """True if a class or id names furniture: "nav", "top-nav", "sidebar_left"; not "has-sidebar", "navy"."""
    for name in f"{attributes.get('class', '')} {attributes.get('id', '')}"[:2_000].split():
        words = [word.lower() for word in NAME.findall(name)]
        if words and not NAMES.isdisjoint((words[0], words[-1])) and not set(words) & set(SET_ASIDE):
            return True
    return False


def _told(marks: list[tuple[Mark, bool]], text: str) -> list[Mark]:
    """The marks that stand, by place: what holds most of the text is not furniture by its name alone."""
    told: list[Mark] = []
    for mark, by_name in marks:
        span = trimmed(text, mark.span.start, min(mark.span.end, len(text)))
        if len(span) > 0 and not (by_name and len(span) > MOSTLY * len(text)):
            told.append(Mark(span, mark.kind, mark.level))
    told.sort(key=lambda mark: (mark.span.start, -mark.span.end))
    kept: list[Mark] = []
    furniture_to = 0
    for mark in told:
        if mark.span.end <= furniture_to:
            continue  # inside furniture all is furniture, headings too
        if mark.kind == "furniture":
            furniture_to = mark.span.end
        kept.append(mark)
    return sorted(kept)


def read(raw: RawFile) -> Reading:
    """The visible text of a page, with marks.

    Raises: BadInput: the encoding cannot be told, a character is forbidden, or the page is too deep.
    """
    decoded = decode_page(raw)
    if FORBIDDEN.search(decoded.text):  # the parser would drop them, or end at the first NUL
        return Reading(decoded.text, decoded.encoding)
    page = Page(raw)
    # The stubs' protocol asks for bytes as well; the parser gives str.
    parser = etree.HTMLParser(target=page, encoding="utf-8", no_network=True, huge_tree=True)  # type: ignore[arg-type]
    if decoded.text.strip():  # the parser takes an empty page for an error
        data = decoded.text.encode()
        for at in range(0, len(data), PIECE):  # what a page may not have is told at the end of a piece
            parser.feed(data[at : at + PIECE])
        parser.close()
    return page.reading(decoded.encoding)
