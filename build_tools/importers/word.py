"""Word files (.docx) → their words in order, with the numbers that Word shows, and marks over headings.

Knows: paragraphs, runs, tables, text boxes, revisions and notes of WordprocessingML.
Must not know: ZIP, what a speech is.

Text: paragraphs end with a line end; a table's cells stand apart by a tab and its rows by a line end; a text box
follows the paragraph that holds it. What was deleted, what is hidden, comments, heads and feet of pages are left out;
what was inserted stays. A note's number stands as "[1]" where Word shows it, marked as markup, and "[1] words" comes
after the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from build_tools.importers.limits import PARAGRAPHS
from build_tools.importers.numbering import Numbers, read_lists
from build_tools.importers.package import open_package
from build_tools.importers.reading import Reading, refuse, trimmed
from build_tools.importers.styles import PLAIN, Style, outlined, read_styles
from build_tools.importers.wordml import child, children, integer, name, switched_on, value
from build_tools.model import Mark, RawFile, Span

LEFT_OUT: Final = frozenset(
    ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr",
     "rt", "sdtPr", "sdtEndPr", "rubyPr", "2006:Fallback", "2006:oMathParaPr")
)  # fmt: skip
"""What is not read on into. The fallback of a drawing says the same words again."""
BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
INSERTED: Final = ("altChunk", "subDoc")
"""Other files whose words Word shows as if they stood here."""
NOTES: Final = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
SPACE: Final = re.compile(r"[\t\n\r]")
KEEP: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class Paragraph:
    """A paragraph that is being read: its pieces, and the text boxes in it, which come after it."""

    kind: str = ""
    level: int = 0
    joins: bool = False  # its end was deleted: the next one continues it
    number: str = ""  # before its first word
    pieces: list[str] = field(default_factory=list)
    markup: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Paragraph] = field(default_factory=list)
    before: str = "\n"
    length: int = 0

    def add(self, words: str) -> None:
        """Add a piece."""
        self.pieces.append(words)
        self.length += len(words)


@dataclass(slots=True)
class Story:
    """What is known while a file is read from top to bottom."""

    raw: RawFile
    styles: Mapping[str, Style]
    default: str
    numbers: Numbers
    open: list[Paragraph] = field(default_factory=list)
    done: list[Paragraph] = field(default_factory=list)
    before: str = "\n"  # what parts the next paragraph from the one before
    notes: list[tuple[str, str]] = field(default_factory=list)  # part and id, in the order of their numbers
    seen: int = 0


def read(raw: RawFile) -> Reading:
    """The words of a Word file, with marks.

    Raises: BadInput: the file is broken, locked, or not safe to open.
    """
    parts = open_package(raw)
    document = parts.document()
    root = parts.part(document)
    body = child(root, "body")
    if body is None:
        refuse(raw, "F028")
    rules, default = read_styles(parts.part(parts.related(document, "styles")))
    numbers = read_lists(parts.part(parts.related(document, "numbering")))
    story = Story(raw, rules, default, numbers)
    _walk(body, story)
    _add_notes(story, {kind: parts.part(parts.related(document, kind)) for kind in NOTES.values()})
    return _reading(story.done)


def _walk(root: etree._Element, story: Story) -> None:
    """Read an element and all below it, without recursion. Raises: BadInput: words stand in another file."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        kind = name(element)
        if event == "end":
            if kind == "p" and element is not root:
                _close(story)
        elif kind in INSERTED:
            refuse(story.raw, "F038", name=kind)
        elif (
            kind in LEFT_OUT
            or (kind in ("r", "tr") and _hidden(element))
            or (kind == "sdtContent" and _prompt(element))
        ):
            walker.skip_subtree()
        elif kind == "p":
            _open(element, story)
        elif kind == "tc":
            first = next(children(element.getparent(), "tc"), None) is element
            story.before = story.before if first else "\t"
        elif story.open:
            _add(element, kind, story)


def _hidden(element: etree._Element) -> bool:
    """True for a run that is not shown, and for a table's row that was deleted."""
    return switched_on(child(element, "rPr", "vanish")) or child(element, "trPr", "del") is not None


def _prompt(content: etree._Element) -> bool:
    """True for the words of a form's field that asks to be filled in ("单击此处输入文字")."""
    return switched_on(child(content.getparent(), "sdtPr", "showingPlcHdr"))


def _open(element: etree._Element, story: Story) -> None:
    story.seen += 1
    if story.seen > PARAGRAPHS:
        refuse(story.raw, "F023", what="paragraphs", found=f"> {PARAGRAPHS}", limit=PARAGRAPHS)
    rules = child(element, "pPr")
    style = story.styles.get(value(child(rules, "pStyle")) or story.default, PLAIN)
    outline = child(rules, "outlineLvl")
    kind, level = (style.kind, style.level) if outline is None else outlined(outline)
    if style.kind == "title":
        kind, level = "title", 1
    joins = child(rules, "rPr", "del") is not None
    number = "" if joins or _gone(element) else _number(rules, style, story)
    paragraph = Paragraph(kind, level, joins, number, before=story.before)
    story.before = "\n"
    story.open.append(paragraph)


