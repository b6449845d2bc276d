"""Which of the possible starts begin speeches: the strong, far enough apart, in agreement with each other.

Knows: what a contents list, a doubled heading and an agency's introduction look like among starts.
Must not know: parts, claims, findings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Final

from build_tools.segmentation import cues
from build_tools.segmentation.lines import Line
from build_tools.segmentation.starts import ENOUGH, Start

SHORTEST_BODY: Final = (
    50  # code points of text between two starts; less is a heading over a heading, or a list of contents
)
CONTENTS: Final = 3  # so many bodiless headings in a row are a list of contents
INTRODUCTION: Final = 400  # an agency's words between a page's title and the speech's own


@dataclass(frozen=True, slots=True)
class Choice:
    """The starts that were taken, and the offsets between which a list of contents stands."""

    starts: tuple[Start, ...]
    contents: tuple[tuple[int, int], ...] = ()


def choose(found: Sequence[Start], lines: Sequence[Line]) -> Choice:
    """The starts that begin speeches."""
    strong = _series(_best_of_each(found))
    strong = _agreeing(_outside_headers(strong))
    strong, contents = _without_contents(strong, lines)
    return Choice(tuple(_joined(strong, lines)), tuple(contents))


def _best_of_each(found: Sequence[Start]) -> list[Start]:
    """One start a place: the one with the most points."""
    best: dict[int, Start] = {}
    for start in found:
        if start.offset not in best or start.points > best[start.offset].points:
            best[start.offset] = start
    return sorted(best.values(), key=lambda start: start.offset)


def _series(found: list[Start]) -> list[Start]:
    """The strong starts, and weak ones that carry on a series of strong ones: 3、 after 2、 under the same cue."""
    strong: list[Start] = []
    last: dict[str, int] = {}
    for start in found:
        follows = start.number is not None and last.get(start.cue) == start.number - 1
        if start.points >= ENOUGH or (start.points == ENOUGH - 1 and start.numbered and follows):
            strong.append(start)
            if start.number is not None:
                last[start.cue] = start.number
    return strong


def _outside_headers(starts: list[Start]) -> list[Start]:
    """A subtitle, a name or a second title in a speech's header begins no speech of its own; a numbered one may."""
    kept: list[Start] = []
    for start in starts:
        if start.numbered or not kept or start.line >= kept[-1].body or start.line == kept[-1].line:
            kept.append(start)
    return kept


def _agreeing(starts: list[Start]) -> list[Start]:
    """Where two or more headings number the speeches, an unnumbered one counts only if thanks stand before it."""
    if sum(start.numbered for start in starts) < 2:
        return starts
    return [s for s in starts if s.numbered or _independent(s)]


def _independent(start: Start) -> bool:
    return start.cue in ("salutation-after-thanks", "title-and-salutation") or (start.saluted and start.points >= 7)


def _without_contents(starts: list[Start], lines: Sequence[Line]) -> tuple[list[Start], list[tuple[int, int]]]:
    """Drop runs of headings with nothing between them: a list of contents; the last may be the first speech's."""
    kept: list[Start] = []
    contents: list[tuple[int, int]] = []
    run: list[Start] = []
    for start, after in zip_longest(starts, starts[1:]):
        run.append(start)
        if after is None and lines[-1].end - start.offset < SHORTEST_BODY and not start.saluted:
            break  # a heading with nothing under it begins no speech
        if after is not None and _body(start, after, lines) < SHORTEST_BODY and not start.saluted:
            continue
        kept += _settle(run, contents)
        run = []
    return kept, contents


def _settle(run: list[Start], contents: list[tuple[int, int]]) -> list[Start]:
    """What is left of a run of headings of which only the last has a body."""
    last = run[-1]
    again = last.number is not None and any(s.number == last.number for s in run[:-1])
    if len(run) > CONTENTS or (again and len(run) == CONTENTS):
        contents.append((run[0].offset, last.offset))
        return [last]
    # A heading over a heading: the speech begins at the first, and has the header of both.
    first = last
    for start in reversed(run[:-1]):
        if start.numbered and last.numbered and start.number != last.number:
            break
        first = start
    number = last.number if last.numbered else _first_number(run)
    return [
        replace(last, offset=first.offset, line=first.line, number=number, numbered=first.numbered or last.numbered)
    ]


def _first_number(run: list[Start]) -> int | None:
    return next((s.number for s in run if s.numbered), run[-1].number)


def _body(start: Start, after: Start, lines: Sequence[Line]) -> int:
    """Code points between a start's header and the next start."""
    first = lines[start.body].start if start.body < len(lines) else after.offset
    if start.body == start.line:
        first = start.offset
    return max(0, after.offset - max(first, start.offset))


def _joined(starts: list[Start], lines: Sequence[Line]) -> list[Start]:
    """A page's title and an agency's introduction belong to the speech that follows them."""
    joined: list[Start] = []
    for start in starts:
        if (
            joined
            and not joined[-1].saluted
            and not joined[-1].numbered
            and not start.numbered
            and _introduces(joined[-1], start, lines)
        ):
            start = replace(start, offset=joined[-1].offset, line=joined[-1].line)  # noqa: PLW2901 - the joined one
            joined[-1] = start
        else:
            joined.append(start)
    return joined


def _introduces(first: Start, second: Start, lines: Sequence[Line]) -> bool:
    between = [line.text for line in lines[first.body : second.line]]
    return _body(first, second, lines) <= INTRODUCTION and any(cues.INTRODUCES.search(text) for text in between)
