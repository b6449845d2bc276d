"""Markdown → the text as it stands, with marks over front matter, headings and signs that are no words.

Knows: which lines of Markdown are front matter, fences, headings, quotes and bullets.
Must not know: YAML, HTML pages, what a speech is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from build_tools.importers.encodings import decode
from build_tools.importers.inline import signs
from build_tools.importers.reading import Reading, refuse, trimmed
from build_tools.model import Mark, RawFile, Span

LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*:(?:\s|$)")
FENCE: Final = re.compile(r" {0,3}(`{3,}(?=[^`]*$)|~{3,})")
# "## 标题", "##标题" (the renderer that the site uses takes both); not "#话题#", which is a hashtag.
ATX: Final = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|(?<=##)(?=[^#\s])|$)")
CLOSING_SIGNS: Final = re.compile(r"(?:^|[ \t])#+[ \t]*$")
UNDERLINE: Final = re.compile(r" {0,3}(=+|-+)[ \t]*$")
# "> 引文", "- 条目", "* 条目"; a bullet's line must not be "- 3 -" (a page number) or "* * *" (a rule).
QUOTE: Final = re.compile(r" {0,3}(?:>[ \t]?)+")
BULLET: Final = re.compile(r"[ \t]{0,12}([-*+][ \t]+)(?=[^\s*+-])(?![^\r\n]*-\s*$)")
LONGEST_TITLE: Final = 60  # of a line that an underline makes a heading: people also draw rules under paragraphs


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end; `end` is where its words end, `after` where the next line starts."""

    start: int
    end: int
    after: int
    text: str

    @property
    def blank(self) -> bool:
        """True if there is nothing but white space."""
        return not self.text or self.text.isspace()


@dataclass(slots=True)
class Marks:
    """The marks found so far, and how far the comment reaches that was last begun."""

    text: str
    found: list[Mark] = field(default_factory=list)
    commented: int = 0
    closed: bool = True  # False once no "-->" is left, so that none is looked for again

    def add(self, kind: str, start: int, end: int, level: int = 0) -> None:
        """Mark a span, unless it is empty."""
        if end > start:
            self.found.append(Mark(Span(start, end), kind, level))

    def inside(self, start: int, end: int) -> None:
        """Mark the signs within a run of words."""
        for span in signs(self.text, start, end):
            self.add("markup", span.start, span.end)

    def comments(self, line: Line) -> None:
        """Mark the comments that begin in a line; one that is never closed is no comment."""
        at = max(line.start, self.commented)
        while self.closed and (at := self.text.find("<!--", at, line.end)) >= 0:
            end = self.text.find("-->", at + 4)
            self.closed = end >= 0
            if self.closed:
                self.add("markup", at, end + 3)
                self.commented = at = end + 3


def read(raw: RawFile) -> Reading:
    """The decoded file, with marks.

    Raises: BadInput: the encoding cannot be told, or front matter is not closed.
    """
    decoded = decode(raw)
    lines = list(_lines(decoded.text))
    body = _front_matter(raw, lines)
    marks = Marks(decoded.text)
    if body:
        marks.add("front matter", 0, lines[body - 1].after)
    _scan(lines[body:], marks)
    return Reading(decoded.text, decoded.encoding, tuple(_joined(marks)))


def _lines(text: str) -> Iterator[Line]:
    for match in LINE.finditer(text):
        words = match[0].rstrip("\r\n")
        yield Line(match.start(), match.start() + len(words), match.end(), words)


def _front_matter(raw: RawFile, lines: list[Line]) -> int:
    """How many lines the front matter takes, fences included; 0 if there is none.

    A first line `---` that no `key:` follows is a rule, not a fence.
    """
    if len(lines) < 2 or lines[0].text.rstrip() != "---":
        return 0
    end = next((i for i, line in enumerate(lines[1:], 1) if line.text.rstrip() in ("---", "...")), 0)
    keyed = KEY.match(lines[1].text) is not None or lines[1].text.startswith("#")
    if keyed and not end:
        refuse(raw, "F014")
    return end + 1 if keyed or end == 1 else 0


