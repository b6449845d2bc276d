"""Finds the names of places in a text, and the words by which a body speaks of its own unit (我市, 全县).

Knows: the names of the vocabulary.
Must not know: what a name stands for where it was found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from operator import add
from typing import Final

from build_tools.vocabulary import places
from build_tools.vocabulary.places import Abroad, Unit

SUFFIX: Final = re.compile("[省市县区州盟旗]")
TOWN: Final = re.compile("[镇乡]")
TOWN_LENGTHS: Final = (5, 4, 3)
SELF_WEIGHTS: Final = {"我": 3, "全": 1}  # 全市 is also said by those below it
BODIES: Final = ("委", "政府", "人民政府")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A name found in a text, from `start` to `end`, and all that it may mean."""

    start: int
    end: int
    text: str
    full: bool  # with the kind of unit: 安康市, not 安康
    units: tuple[Unit, ...] = ()
    abroad: Abroad | None = None


@cache
def _full_lengths() -> Mapping[str, tuple[int, ...]]:
    """The lengths of full names, longest first, by their last two characters."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in places.by_name():
        if SUFFIX.fullmatch(name[-1]):
            lengths[name[-2:]].add(len(name))
    return {tail: tuple(sorted(found, reverse=True)) for tail, found in lengths.items()}


@cache
def _short_names() -> Mapping[str, tuple[str, ...]]:
    """Short names, and names abroad, longest first, by their first two characters."""
    names: dict[str, set[str]] = defaultdict(set)
    for name in (*places.by_short(), *places.abroad()):
        if len(name) > 1 and name not in places.by_name():
            names[name[:2]].add(name)
    return {head: tuple(sorted(found, key=lambda name: (-len(name), name))) for head, found in names.items()}


def find(text: str) -> tuple[tuple[Name, ...], Counter[str]]:
    """The names in a text, in order and without overlap, and how strongly it speaks of which kind of unit as its own.

    "我市安康和旬阳县" → 安康, 旬阳县; 市: 3
    """
    full, selves = _full_names(text)
    kept = _without_overlap(full, _listed_names(text))
    return tuple(kept), selves


def _full_names(text: str) -> tuple[list[Name], Counter[str]]:
    """Names that end with their kind of unit: the longest that ends there."""
    found: list[Name] = []
    selves: Counter[str] = Counter()
    lengths, known = _full_lengths(), places.by_name()
    for match in SUFFIX.finditer(text):
        end = match.end()
        before = text[end - 2 : end - 1]
        if before in SELF_WEIGHTS:
            selves[match[0]] += SELF_WEIGHTS[before]
        for length in lengths.get(text[end - 2 : end], ()):
            name = text[end - length : end] if length <= end else ""
            if name in known:
                found.append(Name(end - length, end, name, full=True, units=known[name]))
                break
        else:  # 市委, but not 青岛市委, who may be strangers
            if before not in SELF_WEIGHTS and text.startswith(BODIES, end):
                selves["自治区" if text[end - 3 : end] == "自治区" else match[0]] += 1
    return found, selves


def _listed_names(text: str) -> Iterator[Name]:
    """Short names and names abroad, wherever they stand."""
    heads = _short_names()
    for head in sorted(set(map(add, text, text[1:])).intersection(heads)):
        at = text.find(head)
        while at >= 0:
            name = next((name for name in heads[head] if text.startswith(name, at)), None)
            if name:
                units = places.by_short().get(name, ())
                yield Name(at, at + len(name), name, full=False, units=units, abroad=places.abroad().get(name))
            at = text.find(head, at + 1)


def _without_overlap(full: list[Name], listed: Iterable[Name]) -> list[Name]:
    """Full names first (of two that overlap, the longer), then of the others the first and longest."""
    kept: list[Name] = []
    for name in full:
        while kept and kept[-1].end > name.start and len(kept[-1].text) < len(name.text):
            kept.pop()
        if not kept or kept[-1].end <= name.start:
            kept.append(name)
    starts = [name.start for name in kept]
    end = 0
    free: list[Name] = []
    for name in sorted(listed, key=lambda name: (name.start, -name.end)):
        at = bisect_left(starts, name.end)
        if name.start >= end and not (at and kept[at - 1].end > name.start):
            free.append(name)
            end = name.end
    return sorted([*kept, *free], key=lambda name: name.start)


def towns(text: str) -> Mapping[str, tuple[Name, ...]]:
    """The towns that a text names, each once, by their county; only towns that have a name of their own."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for match in TOWN.finditer(text):
        end = match.end()
        for length in TOWN_LENGTHS:
            name = text[max(0, end - length) : end]
            county = places.towns().get(name)
            if county and name not in places.ambiguous():
                found[county].setdefault(name, Name(end - length, end, name, full=True))
                break
    return {county: tuple(names.values()) for county, names in found.items()}
