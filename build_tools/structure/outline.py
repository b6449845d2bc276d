"""Headings, run-in headings and list items: what each marker in the body begins.

Knows: lines, markers and their runs.
Must not know: the header, or how a speech ends.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from build_tools.structure.lines import Line
from build_tools.structure.markers import Candidate, candidates
from build_tools.structure.runs import SURE, Run, ends, levels, runs

LONGEST_TITLE: Final = 40  # code points of a heading's sentence, marker left out
LONGEST_SECTION_TITLE: Final = 60  # … after 一、 or （一） or 第一章
LONGEST_AMONG_HEADINGS: Final = 80  # … whose fellows are headings
_END: Final = re.compile(r"[。！？!?]+[”’）)]*|\.(?=\s)")
_OPEN: Final = "；;，,、"
_SPOKEN: Final = re.compile(r"[^。，,：:]{1,5}[：:].{0,8}[我您你]")  # 1、张三：我来自车间。: a question from the floor


@dataclass(frozen=True, slots=True)
class Entry:
    """What begins at a marker. A run-in heading ends at `title_end`; others (0) go on to the next entry."""

    start: int
    kind: str
    level: int
    marker: str
    title_end: int = 0


def outline(lines: Sequence[Line], text: str) -> dict[int, list[Entry]]:
    """The entries of each line that has any, in order."""
    found = runs(candidates(lines, _plain(lines)))
    titles = {run: [_title_end(lines[member.line], member) for member in run.members] for run in found if run.own_lines}
    headed = frozenset(run for run in titles if _is_headed(run, titles[run], lines))
    depth = levels(found, headed)
    entries: dict[int, list[Entry]] = {}
    for run in found:
        for index, member in enumerate(run.members):
            title = titles[run][index] if run in headed else None
            entry = _entry(lines[member.line], member, depth[run], title, text)
            entries.setdefault(member.line, []).append(entry)
    for here in entries.values():
        here.sort(key=lambda entry: entry.start)
    return entries


def _entry(line: Line, member: Candidate, level: int, title: int | None, text: str) -> Entry:
    marker = text[member.start : member.end]
    if title is None or (title - member.end > LONGEST_AMONG_HEADINGS and not member.form.startswith("mark")):
        return Entry(member.start, "list item", level, marker)
    return Entry(member.start, "heading", level, marker, 0 if title == line.end else title)


def _title_end(line: Line, member: Candidate) -> int:
    """Where the words that may be a heading end: at the first sentence's end, or at the line's."""
    if member.form.startswith("mark") or member.form == "plain":
        return line.end
    found = _END.search(line.text, member.end - line.start)
    return line.start + found.end() if found else line.end


def _is_headed(run: Run, titles: Sequence[int], lines: Sequence[Line]) -> bool:
    """A run is of headings if most of its titles are short, and text stands between them."""
    if run.form in ("dash", "bullet"):
        return False
    if run.form == "plain" or run.form.startswith("mark"):
        return True
    short = sum(
        title - member.end <= (LONGEST_SECTION_TITLE if run.form in SURE else LONGEST_TITLE)
        and lines[member.line].text[-1] not in _OPEN
        and not _SPOKEN.match(lines[member.line].text, member.end - lines[member.line].start)
        for member, title in zip(run.members, titles, strict=True)
    )
    if 2 * short < len(run.members):
        return False
    return any(
        _has_body(member, after, title, lines, only=len(run.members) == 1)
        for (member, after), title in zip(ends(run), titles, strict=True)
    )


def _has_body(member: Candidate, after: Candidate | None, title: int, lines: Sequence[Line], *, only: bool) -> bool:
    """Text follows the title: on its line, or on a line before the next member's."""
    if title < lines[member.line].end:
        return True
    if after is None:
        return only and member.line + 1 < len(lines)
    return after.line > member.line + 1


_MARKED_END: Final = frozenset("。！？!?；;，,、：:.…—”\"'）)】")
_LONGEST_PLAIN: Final = 24
_LEAST_BELOW: Final = 60


def _plain(lines: Sequence[Line]) -> frozenset[int]:
    """Headings without a marker: a short line that ends like no sentence, after one that does, above a long one."""
    return frozenset(
        index
        for index, (line, below) in enumerate(pairwise(lines))
        if 2 <= len(line.text) <= _LONGEST_PLAIN
        and line.text[-1] not in _MARKED_END
        and len(below.text) >= _LEAST_BELOW
        and _END.search(below.text)
        and (index == 0 or lines[index - 1].text[-1] in "。！？!?：:…”.")
        and not _END.search(line.text)
    )
