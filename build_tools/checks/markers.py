"""Markers: the numbers of headings and list items, and how they follow each other.

Knows: numerals, and the forms that markers take.
Must not know: how blocks were found.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from build_tools.checks.subject import Subject
from build_tools.model import Block, Finding, Span

NUMERAL: Final = re.compile(r"[一二三四五六七八九十]{1,3}|[0-9０-９]{1,3}|[①-⑳]")
DIGITS: Final = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}


@dataclass(frozen=True, slots=True)
class Point:
    """A heading or list item with a number. `form` is its marker with the number left out: （）, 、, 第，."""

    index: int
    block: Block
    number: int
    form: str


def value(numeral: str) -> int | None:
    """The value of a numeral below 1,000 in Chinese or Arabic digits, or in a circle; None if it is none."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    tens, ten, ones = numeral.rpartition("十")
    if any(digit and digit not in DIGITS for digit in (tens, ones)):
        return None
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + DIGITS.get(ones, 0) or None


def points(blocks: Sequence[Block]) -> list[Point]:
    """The blocks that carry a number, in order."""
    made = []
    for index, block in enumerate(blocks):
        found = NUMERAL.search(block.marker) if block.kind in ("heading", "list item") else None
        number = value(found.group()) if found else None
        if found and number:
            made.append(
                Point(index, block, number, block.marker[: found.start()] + block.marker[found.end() :].strip())
            )
    return made


def runs(blocks: Sequence[Block]) -> Iterator[list[Point]]:
    """Points of one level under one heading: a new run begins at number 1, and below every higher heading."""
    open_runs: dict[int, list[Point]] = {}
    numbered = {point.index: point for point in points(blocks)}
    for index, block in enumerate(blocks):
        if block.kind not in ("heading", "list item"):
            continue
        for level in [level for level in open_runs if level > block.level]:
            yield open_runs.pop(level)
        point = numbered.get(index)
        run = open_runs.get(block.level)
        if run and (point is None or point.number == 1 or run[-1].block.kind != block.kind):
            yield open_runs.pop(block.level)
        if point is not None:
            open_runs.setdefault(block.level, []).append(point)
    yield from open_runs.values()


def marker_order(subject: Subject) -> Iterator[Finding]:
    """Numbers of one run follow each other, and look alike."""
    for run in runs(subject.blocks):
        for before, point in pairwise(run):
            alike = point.form == before.form or point.block.kind == "heading"
            if alike and point.number != before.number + 1 and run[0].number == 1:
                yield subject.tell_on(_marker(point), "T130", words=point.block.marker, before=before.block.marker)
        yield from _other_forms(subject, run)


def _other_forms(subject: Subject, run: Sequence[Point]) -> Iterator[Finding]:
    """A heading whose marker looks unlike those of most others in its run."""
    if run[0].block.kind != "heading" or len(run) < 3:
        return
    (usual, times), *others = Counter(point.form for point in run).most_common()
    if not others or times <= sum(count for _, count in others):
        return
    example = next(point.block.marker for point in run if point.form == usual)
    for point in run:
        if point.form != usual:
            yield subject.tell_on(_marker(point), "T131", words=point.block.marker, before=example)


def _marker(point: Point) -> Span:
    """The marker in the source. White space before it, and edits inside it, are too rare to matter."""
    start = point.block.span.start
    return Span(start, min(start + len(point.block.marker), point.block.span.end))