def _scan(lines: list[Line], marks: Marks) -> None:
    """Mark line by line; what is in a fence is left alone, a paragraph's lines are looked at together."""
    paragraph: list[Line] = []
    fence = ""
    for line in lines:
        if fence:
            fence = "" if _closes(line, fence) else fence
            continue
        if line.start < marks.commented and line.end <= marks.commented:
            continue
        marks.comments(line)
        if opened := FENCE.match(line.text):
            _flush(paragraph, marks)
            fence = opened[1]
        elif line.blank:
            _flush(paragraph, marks)
        elif heading := ATX.match(line.text):
            _flush(paragraph, marks)
            _atx(line, heading, marks)
        elif paragraph and (under := UNDERLINE.match(line.text)) and _is_title(paragraph, under[1]):
            _setext(paragraph, line, 1 if under[1][0] == "=" else 2, marks)
        else:
            paragraph.append(line)
    _flush(paragraph, marks)


def _closes(line: Line, fence: str) -> bool:
    sign = line.text.strip()
    return len(sign) >= len(fence) and not sign.strip(fence[0])


def _atx(line: Line, heading: re.Match[str], marks: Marks) -> None:
    start = line.start + heading.end()
    words = trimmed(marks.text, start, start + _unclosed(line.text[heading.end() :]))
    marks.add("markup", line.start + heading.start(1), start)
    marks.add("heading", words.start, words.end, len(heading[1]))
    marks.inside(words.start, words.end)
    marks.add("markup", words.end, line.end)


def _unclosed(words: str) -> int:
    """The length of a heading without the signs that close it: "概况 ##" → 2; of "C#" nothing is taken."""
    whole = words.rstrip(" \t")
    core = whole.rstrip("#")
    return len(core) if core != whole and core[-1:] in ("", " ", "\t") else len(whole)


def _is_title(paragraph: list[Line], under: str) -> bool:
    """One short line that is no sentence, underlined."""
    words = paragraph[0].text.strip()
    return len(paragraph) == 1 and len(words) <= LONGEST_TITLE and words[-1:] not in "。；！？，" and len(under) > 1


def _setext(paragraph: list[Line], under: Line, level: int, marks: Marks) -> None:
    words = trimmed(marks.text, paragraph[0].start, paragraph[0].end)
    marks.add("heading", words.start, words.end, level)
    marks.inside(words.start, words.end)
    marks.add("markup", under.start, under.end)
    paragraph.clear()


def _flush(paragraph: list[Line], marks: Marks) -> None:
    """Mark the signs of a paragraph: at the start of its lines, then within."""
    if not paragraph:
        return
    for line in paragraph:
        _line_start(line, marks)
    marks.inside(paragraph[0].start, paragraph[-1].end)
    paragraph.clear()


def _line_start(line: Line, marks: Marks) -> None:
    start = 0
    if quote := QUOTE.match(line.text):
        marks.add("markup", line.start, line.start + quote.end())
        start = quote.end()
    if bullet := BULLET.match(line.text, start):
        marks.add("markup", line.start + bullet.start(1), line.start + bullet.end(1))


def _joined(marks: Marks) -> Iterator[Mark]:
    """All marks by place; markup that overlaps or touches is one mark."""
    joined: list[Mark] = []
    for mark in sorted(mark for mark in marks.found if mark.kind == "markup"):
        if joined and mark.span.start <= joined[-1].span.end:
            whole = Span(joined[-1].span.start, max(joined[-1].span.end, mark.span.end))
            joined[-1] = Mark(whole, "markup")
        else:
            joined.append(mark)
    yield from sorted([*joined, *(mark for mark in marks.found if mark.kind != "markup")])
