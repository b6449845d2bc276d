"""OpenDocument texts → their paragraphs in order, with the numbers that the program showed, and headings.

Knows: the elements of OpenDocument that carry text, and how its lists count.
Must not know: any other format, what a speech is.
Source: OASIS OpenDocument 1.3, part 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from build_tools.importers.limits import PARAGRAPHS
from build_tools.importers.numbering import LEVELS, Level, List, Numbers
from build_tools.importers.package import Package, unfold
from build_tools.importers.reading import Reading, refuse
from build_tools.importers.wordml import integer
from build_tools.intake.lines import Line, reading
from build_tools.model import RawFile

SPACE: Final = re.compile(r"[ \t\r\n]+")
LEFT_OUT: Final = (
    "tracked-changes",
    "annotation",
    "sequence-decls",
    "variable-decls",
    "forms",
    "desc",
    "title",
    "ruby-text",
)
FORMS: Final = {
    "1": "decimal", "0": "decimalZero", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
    "一": "chineseCounting", "壹": "chineseLegalSimplified", "甲": "ideographTraditional", "子": "ideographZodiac",
    "①": "decimalEnclosedCircle", "１": "decimalFullWidth", "": "none",
}  # fmt: skip
SCRIPTS: Final = re.compile(r"^(?:Basic|Scripts)/", re.IGNORECASE)
OUTLINE: Final = "\0outline"


@dataclass(slots=True)
class Story:
    """What is known while a file is read from top to bottom."""

    raw: RawFile
    numbers: Numbers
    titles: frozenset[str]
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    aside: list[etree._Element] = field(default_factory=list)  # text boxes of the paragraph that is read
    counters: dict[str, str] = field(default_factory=dict)  # of the lists so far, by style and "#" with an id
    begun: int = 0  # lists that count alone


def read(raw: RawFile) -> Reading:
    """The words of an OpenDocument text.

    Raises: BadInput: it is broken, locked, not safe to open, or no text.
    """
    parts = unfold(raw, (".xml", ".xba", ".xlb", ".py", ".bsh", ".js"))
    for name, data in parts.items():
        if SCRIPTS.search(name):
            refuse(raw, "F025", name=name)
        if b"<!DOCTYPE" in data and not name.endswith((".xba", ".xlb")):
            refuse(raw, "F026", part=name)
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        refuse(raw, "F032")
    package = Package(raw, parts)
    content = package.part("content.xml")
    body = None if content is None else content.find(".//{*}body/{*}text")
    if content is None or body is None:
        refuse(raw, "F034", format="ODT", why="content.xml")
    styles = [root for root in (package.part("styles.xml"), content) if root is not None]
    story = Story(raw, Numbers(_lists(styles)), _titles(styles))
    _blocks(body, story, "", 0)
    lines = [*story.lines, *(Line(f"[{at}] {words}") for at, words in enumerate(story.notes, 1))]
    return reading(lines, "odt")


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _get(element: etree._Element, wanted: str, otherwise: str = "") -> str:
    """An attribute by its name alone: no two namespaces of the format share one that we ask for."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{wanted}")), otherwise)


def _lists(roots: list[etree._Element]) -> Mapping[str, List]:
    """The list styles by name, and the one that headings follow."""
    lists = {}
    for root in roots:
        for style in root.iterfind(".//{*}list-style"):
            lists[_get(style, "name")] = List(_get(style, "name"), _levels(style), {})
        for style in root.iterfind(".//{*}outline-style"):
            lists[OUTLINE] = List(OUTLINE, _levels(style), {})
    return lists


def _levels(style: etree._Element) -> dict[int, Level]:
    return {integer(_get(one, "level"), 1) - 1: _level(one) for one in style if _get(one, "level")}


def _level(one: etree._Element) -> Level:
    form = FORMS.get(_get(one, "num-format")[:1], "decimal") if "bullet" not in _name(one) else "none"
    at = integer(_get(one, "level"), 1)
    shown = min(at, integer(_get(one, "display-levels"), 1))
    words = _get(one, "num-list-format")
    if words:
        words = re.sub(r"%([1-9])%", r"%\1", words)
    else:
        numbers = ".".join(f"%{level}" for level in range(at - shown + 1, at + 1))
        words = _get(one, "num-prefix") + numbers + _get(one, "num-suffix")
    label = next((_get(each, "label-followed-by") for each in one.iter() if _get(each, "label-followed-by")), "")
    return Level(integer(_get(one, "start-value"), 1), form, words, spaced=label != "nothing")