def _gone(element: etree._Element) -> bool:
    """True for a paragraph that is hidden with its end: Word does not count it."""
    if not switched_on(child(element, "pPr", "rPr", "vanish")):
        return False
    return all(_hidden(run) for run in element.iter() if name(run) == "r")


def _number(rules: etree._Element | None, style: Style, story: Story) -> str:
    """The number that Word shows before a paragraph: by its own rules, else by its style's."""
    own = child(rules, "numPr")
    number = value(child(own, "numId")) or style.number
    if number in ("", "0"):
        return ""
    at = value(child(own, "ilvl"))
    if at:
        level = integer(at)
    elif style.at is not None:
        level = style.at
    else:
        level = story.numbers.level_of(number, value(child(rules, "pStyle")))
    return story.numbers.next(number, level)


def _add(element: etree._Element, kind: str, story: Story) -> None:
    """Add what an element shows to the paragraph that is open."""
    paragraph = story.open[-1]
    if kind in ("t", "math:t"):
        words = SPACE.sub(" ", element.text or "")
        paragraph.add(words if element.get(KEEP) == "preserve" else words.strip(" "))
    elif kind in BREAKS and name(_parent(element)) == "r":  # <w:tab> is a place to stop, too, in a paragraph's rules
        paragraph.add(BREAKS[kind])
    elif kind == "sym":
        code = value(element, "char")
        paragraph.add(chr(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{4}", code) and code[0] not in "dD" else "")
    elif kind in NOTES and value(element, "customMarkFollows") in ("", "0", "false"):
        story.notes.append((NOTES[kind], value(element, "id")))
        _mark(paragraph, f"[{len(story.notes)}]")


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    return element if parent is None else parent


def _mark(paragraph: Paragraph, words: str) -> None:
    paragraph.markup.append((paragraph.length, paragraph.length + len(words)))
    paragraph.add(words)


def _close(story: Story) -> None:
    paragraph = story.open.pop()
    if story.open:
        story.open[-1].boxes += [paragraph, *paragraph.boxes]
    else:
        story.done += [paragraph, *paragraph.boxes]


def _add_notes(story: Story, parts: Mapping[str, etree._Element | None]) -> None:
    """The notes that the body refers to, in the order of their numbers. Notes have no notes."""
    notes = {(kind, value(note, "id")): note for kind, part in parts.items() for note in _notes(part)}
    for number, key in enumerate(list(story.notes), 1):
        start = len(story.done)
        story.before = "\n"
        if (note := notes.pop(key, None)) is not None:
            _walk(note, story)
        if start < len(story.done):
            first = story.done[start]
            first.pieces[:] = [f"[{number}] " + first.number + "".join(first.pieces).lstrip()]
            first.kind, first.markup, first.number = "", [], ""


def _notes(part: etree._Element | None) -> Iterator[etree._Element]:
    """The notes of a part; the lines that part them from the body are notes of a type."""
    for kind in ("footnote", "endnote"):
        yield from (note for note in children(part, kind) if value(note, "type") in ("", "normal"))


def _joined(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A paragraph whose end was deleted is one with the next, whose rules hold for both."""
    joined: list[Paragraph] = []
    for one in paragraphs:
        if not (joined and joined[-1].joins):
            joined.append(one)
            continue
        first = joined[-1]
        first.markup += [(first.length + start, first.length + end) for start, end in one.markup]
        for piece in one.pieces:
            first.add(piece)
        first.kind, first.level, first.number, first.joins = one.kind, one.level, one.number, one.joins
    return joined


def _reading(paragraphs: list[Paragraph]) -> Reading:
    """One text, with marks over headings and the numbers of notes."""
    pieces: list[str] = []
    marks: list[Mark] = []
    at = 0
    for paragraph in _joined(paragraphs):
        words = paragraph.number + "".join(paragraph.pieces)
        before = paragraph.before if pieces else ""
        start = at + len(before)
        inside = start + len(paragraph.number)
        at = start + len(words)
        pieces += (before, words)
        marks += (Mark(Span(inside + first, inside + last), "markup") for first, last in paragraph.markup)
        if paragraph.kind and (span := trimmed(words, 0, len(words))):
            marks.append(Mark(Span(start + span.start, start + span.end), paragraph.kind, paragraph.level))
    return Reading("".join(pieces), "docx", tuple(sorted(marks)))
