"""Says which region a speech belongs to: the seat of the speaker's body, else the place where it was held; or nothing.

Knows: the order in which the ways of knowing are asked.
Must not know: how each of them works, or what was declared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from build_tools.description import region_lead, region_scores
from build_tools.description.region_names import find
from build_tools.description.region_scores import Choice, Hit
from build_tools.model import Block, Evidence, Region, Span
from build_tools.vocabulary import places

HEADING: Final = ("title", "byline")
SHOWN: Final = 4  # pieces of evidence that a reader is given
MOST_HEADINGS: Final = 12  # of one speech
READ: Final = 200_000  # code points from the top: a speech is shorter, and names a hundred pages on are of no weight
TAIL: Final = 200  # where a dispatch may sign off


def prepare() -> None:
    """Fill every lookup that `describe` needs, some 0.1 seconds: once, before processes are forked."""
    find("")
    places.by_code()
    places.ambiguous()


def describe(
    blocks: Sequence[Block], *, text: str, year: int | None, around: Sequence[Span] = ()
) -> tuple[Region, tuple[Evidence, ...]]:
    """The region of a speech and why, from its blocks and the source's text.

    `year`: the speech's, if known. `around`: notes beside the speech, read only for 新华社巴黎3月27日电.
    """
    if not blocks:
        return Region(), ()
    base, end = blocks[0].span.start, blocks[-1].span.end
    choice = _choose(blocks, text[base:end], base, year) or _dispatch(text, base, end, around)
    return (Region(), ()) if choice is None else _tell(choice, text, year)


def _choose(blocks: Sequence[Block], words: str, base: int, year: int | None) -> Choice | None:
    """The first answer, the surest ways first. Positions in it are of the source."""
    words = words[:READ]
    names, selves = find(words)
    own = region_scores.own_level(selves)
    hits = region_scores.weigh(names, words, year, own)
    headings = list(_spans(blocks, HEADING, base))
    body = next((block.span.start - base for block in blocks if block.kind not in (*HEADING, "date line", "note")), 0)
    places_of_speech = (
        region_lead.date_line(words, list(_spans(blocks, ("date line",), base))),
        region_lead.opening(words, body),
    )
    seat = region_lead.heading(hits, words, headings, bodies=True) or region_scores.decide(hits, words, own)
    held, met = (region_scores.lifted(answer, words, own) for answer in places_of_speech)
    about = region_lead.heading(hits, words, headings, bodies=False)
    answers = (seat, held, about, met, region_lead.town(words, headings))
    return next((_moved(answer, base) for answer in answers if answer), None)


def _spans(blocks: Sequence[Block], kinds: Sequence[str], base: int) -> Iterator[tuple[int, int]]:
    mine = (block.span for block in blocks if block.kind in kinds)
    for span in islice(mine, MOST_HEADINGS):
        yield span.start - base, span.end - base


def _moved(choice: Choice, by: int) -> Choice:
    """The same, with positions in the source."""
    hits = tuple(
        Hit(type(h.name)(h.name.start + by, h.name.end + by, h.name.text, h.name.full), h.weight, h.unit)
        for h in choice.hits
    )
    return Choice(choice.code, choice.rule, choice.status, hits, choice.city)


def _dispatch(text: str, start: int, end: int, around: Sequence[Span]) -> Choice | None:
    """A news agency's line at the head or the foot of the speech, or beside it."""
    head = (start, min(end, start + region_lead.OPENING * 3))
    foot = (max(start, end - TAIL), end)
    return region_lead.agency(text, [head, foot, *((span.start, span.end) for span in around)])


def _tell(choice: Choice, text: str, year: int | None) -> tuple[Region, tuple[Evidence, ...]]:
    """The region with its names of then and now, and the best evidence in the order of the text."""
    best = sorted(choice.hits, key=lambda hit: (-hit.weight, not hit.name.full, hit.name.start))[:SHOWN]
    evidence = tuple(
        Evidence("region", choice.code, choice.status, choice.rule, Span(n.start, n.end), text[n.start : n.end])
        for n in sorted(hit.name for hit in best)
    )
    if choice.code in places.countries():
        path = (*places.path(choice.code), *((choice.city,) if choice.city else ()))
        return Region(choice.code, path, choice.status), evidence
    then, path_then = _then(choice, year)
    path = places.path(choice.code)
    if (then, path_then) == (choice.code, path):
        return Region(choice.code, path, choice.status), evidence
    return Region(choice.code, path, choice.status, then, path_then), evidence


def _then(choice: Choice, year: int | None) -> tuple[str, tuple[str, ...]]:
    """Code and names as of the speech's year; if the year is unknown, as of the time when its names were in use."""
    if year is not None:
        ours = [hit.unit for hit in choice.hits if hit.unit]
        known = (unit for unit in (*ours, *places.units()) if places.identity(unit) == choice.code)
        unit = next((unit for unit in known if unit.in_force(year)), None) or places.place(choice.code, year)
        return (unit.code, places.path(unit.code, year)) if unit else (choice.code, places.path(choice.code))
    named = next((hit.unit for hit in choice.hits if hit.unit and hit.name.full and hit.unit.last is not None), None)
    if named and not any(hit.unit and hit.name.full and hit.unit.last is None for hit in choice.hits):
        return named.code, places.path(named.code, named.last)
    return choice.code, places.path(choice.code)
