"""Regularisation: half-width punctuation among Han characters is made full-width; radicals become characters.

Knows: which marks stand among Han, and which pairs belong together.
Must not know: words; where marks must stay half-width (protected.py says).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from build_tools.repair.noise import paragraph
from build_tools.repair.protected import protected
from build_tools.repair.rule import HAN, Found
from build_tools.vocabulary.radicals import RUN, characters

EVEN: Final = str.maketrans(",;:!?()\"'", "，；：！？（）＂＇")
HALF: Final = re.compile(r"[,;:!?()]")
PAREN: Final = re.compile(r"[（）\n\r]")
MARKS: Final = frozenset("，；：！？（）＂＇“”‘’")  # passed over when looking for the next character beside a mark
INSIDE: Final = frozenset(
    "%％.+-/×~℃°·&#_…—$¥￥‰"
)  # what numbers and foreign names are made of, beside letters and digits
MOST_MARKS: Final = 4  # marks in a row that may still belong to a sentence
REACH: Final = 24  # how far to look past a number or a name for a Han character
SMILEY: Final = re.compile(r"[:;]-?[)DP](?![0-9A-Za-z])")
# '引文' among Han; not it's, not 5'
SINGLE: Final = re.compile(rf"(?<![0-9A-Za-z'])'(?=[^'\n\r]{{0,39}}[{HAN}])[^'\n\r]{{1,40}}'(?![0-9A-Za-z'])")
LINE_END: Final = re.compile(r"[\n\r]")
DOTS: Final = re.compile(r"\.{3,6}(?!\.)")
LAST_DOT: Final = re.compile(rf"\.(?<=[{HAN}][{HAN}]\.)(?=[ \t]*(?:[\n\r]|\Z))")
LATIN_WORD: Final = re.compile(r"[A-Za-z]{2,}")
HAN_RUN: Final = re.compile(f"[{HAN}]+")
TRADE_NAMES: Final = ("Yahoo", "Jeopardy")  # the mark is part of the name


@dataclass(frozen=True, slots=True)
class _Text:
    """A text, and the same with every mark full-width, so that marks of both widths look alike to their neighbours."""

    text: str
    even: str
    kept: list[tuple[int, int]]
    lines: list[int] = field(default_factory=list)  # where lines end; the text's end is the last
    latin: dict[int, bool] = field(default_factory=dict)  # by a line's place in `lines`
    wide: set[int] = field(default_factory=set)  # the half-width marks that are full-width in the reading

    def is_kept(self, at: int) -> bool:
        """True where no mark may be touched."""
        index = bisect_right(self.kept, (at, len(self.text))) - 1
        return index >= 0 and at < self.kept[index][1]

    def is_latin(self, at: int) -> bool:
        """True if the line is prose in Latin letters that only mentions something in Han."""
        if not self.lines:
            self.lines.extend(match.start() for match in LINE_END.finditer(self.text))
            self.lines.append(len(self.text))
        line = bisect_left(self.lines, at)
        if line not in self.latin:
            start, end = self.lines[line - 1] if line else 0, self.lines[line]
            han = sum(map(len, HAN_RUN.findall(self.text, start, end)))
            words = sum(not self.is_kept(match.start()) for match in LATIN_WORD.finditer(self.text, start, end))
            self.latin[line] = words > han / 2
        return self.latin[line]

    def beside(self, at: int, step: int, skipped: frozenset[str] = MARKS, *, names: bool = False) -> str:
        """The next character on one side that is no mark, nor of a number or foreign name if asked; "" at an end."""
        even, reach, marks = self.even, REACH, MOST_MARKS
        at += step
        while 0 <= at < len(even) and reach:
            char = even[at]
            if char == " " and at and even[at - 1] in MARKS:
                at += step
                continue
            if char not in skipped and not (names and (char in INSIDE or (char.isascii() and char.isalnum()))):
                return "" if char in "\n\r" else char
            at += step
            reach -= 1
            marks -= char in MARKS
            if not marks:
                return " "
        return "" if reach else " "


def radicals_for_characters(text: str) -> Iterator[Found]:
    """A radical of the same picture stands for the character.

    "⼯作" → "工作", "市⻓" → "市长": what is copied from a PDF. A part of characters, such as ⺡, stays.
    """
    yield from ((run.start(), run.end(), characters(run[0])) for run in RUN.finditer(text))


def half_width_marks(text: str) -> Iterator[Found]:
    """Punctuation among Han characters is full-width.

    "今天,我们" → "今天，我们"; "增长42.1%,其中" → "增长42.1%，其中"; "(8篇)" → "（8篇）".
    10:30, 3:2, 1,000, addresses, code, names of files and English sentences stay.
    """
    marks = [match.start() for match in HALF.finditer(text)]
    if not marks:
        return
    line = _Text(text, text.translate(EVEN), protected(text))
    line.wide.update(_among_han_pairs(line) if "(" in text or ")" in text else ())
    waiting = [at for at in marks if text[at] not in "()" and not (line.kept and line.is_kept(at))]
    while found := [at for at in waiting if _among_han(line, at)]:
        line.wide.update(found)
        waiting = [at for at in waiting if at not in line.wide and not line.wide.isdisjoint((at - 1, at + 1))]
    for at in sorted(line.wide):
        needless = text[at] != "(" and text[at + 1 : at + 2] == " " and _is_wide(text[at + 2 : at + 3])
        yield at, at + 1 + needless, line.even[at]


def _is_wide(char: str) -> bool:
    """True for Han characters and the marks that stand only among them; not for Hangul, nor at a line's end."""
    return (
        "\u2e80" <= char < "\ua4d0"
        or "\uf900" <= char < "\ufb00"
        or "\uff01" <= char < "\uff61"
        or char >= "\U00020000"
    )


