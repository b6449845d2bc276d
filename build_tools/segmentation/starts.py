"""Where speeches may begin: every line scored by its cues and by what stands around it.

Knows: the tables of cues, and how points add up.
Must not know: what becomes of the text between two starts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from build_tools.segmentation import cues, inline
from build_tools.segmentation.claims import CLAIM, numeral
from build_tools.segmentation.furniture import aside
from build_tools.segmentation.lines import Line

ENOUGH: Final = 4
SALUTED: Final = 3  # a salutation follows
THANKED: Final = 2  # the speech before ended in thanks
ENDED: Final = 1  # the line before ended a sentence
TOP: Final = 3  # lines in which a collection has its title
LONGEST_HEADER: Final = 5  # lines between a heading and its salutation: subtitle, date, place, post and name


@dataclass(frozen=True, slots=True)
class Start:
    """A place where a speech may begin. `body` is the index of the first line after its header."""

    offset: int
    line: int  # index into the lines
    points: int
    cue: str
    body: int
    numbered: bool = False
    number: int | None = None
    saluted: bool = False


def starts(lines: Sequence[Line]) -> list[Start]:
    """Every scored start, in order, weak ones included."""
    found: list[Start] = []
    for i, line in enumerate(lines):
        if line.furniture:
            continue
        found += _of_line(lines, i)
    return found


def _of_line(lines: Sequence[Line], i: int) -> list[Start]:
    line = lines[i]
    made: list[Start] = []
    if cues.is_short(line.text):
        start = _heading(lines, i) or _salutation(lines, i)
        if start:
            return [] if aside(line) in ("attribution", "note", "furniture") else [start]
    if len(line.text) > 20:
        made = [
            Start(
                line.start + cut.offset,
                i,
                cut.points,
                cut.cue,
                i + cut.ends_line,
                cut.numbered,
                cut.number,
                cut.saluted,
            )
            for cut in inline.cuts(line.text)
        ]
    if not (made and made[0].offset == line.start):
        lone = _salutation(lines, i)
        made = [lone, *made] if lone else made
    return made


def _heading(lines: Sequence[Line], i: int) -> Start | None:
    line = lines[i]
    if cues.COMPILERS.search(line.text) or (i < TOP and CLAIM.search(line.text)):
        return None  # the collection's own title
    best: Start | None = None
    for cue in cues.HEADINGS:
        found = cue.pattern.match(line.text)
        if not found:
            continue
        if cue.name == "ornament" and not found["title"]:
            best = _after_ornament(lines, i)
            continue
        body, saluted = _header(lines, i)
        points = cue.points + SALUTED * saluted + _before(lines, i) + (2 if line.level else 0)
        if best is None or points > best.points:
            best = Start(line.start, i, points, cue.name, body, cue.numbered, _number(cue, found), saluted)
    return best or _unknown_title(lines, i)


def _number(cue: cues.Cue, found: re.Match[str]) -> int | None:
    """The number that a heading gives its speech."""
    if not cue.numbered:
        return None
    written = found["number"] if "number" in cue.pattern.groupindex else re.search(cues.NUMBER, found[0])
    return numeral(written if isinstance(written, str) else written[0]) if written else None


def _after_ornament(lines: Sequence[Line], i: int) -> Start | None:
    """A row of stars or a rule parts two speeches if a title or a salutation stands under it; it belongs to neither."""
    j = i + 1
    if j >= len(lines):
        return None
    saluted = bool(cues.salutation(lines[j].text))
    body, titled = (j, False) if saluted else _header(lines, j)
    if not (saluted or titled or _titled(lines, j)):
        return None
    points = 2 + SALUTED * (saluted or titled) + max(_before(lines, i), ENDED)
    return Start(lines[j].start, j, points, "ornament", body, saluted=saluted or titled)


def _unknown_title(lines: Sequence[Line], i: int) -> Start | None:
    """A short line that only its place makes a title: a salutation stands right under it, or under its header."""
    line = lines[i]
    if (
        len(line.text) > 45
        or line.text[-1] in "，,：:、！!"
        or cues.salutation(line.text)
        or cues.DATE_LINE.match(line.text)
    ):
        return None
    body, saluted = _header(lines, i)
    if line.level and (saluted or i == 0 or line.level <= 2):
        return Start(line.start, i, 2 + SALUTED * saluted + _before(lines, i), "mark", body, saluted=saluted)
    if not saluted or SECTION.match(line.text):
        return None
    return Start(line.start, i, SALUTED + _before(lines, i), "title-over-salutation", body, saluted=saluted)


SECTION: Final = re.compile(r"^[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|^第[一二三四五六七八九十]{1,3}[、，,：:]")


def _titled(lines: Sequence[Line], i: int) -> bool:
    """Under a row of stars stands a title: a short line that is no sentence."""
    return (
        i < len(lines)
        and len(lines[i].text) <= 40
        and cues.is_short(lines[i].text)
        and lines[i].text[-1] not in "，,：:、"
    )


def _salutation(lines: Sequence[Line], i: int) -> Start | None:
    """A salutation that no heading stands over begins a speech only where another has just ended in thanks."""
    mark = cues.salutation(lines[i].text)
    if mark not in (":", "：") or (i > 0 and cues.salutation(lines[i - 1].text)):
        return None
    before = THANKED if all(aside(line) for line in lines[max(0, i - 6) : i]) else _before(lines, i)
    return Start(lines[i].start, i, 2 + before, "salutation", i, saluted=True)


def _header(lines: Sequence[Line], i: int) -> tuple[int, bool]:
    """The index of the first line after the header that line `i` begins, and whether that line is a salutation."""
    last = min(i + 1 + LONGEST_HEADER, len(lines))
    for j in range(i + 1, last):
        text = lines[j].text
        if cues.salutation(text):
            return j, True
        if not _belongs_to_header(lines[j]) or cues.numbers(text):
            return j, False
    return last, False


def _belongs_to_header(line: Line) -> bool:
    text = line.text
    if cues.DATE_LINE.match(text) or cues.BYLINE.match(text) or text.startswith(("——", "--")):
        return True
    return (len(text) <= 45 and cues.is_short(text) and text[-1] not in "，,、：:！!") or aside(line) in (
        "attribution",
        "note",
    )


def _before(lines: Sequence[Line], i: int) -> int:
    """Points for what stands before: thanks, or the end of a sentence, or nothing at all."""
    j = i - 1
    while j >= 0 and i - j < 6 and aside(lines[j]):
        j -= 1
    if j < 0:
        return ENDED
    end = lines[j].text[-40:]
    if cues.THANKFUL.search(end) or cues.WISHES.match(lines[j].text[:80]):
        return THANKED
    return ENDED if cues.ENDED.search(end) else 0
