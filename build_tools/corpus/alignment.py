"""Two texts side by side: the passages that they share, in order, character for character.

Knows: strings.
Must not know: what the texts are.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from build_tools.model import Span

GRAM: Final = 5  # characters: grams that stand once in each text hold the two together
GAP: Final = 80  # characters: between two passages so near, single equal characters count too
JOINED: Final = 12  # characters: passages that lie so near are told as one


@dataclass(frozen=True, slots=True)
class Match:
    """A passage of `size` equal characters."""

    first: int
    second: int
    size: int


def align(first: str, second: str) -> list[Match]:
    """The equal passages of two texts, in the order of both."""
    kept: list[Match] = []
    for match in _passages(first, second):
        if kept:
            kept += _between(first, second, kept[-1], match)
        kept.append(match)
    return kept


def passages(matches: list[Match]) -> list[tuple[Span, Span]]:
    """The matches as spans of both texts; those that an edit alone parts are one."""
    spans: list[tuple[Span, Span]] = []
    for match in matches:
        one, other = Span(match.first, match.first + match.size), Span(match.second, match.second + match.size)
        if spans and one.start - spans[-1][0].end <= JOINED and other.start - spans[-1][1].end <= JOINED:
            one, other = Span(spans[-1][0].start, one.end), Span(spans[-1][1].start, other.end)
            spans[-1] = one, other
        else:
            spans.append((one, other))
    return spans


def _passages(first: str, second: str) -> list[Match]:
    """Passages grown from grams that stand once in each text, as many as follow each other in both."""
    found: list[Match] = []
    low = (0, 0)
    for at, there in _rising(_anchors(first, second)):
        if at < low[0] or there < low[1]:
            continue
        start, place = at, there
        while start > low[0] and place > low[1] and first[start - 1] == second[place - 1]:
            start, place = start - 1, place - 1
        end, last = at + GRAM, there + GRAM
        while end < len(first) and last < len(second) and first[end] == second[last]:
            end, last = end + 1, last + 1
        found.append(Match(start, place, end - start))
        low = end, last
    return found


def _anchors(first: str, second: str) -> list[tuple[int, int]]:
    once, there = _once(first), _once(second)
    return [(at, there[gram]) for gram, at in once.items() if at >= 0 and there.get(gram, -1) >= 0]


def _once(words: str) -> dict[str, int]:
    """Where each gram stands; -1 if in more than one place."""
    places: dict[str, int] = {}
    for at in range(len(words) - GRAM + 1):
        gram = words[at : at + GRAM]
        places[gram] = -1 if gram in places else at
    return places


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest row of pairs, by their first numbers, whose second numbers rise too."""
    pairs.sort()
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        at = bisect_left(tails, there)
        before.append(ends[at - 1] if at else -1)
        if at == len(tails):
            tails.append(there)
            ends.append(number)
        else:
            tails[at], ends[at] = there, number
    row = []
    number = ends[-1] if ends else -1
    while number >= 0:
        row.append(pairs[number])
        number = before[number]
    return row[::-1]


def _between(first: str, second: str, left: Match, right: Match) -> list[Match]:
    """What two texts share between two passages that lie near each other."""
    start, place = left.first + left.size, left.second + left.size
    here, there = first[start : right.first], second[place : right.second]
    if not here or not there or len(here) > GAP or len(there) > GAP:
        return []
    blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
    return [Match(start + block.a, place + block.b, block.size) for block in blocks if block.size]