def _titles(roots: list[etree._Element]) -> frozenset[str]:
    """The styles that are the title's, or rest on it."""
    parents = {
        _get(style, "name"): _get(style, "parent-style-name")
        for root in roots
        for style in root.iterfind(".//{*}style")
    }
    return frozenset(("Title", *(name for name, parent in parents.items() if parent == "Title")))


def _blocks(parent: etree._Element, story: Story, style: str, depth: int) -> None:
    """The paragraphs, lists and tables of an element."""
    for one in parent:
        kind = _name(one)
        if kind in ("p", "h"):
            _paragraph(one, story, _outline_number(one, story) if kind == "h" and not style else "")
        elif kind == "list":
            _list(one, story, (style, ""), depth)
        elif kind == "table-row":
            story.lines.append(Line("\t".join([_cell(cell, story) for cell in one])))
        elif kind and kind not in LEFT_OUT:
            _blocks(one, story, style, depth)
        if len(story.lines) > PARAGRAPHS:
            refuse(story.raw, "F023", what="paragraphs", found=f"> {PARAGRAPHS}", limit=PARAGRAPHS)


def _cell(cell: etree._Element, story: Story) -> str:
    """The words of a table's cell, in one line."""
    above, story.lines = story.lines, []
    _blocks(cell, story, "", 0)
    inside, story.lines = story.lines, above
    return " ".join(line.words for line in inside)


def _list(element: etree._Element, story: Story, above: tuple[str, str], depth: int) -> None:
    """A list: those inside it count with it, whatever they look like, and so may one item look like another list."""
    style = _get(element, "style-name") or above[0]
    counter = above[1] or _counter(element, story, style)
    for one in element:
        number = _name(one) == "list-item"
        look = _get(one, "style-override") or style
        if start := _get(one, "start-value"):
            counts = story.numbers.counted.setdefault(counter, [None] * LEVELS)
            counts[min(depth, LEVELS - 1)] = integer(start, 1) - 1
        for each in one:
            if _name(each) in ("p", "h"):
                _paragraph(each, story, story.numbers.next(look, depth, counter) if number else "")
                number = False
            elif _name(each) == "list":
                _list(each, story, (style, counter), depth + 1)


def _counter(element: etree._Element, story: Story, style: str) -> str:
    """With which list a list counts: with one that it continues, else alone."""
    other = _get(element, "continue-list")
    counter = ""
    if other or _get(element, "continue-numbering") == "true":
        counter = story.counters.get(f"#{other}") or story.counters.get(style, "")
    if not counter:
        story.begun += 1
        counter = f"list {story.begun}"
    story.counters[style] = story.counters[f"#{_get(element, 'id')}"] = counter
    return counter


def _outline_number(heading: etree._Element, story: Story) -> str:
    return story.numbers.next(OUTLINE, integer(_get(heading, "outline-level"), 1) - 1)


def _paragraph(element: etree._Element, story: Story, number: str) -> None:
    words = number + _words(element, story)
    if _name(element) == "h":
        kind, level = "heading", integer(_get(element, "outline-level"), 1)
    else:
        kind, level = ("title", 1) if _get(element, "style-name") in story.titles else ("", 0)
    lines = words.split("\n")
    story.lines += [Line(line, kind if line.strip() else "", level) for line in lines]
    while story.aside:
        _blocks(story.aside.pop(0), story, "", 0)


def _words(element: etree._Element, story: Story) -> str:
    return "".join(_pieces(element, story))


def _pieces(element: etree._Element, story: Story) -> Iterator[str]:
    """What a paragraph shows. White space counts once, as in a web page; `s` and `tab` count as they say."""
    yield SPACE.sub(" ", element.text or "")
    for one in element:
        kind = _name(one)
        if kind == "s":
            yield " " * min(integer(_get(one, "c"), 1), 200)
        elif kind == "tab":
            yield "\t"
        elif kind == "line-break":
            yield "\n"
        elif kind == "note":
            yield _note(one, story)
        elif kind == "text-box":
            story.aside.append(one)
        elif kind and kind not in LEFT_OUT:
            yield from _pieces(one, story)
        yield SPACE.sub(" ", one.tail or "")


def _note(element: etree._Element, story: Story) -> str:
    """A note's number; its words come after the text."""
    at = len(story.notes)
    story.notes.append("")
    body = element.find("{*}note-body")
    story.notes[at] = "" if body is None else " ".join(_words(p, story).strip() for p in body.iter("{*}p"))
    return f"[{at + 1}]"