def _among_han(line: _Text, at: int) -> bool:
    text = line.text
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if (_is_wide(before) or at - 1 in line.wide) and (_is_wide(after) or at + 1 in line.wide):
        return True
    if (before.isdigit() and after.isdigit()) or SMILEY.match(text, at) or text.endswith(TRADE_NAMES, 0, at):
        return False
    left, right = line.beside(at, -1), line.beside(at, 1)
    if _is_wide(left) and (_is_wide(right) or (not right and left == before)):
        return True
    if _is_wide(left) or _is_wide(right):
        return not line.is_latin(at)
    if left.isascii() and left.isalpha() and right.isascii() and right.isalpha():
        return False
    far = line.beside(at, -1, names=True), line.beside(at, 1, names=True)
    return any(map(_is_wide, far)) and all(not char or _is_wide(char) for char in far) and not line.is_latin(at)


def _among_han_pairs(line: _Text) -> Iterator[int]:
    """The half-width brackets whose pair stands among Han in one line."""
    opened: list[int] = []
    for match in PAREN.finditer(line.even):
        char, at = match.group(), match.start()
        if char == "（":
            opened.append(at)
        elif char != "）":
            opened.clear()
        elif opened:
            start = opened.pop()
            if _is_han_pair(line, start, at):
                yield from (one for one in (start, at) if line.text[one] in "()")


def _is_han_pair(line: _Text, start: int, end: int) -> bool:
    if line.kept and (line.is_kept(start) or line.is_kept(end)):
        return False
    if (line.text[start] == "（") != (line.text[end] == "）"):
        return True  # one of the two is full-width already
    left = line.beside(start, -1)
    if HAN_RUN.search(line.text, start, end):
        return not line.is_latin(start) or (_is_wide(left) and _is_wide(line.beside(end, 1)))
    return _is_wide(left)


def straight_quotes(text: str) -> Iterator[Found]:
    """Straight quotation marks around Han characters are made “ ” and ‘ ’ there.

    '"双过半"目标' → “双过半”目标. Inches, English sentences, code and lines with an odd number of marks stay.
    """
    if '"' not in text and "'" not in text:
        return
    line = _Text(text, text.translate(EVEN), protected(text))
    found: list[Found] = []
    for start, end in _double_pairs(line):
        found += ((start, start + 1, "“"), (end, end + 1, "”"))
    for match in SINGLE.finditer(text):
        start, end = match.start(), match.end() - 1
        if not line.is_kept(start) and not line.is_kept(end) and not line.is_latin(start):
            found += ((start, start + 1, "‘"), (end, end + 1, "’"))
    yield from sorted(found)


def _double_pairs(line: _Text) -> Iterator[tuple[int, int]]:
    text, at = line.text, line.text.find('"')
    while at >= 0:
        _, end = paragraph(text, at)
        marks = [match.start() for match in re.finditer('"', text[at:end])]
        places = [at + mark for mark in marks if not line.is_kept(at + mark)]
        if len(places) % 2 == 0 and not line.is_latin(at):
            pairs = zip(places[::2], places[1::2], strict=True)
            yield from (pair for pair in pairs if HAN_RUN.search(text, *pair))
        at = text.find('"', end)


def dots_for_an_ellipsis(text: str) -> Iterator[Found]:
    """Three to six dots behind a Han character are an ellipsis.

    "等等..." → "等等……". Dots behind Latin letters stay.
    """
    if "..." in text:
        for match in DOTS.finditer(text):
            before = text[match.start() - 1 : match.start()] if match.start() else ""
            if HAN_RUN.match(before):
                yield match.start(), match.end(), "……"


def dots_for_a_full_stop(text: str) -> Iterator[Found]:
    """A dot behind Han characters at the end of a line is a full stop.

    "谢谢大家." → "谢谢大家。"
    """
    if "." in text:
        yield from ((match.start(), match.end(), "。") for match in LAST_DOT.finditer(text))
